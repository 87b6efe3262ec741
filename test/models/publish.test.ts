import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VERSION } from '../../src/format/layout.ts'
import { withLock } from '../../src/models/lock.ts'
import { pointTo, publish, sweep, versionName } from '../../src/models/publish.ts'
import { currentVersion, readCurrentModel, readModel } from '../../src/models/read.ts'
import { listVersions, prune, rollBack } from '../../src/models/versions.ts'
import { compileGolden } from '../golden-shop.ts'
import { tempDir } from '../temp-dir.ts'

const golden = compileGolden()

/** Publishes the golden shop as if built at this second. */
function publishAt(modelsDir: string, second: number, files = golden.files) {
  const builtAt = new Date(Date.UTC(2026, 10, 22, 3, 15, second))
  return publish(
    modelsDir,
    {
      version: versionName(builtAt, files),
      formatVersion: VERSION,
      builtAt: builtAt.toISOString(),
      builtBy: 'issho test',
      inputs: [],
      parameters: {},
      counts: golden.counts,
    },
    files,
  )
}

describe('publish', () => {
  it('writes a model that can be read back, and points current at it', async () => {
    const dir = tempDir()
    const manifest = await publishAt(dir, 0)
    expect(manifest.version).toMatch(/^20261122T031500Z-[0-9a-f]{6}$/)
    expect(readFileSync(join(dir, 'current'), 'utf8')).toBe(`${manifest.version}\n`)
    const model = await readCurrentModel(dir)
    expect(model.manifest).toEqual(manifest)
    expect(model.items.counts.numItems).toBe(5)
    expect(readdirSync(dir).sort()).toEqual([manifest.version, 'current'].sort())
  })

  it('has no segments where the build found none', async () => {
    const dir = tempDir()
    const { segments, ...files } = golden.files
    expect((await readModel(dir, (await publishAt(dir, 0)).version)).segments?.counts.numCells).toBe(16)
    const { version } = await publishAt(dir, 1, files)
    expect(readdirSync(join(dir, version)).sort()).toEqual(
      ['also-bought.idx', 'higher-model.idx', 'items.idx', 'manifest.json', 'near-misses.idx'].sort(),
    )
    expect((await readModel(dir, version)).segments).toBeUndefined()
  })

  it('leaves the model in use alone and nothing behind when a file cannot be read back', async () => {
    const dir = tempDir()
    const first = await publishAt(dir, 0)
    const broken = { ...golden.files, items: golden.files.items.slice(0, -8) }
    await expect(publishAt(dir, 1, broken)).rejects.toThrow(/items\.idx: got \d+ bytes, expected \d+/)
    expect(await currentVersion(dir)).toBe(first.version)
    expect(readdirSync(dir).sort()).toEqual([first.version, 'current'].sort())
  })

  it('takes the same model of the same second for what it is', async () => {
    const dir = tempDir()
    const first = await publishAt(dir, 0)
    await expect(publishAt(dir, 0)).resolves.toEqual(first)
    expect((await listVersions(dir)).length).toBe(1)
  })

  it('sweeps what a killed build left', async () => {
    const dir = tempDir()
    mkdirSync(join(dir, '.unfinished-20261122T000000Z-abcdef'))
    await sweep(dir)
    expect(readdirSync(dir)).toEqual([])
  })
})

describe('readModel refuses', () => {
  it('a folder without a model', async () => {
    await expect(readCurrentModel(tempDir())).rejects.toThrow(
      /current: not found; publish a model first: issho build/,
    )
  })

  it('a pointer to a version that is not there', async () => {
    const dir = tempDir()
    await pointTo(dir, 'gone')
    await expect(readCurrentModel(dir)).rejects.toThrow(`there is no model gone in ${dir}`)
  })

  it('a file of another model under the same name', async () => {
    const dir = tempDir()
    const { version } = await publishAt(dir, 0)
    const other = compileGolden({
      items: Array.from({ length: 5 }, (_, i) => ({ id: `other-${i}`, available: true })),
      baskets: { start: new Uint32Array(1), item: new Uint32Array(0) },
    })
    writeFileSync(join(dir, version, 'items.idx'), other.files.items)
    await expect(readModel(dir, version)).rejects.toThrow(
      /items\.idx: is not the file that its manifest names; copy the whole folder again/,
    )
  })

  it('a missing file and a broken manifest', async () => {
    const dir = tempDir()
    const { version } = await publishAt(dir, 0)
    writeFileSync(join(dir, version, 'manifest.json'), '{"version":')
    await expect(readModel(dir, version)).rejects.toThrow(/manifest\.json: the manifest: /)
  })
})

describe('versions', () => {
  it('are listed newest first, with the current one marked', async () => {
    const dir = tempDir()
    const first = await publishAt(dir, 1)
    const second = await publishAt(dir, 2)
    const list = await listVersions(dir)
    expect(list.map(v => [v.version, v.current])).toEqual([
      [second.version, true],
      [first.version, false],
    ])
    expect(await listVersions(join(dir, 'nowhere'))).toEqual([])
  })

  it('roll back one by one, or to a named one, and no further', async () => {
    const dir = tempDir()
    const versions = []
    for (const second of [1, 2, 3]) versions.push((await publishAt(dir, second)).version)
    expect(await rollBack(dir)).toEqual({ from: versions[2], to: versions[1] })
    expect(await rollBack(dir)).toEqual({ from: versions[1], to: versions[0] })
    await expect(rollBack(dir)).rejects.toThrow(
      `${versions[0]} is the oldest model, there is nothing to roll back to`,
    )
    expect(await rollBack(dir, versions[2])).toEqual({ from: versions[0], to: versions[2] })
    await expect(rollBack(dir, 'nope')).rejects.toThrow(/there is no model nope; there are: 2026/)
    await expect(rollBack(tempDir())).rejects.toThrow('no model was published yet')
  })

  it('never roll back to a damaged model', async () => {
    const dir = tempDir()
    const first = await publishAt(dir, 1)
    const second = await publishAt(dir, 2)
    writeFileSync(join(dir, first.version, 'items.idx'), 'broken')
    await expect(rollBack(dir)).rejects.toThrow(/items\.idx: got 6 bytes/)
    expect(await currentVersion(dir)).toBe(second.version)
  })

  it('are pruned to the newest few, never the current one', async () => {
    const dir = tempDir()
    const versions = []
    for (const second of [1, 2, 3, 4]) versions.push((await publishAt(dir, second)).version)
    await pointTo(dir, versions[0]!)
    expect(await prune(dir, 2)).toEqual([versions[1]])
    expect((await listVersions(dir)).map(v => v.version)).toEqual([versions[3], versions[2], versions[0]])
  })
})

describe('withLock', () => {
  it('lets one build in and tells the other who is at work', async () => {
    const dir = tempDir()
    await withLock(dir, async () => {
      await expect(withLock(dir, async () => {})).rejects.toThrow(
        new RegExp(`\\.lock: held by process ${process.pid} on .*: another build is at work`),
      )
    })
    await expect(withLock(dir, async () => 'free again')).resolves.toBe('free again')
    expect(readdirSync(dir)).toEqual([])
  })

  it('is released when the work fails', async () => {
    const dir = tempDir()
    const work = async () => {
      throw new Error('disk full')
    }
    await expect(withLock(dir, work)).rejects.toThrow('disk full')
    expect(existsSync(join(dir, '.lock'))).toBe(false)
  })

  it('takes over from a process that is gone, and from its own number in a restarted container', async () => {
    const dir = tempDir()
    const { hostname } = await import('node:os')
    for (const pid of [2 ** 22 + 1, process.pid]) {
      writeFileSync(join(dir, '.lock'), `${pid} ${hostname()}`)
      await expect(withLock(dir, async () => 'mine')).resolves.toBe('mine')
    }
  })

  it('believes a holder on another machine', async () => {
    const dir = tempDir()
    writeFileSync(join(dir, '.lock'), '1 another-machine')
    await expect(withLock(dir, async () => {})).rejects.toThrow('held by process 1 on another-machine')
  })
})

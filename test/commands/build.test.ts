import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isMissing } from '../require.ts'
import { tempDir } from '../temp-dir.ts'
import { BIN, run, start } from './run.ts'

const ORDERS = [
  'order_id,item_id,quantity,unit_price,ordered_at',
  ...Array.from(
    { length: 8 },
    (_, i) => `${i},cup,1,2.50,2026-01-0${i + 1}\n${i},saucer,1,1.50,2026-01-0${i + 1}`,
  ),
  ...Array.from({ length: 20 }, (_, i) => `x${i},spoon,1,0.95,2026-02-01`),
].join('\n')

/** A folder with an order file, and the arguments that build it into a models folder beside it. */
function shopFolder(orders = ORDERS) {
  const dir = tempDir()
  const file = join(dir, 'orders.csv')
  writeFileSync(file, orders)
  const models = join(dir, 'models')
  return { dir, file, models, args: ['build', '--orders', file, '--models', models] }
}

function currentOf(models: string): string {
  return readFileSync(join(models, 'current'), 'utf8').trim()
}

const isRoot = process.getuid?.() === 0

describe('issho build', () => {
  it('publishes a model and says what it read and made', async () => {
    const { models, args } = shopFolder()
    const { code, stdout, stderr } = await run(args)
    expect(stderr).toMatch(/^count: \d+\.\d s$/m) // plain lines where there is no terminal
    expect(code).toBe(0)
    expect(stdout).toMatch(/baskets +28/)
    expect(stdout).toContain(`published ${currentOf(models)}`)
  })

  it('says how many lines repeat an item of their order', async () => {
    const { args } = shopFolder(`${ORDERS}\n0,cup,1,2.50,2026-01-01\n0,cup,1,2.50,2026-01-01`)
    const { stdout } = await run(args)
    expect(stdout).toContain('2 lines repeat an item of their order and count once')
    expect(stdout).toMatch(/baskets +28/)
  })

  it('prints nothing with --quiet and JSON with --json', async () => {
    const { args } = shopFolder()
    expect(await run([...args, '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
    const { stdout } = await run([...args, '--json', '--quiet'])
    expect(JSON.parse(stdout).manifest.counts).toMatchObject({ items: 3, baskets: 28 })
  })

  it('builds the same bytes from the same file', async () => {
    const { models, args } = shopFolder()
    const digests = new Set<string>()
    for (let i = 0; i < 2; i++) {
      await run([...args, '--quiet'])
      digests.add(currentOf(models).split('-')[1]!)
    }
    expect(digests.size).toBe(1)
  })

  it('keeps the model in use when too many rows are rejected, and exits with 3', async () => {
    const { dir, models, args } = shopFolder()
    await run([...args, '--quiet'])
    const before = currentOf(models)
    const bad = join(dir, 'bad.csv')
    writeFileSync(bad, 'order_id,item_id,quantity\n1,a,one\n2,b,two\n3,c,1\n')
    const { code, stderr } = await run(['build', '--orders', bad, '--models', models, '--quiet'])
    expect(code).toBe(3)
    expect(stderr).toMatch(/^issho: .*rejects\.csv/)
    expect(stderr).not.toContain('    at ')
    expect(currentOf(models)).toBe(before)
    expect(readFileSync(join(models, 'rejects.csv'), 'utf8')).toContain('"quantity ""one"" is not a number"')
  })

  it('exits with 2 on wrong usage and names the option', async () => {
    expect(await run(['build'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--orders') })
    const { args } = shopFolder()
    expect(await run([...args, '--map', 'order_id'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('got "order_id", expected column=name'),
    })
    expect(await run([...args, '--max-rejects', 'many', '--currency', 'pounds'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /--currency: got "pounds"[\s\S]*--max-rejects: got "many"|--max-rejects[\s\S]*--currency/,
      ),
    })
  })

  it('exits with 3 on a file that is not there', async () => {
    const { code, stderr } = await run(['build', '--orders', '/nowhere/orders.csv', '--models', tempDir()])
    expect(code).toBe(3)
    expect(stderr).toContain('/nowhere/orders.csv')
  })

  it('lets only one of two builds at once through', async () => {
    const { models, args } = shopFolder()
    const both = await Promise.all([run([...args, '--quiet']), run([...args, '--quiet'])])
    const failed = both.filter(r => r.code !== 0)
    for (const { code, stderr } of failed) {
      expect(code).toBe(1)
      expect(stderr).toMatch(/\.lock: held by process \d+ on .*: another build is at work/)
    }
    expect(failed.length).toBeLessThanOrEqual(1)
    expect(readdirSync(models).sort()).toEqual(expect.arrayContaining([currentOf(models), 'current']))
    expect(existsSync(join(models, '.lock'))).toBe(false)
  })

  it('can be interrupted: the model in use stays, and the next build sweeps up', async () => {
    const { dir, models, args } = shopFolder()
    await run([...args, '--quiet'])
    const before = currentOf(models)
    const large = join(dir, 'large.csv')
    const lines = Array.from({ length: 400_000 }, (_, i) => `${i >> 1},item-${(i * 7919) % 5000}`)
    writeFileSync(large, ['order_id,item_id', ...lines].join('\n'))
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const build = start(['build', '--orders', large, '--models', models])
      const ended = new Promise(resolve => build.on('exit', (_, by) => resolve(by)))
      await once(build.stderr!, 'data') // the first stage is over, the second at work
      build.kill(signal)
      expect(await ended).toBe(signal)
      expect(currentOf(models)).toBe(before)
    }
    expect(readdirSync(models).some(name => name.startsWith('.unfinished-'))).toBe(true)
    expect(await run([...args, '--quiet'])).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(models).filter(name => name.startsWith('.'))).toEqual([])
  })

  it.skipIf(isMissing('root', isRoot))('leaves no trace on a full disk', async () => {
    const { dir, args } = shopFolder()
    const models = join(dir, 'small-disk')
    mkdirSync(models)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', models])
    onTestFinished(() => {
      execFileSync('umount', [models])
    })
    const fits = await run([...args.slice(0, 3), '--models', models, '--quiet'])
    expect(fits).toMatchObject({ code: 0, stderr: '' })
    const before = readdirSync(models).sort()
    const free = execFileSync('df', ['--output=avail', '-B1', models]).toString().split('\n')[1]!
    writeFileSync(join(models, 'filler'), Buffer.alloc(Number(free) - 4096))
    const { code, stderr } = await run([...args.slice(0, 3), '--models', models, '--quiet'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/disk is full|No space left/)
    expect(stderr).not.toContain('    at ')
    expect(
      readdirSync(models)
        .filter(name => name !== 'filler' && name !== 'rejects.csv')
        .sort(),
    ).toEqual(before.filter(name => name !== 'rejects.csv'))
  })

  it.skipIf(isMissing('root', isRoot))('says that a models folder cannot be written', async () => {
    const { dir, models, args } = shopFolder()
    mkdirSync(models)
    chmodSync(dir, 0o755)
    chmodSync(models, 0o555)
    const { code, stderr } = await run([...args, '--quiet'], { uid: 65_534 })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^issho: .*models.*: permission denied \(EACCES\)\n$/)
  })
})

describe('issho', () => {
  it('is a program that can be started by its name, as npx does', () => {
    expect(execFileSync(BIN, ['--version']).toString()).toBe('0.1.0\n')
  })

  it('prints its help and its version', async () => {
    const help = await run(['--help'])
    expect(help.code).toBe(0)
    for (const verb of ['build', 'serve', 'inspect', 'versions', 'rollback', 'demo', 'synth']) {
      expect(help.stdout).toMatch(new RegExp(`^  ${verb} `, 'm'))
    }
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' })
    expect(await run(['sell'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("unknown command 'sell'"),
    })
  })
})

describe('issho build --segments', () => {
  /** A morning and an evening shop in one: tea goes with toast at eight and with cake at sixteen o'clock. */
  const lines = Array.from({ length: 600 }, (_, i) => {
    const day = `2026-0${1 + (i % 6)}-${String(1 + (i % 28)).padStart(2, '0')}`
    const [time, item] = i % 2 ? ['08:10', `toast-${(i * 7) % 22}`] : ['16:30', `cake-${(i * 7) % 22}`]
    return `${i},tea,${day}T${time}\n${i},${item},${day}T${time}\nx${i},salt,${day}T12:00`
  })
  const orders = ['order_id,item_id,ordered_at', ...lines].join('\n')
  const build = async (...flags: string[]) => {
    const { models, args } = shopFolder(orders)
    const { code, stdout } = await run([...args, ...flags])
    const manifest = JSON.parse(readFileSync(join(models, currentOf(models), 'manifest.json'), 'utf8'))
    return { code, stdout, manifest, files: readdirSync(join(models, currentOf(models))) }
  }

  it('keeps what helps held-out orders, and says by how much', async () => {
    const { code, stdout, manifest, files } = await build()
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /segments, on held-out orders\n.*\n? +hour +kept +hit rate at 10 0\.\d+ with, 0\.\d+ without +gain 0\.\d/,
    )
    expect(manifest.segments).toMatchObject({ month: { kept: false }, hour: { kept: true } })
    expect(manifest.parameters.segments).toBe('auto')
    expect(manifest.counts.segmentCells).toBeGreaterThan(0)
    expect(files).toContain('segments.idx')
  })

  it('has them all or none where the settings say so', async () => {
    const on = await build('--segments', 'on')
    expect(on.files).toContain('segments.idx')
    expect(on.manifest).not.toHaveProperty('segments')
    const off = await build('--segments', 'off')
    expect(off.files).not.toContain('segments.idx')
    expect(off.manifest.counts.segmentCells).toBe(0)
    expect(await run(['build', '--orders', 'x', '--segments', 'maybe'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--segments: got "maybe"'),
    })
  })
})

describe('issho inspect, versions and rollback', () => {
  it('show a model and an item, list the models and go back', async () => {
    const { models, file, args } = shopFolder()
    await run([...args, '--quiet'])
    const first = currentOf(models)
    writeFileSync(file, `${ORDERS}\nlast,spoon,1,0.95,2026-02-02`)
    await run([...args, '--quiet'])
    const second = currentOf(models)
    expect(second).not.toBe(first)

    const item = await run(['inspect', 'cup', '--models', models])
    expect(item.stdout).toMatch(/saucer .*8 of 8 orders +confidence 1\.000/)
    expect(item.stdout).toMatch(/filled up from\n {2}best sellers/)
    expect((await run(['inspect', '--models', models])).stdout).toContain(second)
    const unknown = await run(['inspect', 'teapot', '--models', models])
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('item "teapot": the model') })
    expect((await run(['inspect', 'cup', '--json', '--models', models])).stdout).toContain('"together": 8')

    expect((await run(['versions', '--models', models])).stdout).toMatch(
      new RegExp(`\\* +${second}.*\n +${first}`),
    )
    expect((await run(['rollback', '--models', models])).stdout).toBe(
      `${models}/current: ${second} → ${first}\n`,
    )
    expect(await run(['rollback', '--models', models])).toMatchObject({ code: 1 })
  })

  it('exit with 5 on a model of another format version and say which', async () => {
    const { models, args } = shopFolder()
    await run([...args, '--quiet'])
    const manifest = join(models, currentOf(models), 'manifest.json')
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace(/"formatVersion": \d+/, '"formatVersion": 1'),
    )
    const { code, stderr } = await run(['inspect', '--models', models])
    expect(code).toBe(5)
    expect(stderr).toMatch(/got format version 1, expected 3; build the model again with this version/)
  })

  it('exit with 5 on a damaged model and with 1 where there is none', async () => {
    const { models, args } = shopFolder()
    expect(await run(['inspect', '--models', models])).toMatchObject({ code: 1 })
    await run([...args, '--quiet'])
    writeFileSync(join(models, currentOf(models), 'items.idx'), 'not an index')
    const { code, stderr } = await run(['inspect', '--models', models])
    expect(code).toBe(5)
    expect(stderr).toMatch(/^issho: .*items\.idx: got 12 bytes/)
  })
})

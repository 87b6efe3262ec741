import { mkdir, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { pointTo } from '../../src/models/publish.ts'
import { tempDir } from '../temp-dir.ts'
import { ask } from './http.ts'
import { publishShop, runService } from './running.ts'
import { shopOf, teaShop } from './tea-shop.ts'

const otherShop = shopOf([{ id: 'bread', title: 'Bread' }], [['bread']])
const ERROR = 50
const PATIENTLY = { timeout: 10_000, interval: 5 }

/** Waits until the service answers with this model. */
async function answersFrom(url: string, version: string): Promise<void> {
  await vi.waitFor(
    async () => expect((await ask(url, '/readyz')).json).toMatchObject({ ready: true, model: version }),
    PATIENTLY,
  )
}

/** Lets the service look at the models folder a few more times. */
const someLooks = () => new Promise(resolve => setTimeout(resolve, 100))

const errorsOf = (logged: readonly { level: number; msg: string }[]) =>
  logged.filter(({ level }) => level === ERROR).map(({ msg }) => msg)

/** Changes one byte in the middle of a file. */
async function damage(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[bytes.length >> 1]! ^= 0xff
  await writeFile(path, bytes)
}

describe('the service', () => {
  it.each([
    ['is empty', () => tempDir()],
    ['does not exist', () => join(tempDir(), 'later')],
  ])('waits for a model where the folder %s, and says so once', async (_, makeDir) => {
    const modelsDir = makeDir()
    const { url, logged } = await runService(modelsDir)
    expect((await ask(url, '/v1/items/pot')).status).toBe(503)
    await someLooks()
    expect(errorsOf(logged)).toEqual([
      `${join(modelsDir, 'current')}: not found; publish a model: issho build --orders FILE`,
    ])
    await publishShop(modelsDir, 'v1', teaShop)
    await answersFrom(url, 'v1')
    expect((await ask(url, '/v1/items/pot')).status).toBe(200)
  })

  it('takes up a new model without a restart, and answers throughout', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', teaShop)
    const { url } = await runService(modelsDir)
    const models = new Set<string>()
    let isSwapped = false
    const asking = (async () => {
      while (!isSwapped) {
        const { status, json } = await ask(url, '/v1/items/bread')
        expect(status).toBe(200)
        expect(json.known).toBe(json.model === 'v2')
        models.add(json.model)
      }
    })()
    await publishShop(modelsDir, 'v2', otherShop)
    await answersFrom(url, 'v2')
    isSwapped = true
    await asking
    expect((await ask(url, '/v1/items/bread')).json).toMatchObject({ model: 'v2', known: true })
    expect([...models].every(model => ['v1', 'v2'].includes(model))).toBe(true)
  })

  it('goes back when the pointer goes back', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', teaShop)
    await publishShop(modelsDir, 'v2', otherShop)
    const { url } = await runService(modelsDir)
    await answersFrom(url, 'v2')
    await pointTo(modelsDir, 'v1')
    await answersFrom(url, 'v1')
  })

  it('keeps its model where the new one is damaged, says so once, and takes it when it is mended', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v2', otherShop)
    await publishShop(modelsDir, 'v1', teaShop)
    const { url, logged } = await runService(modelsDir)
    const path = join(modelsDir, 'v2', 'items.idx')
    const whole = await readFile(path)
    await damage(path)
    await pointTo(modelsDir, 'v2')
    await vi.waitFor(() => expect(errorsOf(logged)).toHaveLength(1), PATIENTLY)
    await someLooks()
    expect(errorsOf(logged)).toEqual([expect.stringMatching(/items\.idx: .*copy it again or roll back/)])
    expect((await ask(url, '/v1/items/pot')).json).toMatchObject({ model: 'v1', known: true })
    await writeFile(path, whole)
    await answersFrom(url, 'v2')
  })

  it('keeps its model where the pointer names a version that is not there, until it is', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v2', otherShop)
    await publishShop(modelsDir, 'v1', teaShop)
    const { url, logged } = await runService(modelsDir)
    await rename(join(modelsDir, 'v2'), join(modelsDir, 'on-its-way'))
    await pointTo(modelsDir, 'v2')
    await vi.waitFor(() => expect(errorsOf(logged)).toHaveLength(1), PATIENTLY)
    expect(errorsOf(logged)[0]).toMatch(/there is no model v2/)
    expect((await ask(url, '/readyz')).json).toMatchObject({ model: 'v1' })
    await rename(join(modelsDir, 'on-its-way'), join(modelsDir, 'v2'))
    await answersFrom(url, 'v2')
  })

  it('keeps its model where the pointer disappears', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', teaShop)
    const { url, logged } = await runService(modelsDir)
    await rm(join(modelsDir, 'current'))
    await vi.waitFor(() => expect(errorsOf(logged)).toHaveLength(1), PATIENTLY)
    expect((await ask(url, '/v1/items/pot')).json).toMatchObject({ model: 'v1' })
  })

  it('follows a volume whose symlink Kubernetes swaps', async () => {
    const volume = tempDir()
    const mounted = tempDir()
    await publishShop(join(volume, '..2026_1'), 'v1', teaShop)
    await publishShop(join(volume, '..2026_2'), 'v2', otherShop)
    await symlink('..2026_1', join(volume, '..data'))
    await mkdir(mounted, { recursive: true })
    for (const name of ['current', 'v1', 'v2'])
      await symlink(join(volume, '..data', name), join(mounted, name))
    const { url } = await runService(mounted)
    await answersFrom(url, 'v1')
    await symlink('..2026_2', join(volume, '..data-next'))
    await rename(join(volume, '..data-next'), join(volume, '..data'))
    await rm(join(volume, '..2026_1'), { recursive: true })
    await answersFrom(url, 'v2')
    expect((await ask(url, '/v1/items/bread')).json.known).toBe(true)
  })

  it('serves on when the files of its model are damaged, and does not start on them', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', teaShop)
    const { url } = await runService(modelsDir)
    const before = await ask(url, '/v1/items/pot')
    for (const name of ['items.idx', 'also-bought.idx', 'higher-model.idx']) {
      const file = await open(join(modelsDir, 'v1', name), 'r+')
      await file.write(Buffer.alloc(64, 0xff), 0, 64, 200)
      await file.close()
    }
    await someLooks()
    expect((await ask(url, '/v1/items/pot?')).json).toEqual(before.json)
    const later = await runService(modelsDir)
    expect((await ask(later.url, '/readyz')).status).toBe(503)
    expect(later.logged.map(({ msg }) => msg).join()).toMatch(/v1\/.*\.idx: /)
  })

  it('serves on when the files of its model are taken away', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', teaShop)
    const { url } = await runService(modelsDir)
    await rm(join(modelsDir, 'v1'), { recursive: true })
    await someLooks()
    expect((await ask(url, '/v1/items/pot')).json).toMatchObject({ model: 'v1', known: true })
  })
})

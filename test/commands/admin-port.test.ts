import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lineOf } from '../../src/serve/live/fact-log.ts'
import { ask } from '../serve/http.ts'
import { sharedModel } from '../serve/running.ts'
import { teaShop } from '../serve/tea-shop.ts'
import { tempDir } from '../temp-dir.ts'
import { run, start } from './run.ts'

const modelsDir = sharedModel(teaShop)

type Listening = { readonly url: string; readonly adminUrl: string; readonly child: ChildProcess }

/** The real process on free ports, as soon as it listens. */
async function serve(overlay: string): Promise<Listening> {
  const child = start([
    'serve',
    '--models',
    modelsDir,
    '--port',
    '0',
    '--admin-port',
    '0',
    '--overlay',
    overlay,
  ])
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout! })) {
    const { url, adminUrl } = JSON.parse(line)
    if (url !== undefined) return { url, adminUrl, child }
  }
  throw new Error('the service ended before it listened')
}

const idsOf = (list: { items: { id: string }[] }) => list.items.map(({ id }) => id)

describe('issho serve --admin-port', () => {
  it('has everything that was acknowledged after it was killed, however often', async () => {
    const overlay = join(tempDir(), 'overlay.log')
    const ids = teaShop.items.map(({ id }) => id)
    const acknowledged = new Set<string>()
    for (let life = 0; life < 4; life++) {
      const { url, adminUrl, child } = await serve(overlay)
      const shown = idsOf((await ask(url, '/v1/items/nobody/also-bought?limit=50')).json)
      expect(shown).not.toHaveLength(0)
      expect(shown.filter(id => acknowledged.has(id))).toEqual([])
      // Changes on their way when the process dies may be kept or not; those acknowledged are.
      const changes = ids.slice(8 * life, 8 * life + 8).map(async (id, i) => {
        const body = JSON.stringify({ items: [{ id, available: false }] })
        const sent = ask(adminUrl, '/admin/items', { method: 'PUT', body })
        const { status } = await sent.catch(() => ({ status: 0 }))
        if (status === 200) acknowledged.add(id)
        if (i === 3) child.kill('SIGKILL')
      })
      await Promise.all([...changes, once(child, 'exit')])
      expect(acknowledged.size).toBeGreaterThanOrEqual(life + 1)
    }
    const { url } = await serve(overlay)
    const shown = idsOf((await ask(url, '/v1/items/nobody/also-bought?limit=50')).json)
    expect(shown.filter(id => acknowledged.has(id))).toEqual([])
  })

  it('ends on SIGTERM with what was set on the disk', async () => {
    const overlay = join(tempDir(), 'overlay.log')
    const { adminUrl, child } = await serve(overlay)
    const body = JSON.stringify({ items: teaShop.items.map(({ id }) => ({ id, available: false })) })
    await ask(adminUrl, '/admin/items', { method: 'PUT', body })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    const { url } = await serve(overlay)
    expect((await ask(url, '/v1/items/nobody/also-bought?limit=50')).json.items).toEqual([])
  })

  it('does not start on a damaged log, and names file and line', async () => {
    const overlay = join(tempDir(), 'overlay.log')
    const lines = [1, 2, 3].map(at => lineOf({ at, items: [{ id: 'cup', available: false }] }))
    writeFileSync(overlay, lines.join('').replace('"at":2', '"at":7'))
    const { code, stderr } = await run(['serve', '--models', modelsDir, '--port', '0', '--overlay', overlay])
    expect(code).toBe(5)
    expect(stderr).toBe(
      `issho: ${overlay}:2: is damaged, its checksum does not fit; bring the file back from a copy, ` +
        'or remove it to start without what was set since the last build\n',
    )
    expect(readFileSync(overlay, 'utf8')).toContain('"at":7')
  })

  it('does not open to other machines without a token, which the command line does not take', async () => {
    const args = ['serve', '--models', modelsDir, '--port', '0', '--admin-port', '0']
    const open = await run([...args, '--admin-host', '0.0.0.0'])
    expect(open.code).toBe(1)
    expect(open.stderr).toContain(
      'the admin port on 0.0.0.0 can be reached from other machines and has no token',
    )
    expect((await run([...args, '--admin-token', 'correct-horse-battery'])).code).toBe(2)
    const short = await run(args, { env: { ISSHO_ADMIN_TOKEN: 'short' } })
    expect(short.code).toBe(2)
    expect(short.stderr).toContain('ISSHO_ADMIN_TOKEN: ')
    expect(short.stderr).toContain('expected at least 16 characters')
    expect(short.stderr).not.toContain('"short"')
  })

  it('ends where the port is taken, and says which', async () => {
    const { adminUrl } = await serve(join(tempDir(), 'overlay.log'))
    const port = new URL(adminUrl).port
    const args = ['serve', '--models', modelsDir, '--overlay', join(tempDir(), 'overlay.log')]
    const second = await run([...args, '--port', '0', '--admin-port', port])
    expect(second).toMatchObject({ code: 1 })
    expect(second.stderr).toContain(
      'another process listens there; choose another --admin-host or --admin-port',
    )
    const third = await run([...args, '--port', port, '--admin-port', '0'])
    expect(third).toMatchObject({ code: 1 })
    expect(third.stderr).toContain('another process listens there; choose another --host or --port')
  })
})

it('a build writes down when its files were written', async () => {
  const dir = tempDir()
  expect(await run(['synth', '--items', '60', '--orders', '300', '--out', dir, '--quiet'])).toMatchObject({
    code: 0,
  })
  const models = join(dir, 'models')
  const args = ['build', '--orders', join(dir, 'orders.parquet'), '--catalog', join(dir, 'catalog.parquet')]
  expect(await run([...args, '--models', models, '--fixed', '--quiet'])).toMatchObject({ code: 0 })
  const current = readFileSync(join(models, 'current'), 'utf8').trim()
  const { inputs, builtAt } = JSON.parse(readFileSync(join(models, current, 'manifest.json'), 'utf8'))
  expect(inputs).toHaveLength(2)
  for (const { modifiedAt } of inputs) expect(Date.parse(modifiedAt)).toBeLessThan(Date.parse(builtAt))
})

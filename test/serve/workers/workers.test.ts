import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../../temp-dir.ts'
import { ask } from '../http.ts'
import { askUntilStopped } from '../raw.ts'
import { publishShop, runService, sharedModel } from '../running.ts'
import { nastyIds, teaShop } from '../tea-shop.ts'
import { askAll, askAnew, childrenOf, KINDS, type Pool, put, servePool } from './pool-service.ts'

const modelsDir = sharedModel(teaShop)
const ids = teaShop.items.map(({ id }) => id)
const POPULAR = '/v1/items/nobody/also-bought?limit=50'

const idsIn = ({ json }: { readonly json: { readonly items: readonly { readonly id: string }[] } }) =>
  json.items.map(({ id }) => id)

/** What tells states of the model and the facts apart, in the answers of all workers. */
const tagsOf = async (url: string) =>
  new Set((await askAll(url, '/v1/items/pot')).map(({ headers }) => headers.etag))

const numReplaced = (pool: Pool) => () =>
  pool.logged.filter(({ msg }) => msg === 'another worker took the place').length

describe.each(KINDS)('two workers as $as', ({ as, isSkipped }) => {
  it.skipIf(isSkipped)('share one port, and are what this system can have', async () => {
    const pool = await servePool(modelsDir, { as })
    expect(pool.logged).toContainEqual(expect.objectContaining({ msg: 'workers started', workers: 2, as }))
    expect(childrenOf(pool.child.pid!)).toHaveLength(as === 'processes' ? 2 : 0)
    const statuses = (await askAll(pool.url, '/readyz')).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it.skipIf(isSkipped)('answer as one process does, byte for byte, and with its tags', async () => {
    const alone = await runService(modelsDir, { overlay: join(tempDir(), 'overlay.log') })
    const { url } = await servePool(modelsDir, { as })
    const lists = ['', '/also-bought', '/upgrades', '/alternatives']
    const paths = ['pot', 'nobody', 'kettle', ...nastyIds]
      .map(encodeURIComponent)
      .flatMap(id => lists.map(list => `/v1/items/${id}${list}?locale=ja`))
    for (const path of paths) {
      for (const accept of ['application/json', 'application/msgpack']) {
        const headers = { accept, connection: 'close' }
        const [ours, theirs] = await Promise.all([
          ask(url, path, { headers }),
          ask(alone.url, path, { headers }),
        ])
        expect(ours.bytes.equals(theirs.bytes), path).toBe(true)
        expect(ours.headers.etag).toBe(theirs.headers.etag)
        expect(ours.status).toBe(theirs.status)
      }
    }
  })

  it.skipIf(isSkipped)('are not ready before there is a model, then all are', async () => {
    const empty = tempDir()
    const { url, line } = await servePool(empty, { as })
    for (const { status } of await askAll(url, '/readyz')) expect(status).toBe(503)
    await publishShop(empty, 'first', teaShop)
    await line(({ msg, model }) => msg === 'model loaded' && model === 'first')
    for (const { status } of await askAll(url, '/readyz')) expect(status).toBe(200)
  })

  it.skipIf(isSkipped)(
    'all serve a new model as soon as it is told to be loaded, under the same facts',
    async () => {
      const folder = tempDir()
      await publishShop(folder, 'v1', teaShop)
      const { url, adminUrl, line } = await servePool(folder, { as })
      expect(await tagsOf(url)).toHaveProperty('size', 1)
      await put(adminUrl, [{ id: 'cup', available: false }])
      for (const version of ['v2', 'v3']) {
        await publishShop(folder, version, teaShop)
        await line(({ msg, model }) => msg === 'model loaded' && model === version)
        const [tag, ...others] = await tagsOf(url)
        expect(tag).toContain(version)
        expect(others).toEqual([])
        for (const answer of await askAll(url, POPULAR)) expect(idsIn(answer)).not.toContain('cup')
      }
    },
  )

  it.skipIf(isSkipped)(
    'never name what was acknowledged as unavailable before they were asked, under load, while models are swapped and a worker dies',
    async () => {
      const folder = tempDir()
      await publishShop(folder, 'v1', teaShop)
      const pool = await servePool(folder, { as })
      const acknowledged = new Set<string>()
      let isOver = false
      let asked = 0
      let failed = 0
      const client = async () => {
        while (!isOver) {
          const before = new Set(acknowledged)
          // A connection to the worker that is struck down may be cut; an answer that comes must be right.
          const answer = await askAnew(pool.url, POPULAR).catch(() => undefined)
          asked++
          if (answer === undefined) failed++
          else expect(idsIn(answer).filter(id => before.has(id))).toEqual([])
        }
      }
      const clients = Promise.all(Array.from({ length: 16 }, client))
      for (const [i, id] of ids.entries()) {
        if (i === 10) await publishShop(folder, 'v2', teaShop)
        if (i === 20) pool.strikeDown()
        const { status } = await put(pool.adminUrl, [{ id, available: false }])
        expect(status).toBe(200)
        acknowledged.add(id)
      }
      await pool.line(({ msg }) => msg === 'a worker ended; another takes its place')
      await pool.line(({ msg, model }) => msg === 'model loaded' && model === 'v2')
      isOver = true
      await clients
      expect(asked).toBeGreaterThan(ids.length)
      expect(failed).toBeLessThan(asked / 2)
      for (const answer of await askAll(pool.url, POPULAR)) expect(idsIn(answer)).toEqual([])
    },
  )

  it.skipIf(isSkipped)(
    'are replaced when they die, with the model and the facts, and keep nobody waiting',
    async () => {
      const pool = await servePool(modelsDir, { as })
      await put(pool.adminUrl, [
        { id: 'cup', available: false },
        { id: 'pot', price: { amount: 1, currency: 'CHF' } },
      ])
      for (const times of [1, 2, 3]) {
        pool.strikeDown()
        const id = ids[times + 3]!
        expect((await put(pool.adminUrl, [{ id, available: false }])).status).toBe(200)
        await expect.poll(numReplaced(pool), { timeout: 10_000 }).toBe(times)
        await put(pool.adminUrl, [{ id, available: null }])
        expect(await tagsOf(pool.url)).toHaveProperty('size', 1)
        for (const answer of await askAll(pool.url, POPULAR)) expect(idsIn(answer)).not.toContain('cup')
      }
    },
  )

  it.skipIf(isSkipped)('keep what was set over a restart', async () => {
    const overlay = join(tempDir(), 'overlay.log')
    const first = await servePool(modelsDir, { as, overlay })
    await put(first.adminUrl, [{ id: 'cup', available: false }])
    const tags = await tagsOf(first.url)
    first.child.kill('SIGKILL')
    await first.exited
    const second = await servePool(modelsDir, { as, overlay })
    expect(await tagsOf(second.url)).toEqual(tags)
    for (const answer of await askAll(second.url, POPULAR)) expect(idsIn(answer)).not.toContain('cup')
  })

  it.skipIf(isSkipped)('are counted together, once each, those who died included', async () => {
    const pool = await servePool(modelsDir, { as })
    const metrics = async () => (await askAnew(pool.metricsUrl, '/metrics')).text
    const valueIn = (text: string, series: string) =>
      Number(
        text
          .split('\n')
          .find(line => line.startsWith(`${series} `))
          ?.slice(series.length),
      )
    const ANSWERED = 'issho_requests_total{route="/v1/items/{id}/also-bought",status="200"}'
    await askAll(pool.url, POPULAR)
    const text = await metrics()
    expect(valueIn(text, ANSWERED)).toBe(40)
    expect(valueIn(text, 'issho_request_duration_seconds_count{route="/v1/items/{id}/also-bought"}')).toBe(40)
    expect(valueIn(text, 'issho_model_loads_total')).toBe(1)
    expect(text.match(/^process_resident_memory_bytes /gm)).toHaveLength(1)
    const cachedBytes = valueIn(text, 'issho_cache_bytes')
    expect(cachedBytes).toBeGreaterThan(0)
    pool.strikeDown()
    await pool.line(({ msg }) => msg === 'a worker ended; another takes its place')
    const later = await metrics()
    expect(valueIn(later, ANSWERED)).toBe(40)
    expect(valueIn(later, 'issho_cache_bytes')).toBeLessThan(cachedBytes) // what it kept is gone with it
  })

  it.skipIf(isSkipped)('lose no request on SIGTERM', async () => {
    const { url, child, exited } = await servePool(modelsDir, { as })
    const results = await askUntilStopped(url, '/v1/items/pot/also-bought', () => child.kill('SIGTERM'))
    for (const { status, sent, whole } of results) {
      expect(status).toEqual([200])
      expect(whole).toBe(sent)
    }
    expect(await exited).toEqual([0, null])
  })

  it.skipIf(isSkipped)('end with the first of them, however it ends', async () => {
    const { url, child, exited } = await servePool(modelsDir, { as })
    child.kill('SIGKILL')
    await exited
    await expect.poll(() => askAnew(url, '/livez').catch(error => error.code)).toBe('ECONNREFUSED')
  })

  it.skipIf(isSkipped)('do not join others on a port', async () => {
    const { url } = await servePool(modelsDir, { as })
    const { port } = new URL(url)
    await expect(servePool(modelsDir, { as, args: ['--port', port] })).rejects.toThrow('the service ended')
  })
})

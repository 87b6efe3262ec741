import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROUTES, routeOf } from '../../src/serve/metrics/routes.ts'
import { BOUNDS_US, createTally, durationsOf } from '../../src/serve/metrics/tally.ts'
import { tempDir } from '../temp-dir.ts'
import { ask } from './http.ts'
import { publishShop, runService, sharedModel } from './running.ts'
import { nastyIds, teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const metrics = { host: '127.0.0.1', port: 0 }

type Families = Map<string, { type: string; values: Map<string, number> }>

/** Reads the text format line by line, as strictly as it is specified; the family of each sample must stand before it. */
function parse(text: string): Families {
  const families: Families = new Map()
  expect(text.endsWith('\n')).toBe(true)
  let current = ''
  for (const line of text.split('\n').filter(Boolean)) {
    const [, kind, name, rest] = /^# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.+)$/.exec(line) ?? []
    if (kind === 'HELP') {
      expect(families.has(name!), `${name} twice`).toBe(false)
      current = name!
    } else if (kind === 'TYPE') {
      expect(name).toBe(current)
      families.set(name!, { type: rest!, values: new Map() })
    } else {
      const [, sample, labels = '', value] =
        /^([a-z_]+\w*)(\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? (\S+)$/.exec(line) ?? []
      expect(sample, line).toBeDefined()
      expect(sample!.replace(/_(bucket|sum|count)$/, ''), line).toBe(
        current.replace(/_(bucket|sum|count)$/, ''),
      )
      families.get(current)!.values.set(`${sample}${labels}`, Number(value))
      // before the first sample the mean delay of the event loop is Nan, which Prometheus reads
      if (!current.startsWith('nodejs_eventloop')) expect(Number(value), line).not.toBeNaN()
    }
  }
  return families
}

async function scrape(metricsUrl: string | undefined): Promise<Families> {
  const { status, headers, text } = await ask(metricsUrl!, '/metrics')
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  return parse(text)
}

describe('GET /metrics', () => {
  it('counts requests by route and status', async () => {
    const { url, metricsUrl } = await runService(modelsDir, { metrics })
    const POT = '/v1/items/pot/also-bought'
    const { headers } = await ask(url, POT)
    await ask(url, POT, { headers: { 'if-none-match': headers.etag! } })
    await ask(url, `${POT}?limit=0`)
    await ask(url, POT, { method: 'HEAD' })
    await ask(url, '/v1/items/pot')
    await ask(url, '/v1/items/who?fallback=none')
    await ask(url, '/wp-login.php')
    await ask(url, `${POT}?exclude=${'a'.repeat(9000)}`)
    const families = await scrape(metricsUrl)
    const { type, values } = families.get('issho_requests_total')!
    expect(type).toBe('counter')
    expect(Object.fromEntries(values)).toEqual({
      'issho_requests_total{route="/v1/items/{id}/also-bought",status="200"}': 2,
      'issho_requests_total{route="/v1/items/{id}/also-bought",status="304"}': 1,
      'issho_requests_total{route="/v1/items/{id}/also-bought",status="400"}': 1,
      'issho_requests_total{route="/v1/items/{id}/also-bought",status="414"}': 1,
      'issho_requests_total{route="/v1/items/{id}",status="200"}': 1,
      'issho_requests_total{route="/v1/items/{id}",status="404"}': 1,
      'issho_requests_total{route="other",status="404"}': 1,
    })
    const durations = families.get('issho_request_duration_seconds')!
    expect(durations.type).toBe('histogram')
    const name = 'issho_request_duration_seconds'
    const route = 'route="/v1/items/{id}/also-bought"'
    expect(durations.values.get(`${name}_count{${route}}`)).toBe(4)
    expect(durations.values.get(`${name}_bucket{${route},le="+Inf"}`)).toBe(4)
    expect(durations.values.get(`${name}_sum{${route}}`)).toBeGreaterThan(0)
  })

  it('counts lists by the finest evidence in them', async () => {
    const { url, metricsUrl } = await runService(modelsDir, { metrics })
    const numOf = async (source: string) =>
      (await scrape(metricsUrl))
        .get('issho_also_bought_lists_total')!
        .values.get(`issho_also_bought_lists_total{source="${source}"}`)!
    const asked = [
      ['item', '/v1/items/pot'],
      ['category', '/v1/items/new-tray/also-bought'],
      ['popular', '/v1/items/who/also-bought'],
    ] as const
    for (const [source, path] of asked) {
      const before = await numOf(source)
      const { json } = await ask(url, path)
      expect((json.alsoBought ?? json).source).toBe(source)
      expect(await numOf(source)).toBe(before + 1)
    }
  })

  it('tells the model in use, loads and refusals', async () => {
    const dir = tempDir()
    await publishShop(dir, 'v1', teaShop)
    const { metricsUrl } = await runService(dir, { metrics })
    const value = async (name: string, labels = '') =>
      (await scrape(metricsUrl)).get(name)?.values.get(name + labels)
    expect(await value('issho_model_info', '{version="v1"}')).toBe(1)
    expect(await value('issho_model_built_timestamp_seconds')).toBe(Date.parse('2026-11-22T03:15:00Z') / 1000)
    expect(await value('issho_model_items')).toBe(teaShop.items.length)
    expect(await value('issho_model_loads_total')).toBe(1)
    expect(await value('issho_model_refusals_total')).toBe(0)
    await publishShop(dir, 'v2', teaShop)
    const file = join(dir, 'v2', 'items.idx')
    const bytes = await readFile(file)
    while ((await value('issho_model_loads_total')) === 1) await sleep(10)
    await publishShop(dir, 'v3', teaShop)
    bytes[bytes.length - 1]! ^= 1
    await writeFile(join(dir, 'v3', 'items.idx'), bytes)
    await writeFile(join(dir, 'current'), 'v1\n')
    while ((await value('issho_model_loads_total'))! < 3) await sleep(10)
    await writeFile(join(dir, 'current'), 'v3\n')
    while ((await value('issho_model_refusals_total'))! < 1) await sleep(10)
    expect(await value('issho_model_info', '{version="v3"}')).toBeUndefined()
  })

  it('tells of the process what dashboards for Node look for', async () => {
    const { metricsUrl } = await runService(modelsDir, { metrics })
    const families = await scrape(metricsUrl)
    for (const name of ['p50', 'p90', 'p99', 'max'])
      expect(families.get(`nodejs_eventloop_lag_${name}_seconds`)!.type).toBe('gauge')
    expect(families.get('nodejs_gc_duration_seconds')!.type).toBe('histogram')
    expect(families.get('process_cpu_seconds_total')!.type).toBe('counter')
    const resident = families
      .get('process_resident_memory_bytes')!
      .values.get('process_resident_memory_bytes')!
    expect(resident).toBeGreaterThan(1e6)
  })

  it('counts a collection of garbage by its kind', async () => {
    const { metricsUrl } = await runService(modelsDir, { metrics })
    const minor = async () =>
      (await scrape(metricsUrl))
        .get('nodejs_gc_duration_seconds')!
        .values.get('nodejs_gc_duration_seconds_count{kind="minor"}')!
    while ((await minor()) === 0) Array.from({ length: 1e5 }, (_, i) => ({ i }))
  })

  it('has a port of its own, and none without one', async () => {
    const { url, metricsUrl } = await runService(modelsDir, { metrics })
    expect((await ask(url, '/metrics')).status).toBe(404)
    expect((await ask(metricsUrl!, '/v1/items/pot')).status).toBe(404)
    expect((await runService(modelsDir)).metricsUrl).toBeUndefined()
  })

  it('says which address it could not have, and leaves nothing listening', async () => {
    const other = await runService(modelsDir, { metrics })
    const port = Number(new URL(other.metricsUrl!).port)
    await expect(runService(modelsDir, { metrics: { host: '127.0.0.1', port } })).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}: another process listens there; choose another --metrics-host or --metrics-port`,
    )
  })
})

describe('the tally', () => {
  it('puts every duration into the bucket that holds it, as sorting them would', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 2e5, noNaN: true })), durations => {
        const tally = createTally()
        for (const us of durations) tally.count(0, 200, us)
        const { counts } = durationsOf(tally, 0)
        let upTo = 0
        BOUNDS_US.forEach((bound, i) => {
          upTo += counts[i]!
          expect(upTo).toBe(durations.filter(us => us <= bound).length)
        })
        expect(upTo + counts.at(-1)!).toBe(durations.length)
      }),
    )
  })
})

describe('a route', () => {
  it.each([
    ['/v1/items/pot', '/v1/items/{id}'],
    ['/v1/items/pot?limit=1', '/v1/items/{id}'],
    ['/v1/items/pot?exclude=a/upgrades', '/v1/items/{id}'],
    ['/v1/items/pot/upgrades?x=/', '/v1/items/{id}/upgrades'],
    ['/v1/cart?items=pot:2,a/b', '/v1/cart'],
    ['/v1/cart/', 'other'],
    ['/readyz?', '/readyz'],
    ['/v1/items/', 'other'],
    ['/v1/items', 'other'],
    ['/v1/items/a/b', 'other'],
    ['/v1/items/a/b/upgrades', 'other'],
    ['/v1/items//upgrades', 'other'],
    ['/v1/items/a/', 'other'],
    ['/', 'other'],
    ['', 'other'],
    ['*', 'other'],
  ])('is found: %s is %s', (target, route) => {
    expect(ROUTES[routeOf(target)]).toBe(route)
  })

  it('is found whatever the id', () => {
    for (const id of nastyIds.map(encodeURIComponent)) {
      expect(ROUTES[routeOf(`/v1/items/${id}/alternatives?limit=3`)]).toBe('/v1/items/{id}/alternatives')
      expect(ROUTES[routeOf(`/v1/items/${id}`)]).toBe('/v1/items/{id}')
    }
  })
})

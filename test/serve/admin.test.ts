import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { pack } from 'msgpackr'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Manifest } from '../../src/models/manifest.ts'
import { accepted, MAX_BATCH_ITEMS } from '../../src/serve/admin/contract.ts'
import { adminDocument } from '../../src/serve/admin/openapi.ts'
import * as contract from '../../src/serve/contract.ts'
import { lineOf } from '../../src/serve/live/fact-log.ts'
import { isMissing } from '../require.ts'
import { tempDir } from '../temp-dir.ts'
import { ask } from './http.ts'
import { publishShop, runService, sharedModel } from './running.ts'
import { nastyIds, teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const TOKEN = 'correct horse battery'.replaceAll(' ', '-')

/** A service on the tea shop with an admin port and a log of its own. */
async function runAdmin({
  models = modelsDir,
  overlay = join(tempDir(), 'overlay.log'),
  admin = { host: '127.0.0.1', port: 0, token: undefined as string | undefined },
} = {}) {
  const service = await runService(models, { admin, overlay })
  const put = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    ask(service.adminUrl!, path, {
      method: 'PUT',
      headers,
      body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    })
  const get = (path: string, headers = {}) => ask(service.url, path, { headers })
  return { ...service, adminUrl: service.adminUrl!, overlay, put, get }
}

const UNAVAILABLE = { available: false }
const costs = (amount: number, currency = 'GBP') => ({ price: { amount, currency } })
const idsOf = (list: { items: { id: string }[] }) => list.items.map(({ id }) => id)

describe('what is set of an item', () => {
  it('takes it out of every list at once, and is taken back by null', async () => {
    const { put, get } = await runAdmin()
    const paths = ['pot', 'kettle', 'kettle-pro', 'nobody'].map(id => `/v1/items/${id}?limit=50`)
    const shown = async () => {
      const pages = await Promise.all(paths.map(path => get(path)))
      const cart = (await get('/v1/cart?items=nobody&limit=50')).json
      return [
        ...pages.map(({ json }) => [json.alsoBought, json.upgrades, json.alternatives].flatMap(idsOf)),
        idsOf(cart.complements),
      ]
    }
    const before = await shown()
    expect(before.flat()).toEqual(expect.arrayContaining(['cup', 'kettle', 'kettle-max']))
    for (const id of ['cup', 'kettle', 'kettle-max']) {
      const { status, json } = await put(`/admin/items/${id}`, UNAVAILABLE)
      expect(status).toBe(200)
      expect(accepted.parse(json)).toEqual({ set: 1, model: 'v1', unknown: [] })
      expect((await shown()).flat()).not.toContain(id)
    }
    const batch = ['cup', 'kettle', 'kettle-max'].map(id => ({ id, available: null }))
    expect((await put('/admin/items', { items: batch })).json.set).toBe(3)
    expect(await shown()).toEqual(before)
  })

  it('sells again what the model had as sold out', async () => {
    const { put, get } = await runAdmin()
    const popular = async () => idsOf((await get('/v1/items/nobody/also-bought?limit=50')).json)
    expect(await popular()).not.toContain('sold-out')
    await put('/admin/items/sold-out', { available: true })
    expect(await popular()).toContain('sold-out')
    expect(idsOf((await get('/v1/items/pot/also-bought')).json)).toContain('sold-out')
  })

  it('changes its price in cards, differences and sentences', async () => {
    const { put, get } = await runAdmin()
    const pro = async () => {
      const { json } = await get('/v1/items/kettle/upgrades')
      contract.upgradesList.parse(json)
      return json.items.find(({ id }: { id: string }) => id === 'kettle-pro')
    }
    await put('/admin/items/kettle-pro', costs(2650))
    expect(await pro()).toMatchObject({
      price: { amount: 2650, currency: 'GBP' },
      priceDifference: { amount: 650, ratio: 1.325 },
      reason: { text: 'Pro model for £6.50 more' },
    })
    await put('/admin/items/kettle', costs(2700))
    expect(await pro()).toMatchObject({
      priceDifference: { amount: -50 },
      reason: { text: 'Pro model, and £0.50 less' },
    })
    await put('/admin/items/kettle', costs(2700, 'CHF')) // a currency that the model never met
    expect(await pro()).not.toHaveProperty('priceDifference')
    const down = (await get('/v1/items/kettle-pro/alternatives')).json
    expect(down.items[0].price).toEqual({ amount: 2700, currency: 'CHF' })
    await put('/admin/items', { items: ['kettle', 'kettle-pro'].map(id => ({ id, price: null })) })
    expect(await pro()).toMatchObject({ priceDifference: { amount: 300 } })
  })

  it('changes the entity tag of every answer, and gives it back with the model’s own facts', async () => {
    const { put, get } = await runAdmin()
    const tag = async () => (await get('/v1/items/pot')).headers.etag!
    const tags = [await tag()]
    for (const body of [UNAVAILABLE, costs(5), costs(6), { available: true }]) {
      await put('/admin/items/cup', body)
      tags.push(await tag())
      expect((await get('/v1/items/pot', { 'if-none-match': tags.at(-1)! })).status).toBe(304)
      expect((await get('/v1/items/pot', { 'if-none-match': tags.at(-2)! })).status).toBe(200)
    }
    expect(new Set(tags).size).toBe(tags.length)
    await put('/admin/items/cup', { available: null, price: null })
    expect(await tag()).toBe(tags[0])
  })

  it.each(nastyIds)('is set of %j percent-encoded in a path', async id => {
    const { put, get } = await runAdmin()
    const encoded = [...Buffer.from(id)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
    expect((await put(`/admin/items/${encoded}`, UNAVAILABLE)).json.unknown).toEqual([])
    expect(idsOf((await get('/v1/items/cup/also-bought?limit=50')).json)).not.toContain(id)
  })

  it('is kept for a later model where this one does not know the item, and is told so', async () => {
    const models = tempDir()
    await publishShop(models, 'v1', teaShop)
    const { put, get } = await runAdmin({ models })
    const items = [
      { id: 'pot', ...costs(1) },
      { id: 'cup-2', ...UNAVAILABLE },
    ]
    expect((await put('/admin/items', { items })).json).toEqual({ set: 2, model: 'v1', unknown: ['cup-2'] })
    const renamed = teaShop.items.map(item => (item.id === 'cup' ? { ...item, id: 'cup-2' } : item))
    await publishShop(models, 'v2', { ...teaShop, items: renamed })
    await vi.waitFor(async () => expect((await get('/readyz')).json.model).toBe('v2'), { timeout: 10_000 })
    expect(idsOf((await get('/v1/items/pot/also-bought?limit=50')).json)).not.toContain('cup-2')
  })

  it('may be set before there is a model', async () => {
    const models = tempDir()
    const { put, get } = await runAdmin({ models })
    expect((await put('/admin/items/cup', UNAVAILABLE)).json).toEqual({ set: 1, model: null, unknown: [] })
    await publishShop(models, 'v1', teaShop)
    await vi.waitFor(async () => expect((await get('/readyz')).status).toBe(200), { timeout: 10_000 })
    expect(idsOf((await get('/v1/items/pot/also-bought?limit=50')).json)).not.toContain('cup')
  })
})

describe('under load', () => {
  it.each([
    ['while one model serves', false],
    ['while models are swapped', true],
  ])(
    'no answer that starts after the acknowledgement shows what was marked unavailable, %s',
    async (_, isSwapping) => {
      const models = tempDir()
      await publishShop(models, 'v1', teaShop)
      const { url, put } = await runAdmin({ models })
      const versions = new Set<string>()
      const asked = ['pot', 'cup', 'kettle', 'nobody', '湯呑'].map(
        id => `/v1/items/${encodeURIComponent(id)}`,
      )
      const acknowledged = new Set<string>()
      let isOver = false
      let numAnswers = 0
      const astray: string[] = []
      const asking = Array.from({ length: 12 }, async (_, client) => {
        while (!isOver) {
          const gone = [...acknowledged] // when this question starts
          const { json } = await ask(url, `${asked[numAnswers++ % asked.length]}?limit=50`)
          versions.add(json.model)
          const shown = new Set([json.alsoBought, json.upgrades, json.alternatives].flatMap(idsOf))
          for (const id of gone) if (shown.has(id)) astray.push(`${id} to client ${client}`)
        }
      })
      const swapping = (async () => {
        for (let v = 2; isSwapping && !isOver; v++) {
          await publishShop(models, `v${v}`, teaShop)
          while (!isOver && !versions.has(`v${v}`)) await new Promise(resolve => setTimeout(resolve, 5))
        }
      })()
      const ids = teaShop.items.map(({ id }) => id)
      await Promise.all(
        ids.map(async (id, i) => {
          await new Promise(resolve => setTimeout(resolve, 8 * i))
          const { status } = await put(
            `/admin/items/${encodeURIComponent(id).replaceAll('.', '%2E')}`,
            UNAVAILABLE,
          )
          expect(status).toBe(200)
          acknowledged.add(id)
        }),
      )
      if (isSwapping) await vi.waitFor(() => expect(versions.size).toBeGreaterThan(2), { timeout: 10_000 })
      isOver = true
      await Promise.all([swapping, ...asking])
      expect(acknowledged.size).toBe(ids.length)
      expect(numAnswers).toBeGreaterThan(ids.length)
      expect(astray).toEqual([])
      expect((await ask(url, '/v1/items/pot?limit=50')).json.alsoBought.items).toEqual([])
    },
  )
})

describe('the log', () => {
  it('brings everything back after a restart, the entity tag too', async () => {
    const first = await runAdmin()
    await first.put('/admin/items', {
      items: [
        { id: 'cup', ...UNAVAILABLE },
        { id: 'pot', ...costs(1) },
      ],
    })
    await first.put('/admin/items/cup', costs(77))
    const before = await first.get('/v1/items/nobody?limit=50')
    await first.stop()
    const { get } = await runAdmin({ overlay: first.overlay })
    const after = await get('/v1/items/nobody?limit=50')
    expect(after.text).toBe(before.text)
    expect(after.headers.etag).toBe(before.headers.etag)
  })

  it('counts without an admin port, too', async () => {
    const first = await runAdmin()
    await first.put('/admin/items/cup', UNAVAILABLE)
    await first.stop()
    const { url, adminUrl } = await runService(modelsDir, { overlay: first.overlay })
    expect(adminUrl).toBeUndefined()
    expect(idsOf((await ask(url, '/v1/items/pot/also-bought?limit=50')).json)).not.toContain('cup')
  })

  it('lies in the models folder where nothing else is said', async () => {
    const models = tempDir()
    await publishShop(models, 'v1', teaShop)
    const admin = { host: '127.0.0.1', port: 0, token: undefined }
    const { adminUrl } = await runService(models, { admin })
    await ask(adminUrl!, '/admin/items/cup', { method: 'PUT', body: JSON.stringify(UNAVAILABLE) })
    expect(readFileSync(join(models, 'overlay.log'), 'utf8')).toContain('"available":false')
  })

  it('tells of a torn end and goes on', async () => {
    const overlay = join(tempDir(), 'overlay.log')
    const lines = [
      lineOf({ at: 1, items: [{ id: 'cup', ...UNAVAILABLE }] }),
      lineOf({ at: 2, items: [{ id: 'pot', ...UNAVAILABLE }] }),
    ].join('')
    writeFileSync(overlay, lines.slice(0, -9))
    const { get, logged } = await runAdmin({ overlay })
    expect(logged.map(({ msg }) => msg)).toContain('the last change was not written whole and is left out')
    const ids = idsOf((await get('/v1/items/nobody/also-bought?limit=50')).json)
    expect(ids).toContain('pot')
    expect(ids).not.toContain('cup')
  })

  it('stays small, however often something is set', async () => {
    const { put, overlay, get } = await runAdmin()
    const ids = teaShop.items.map(({ id }) => id)
    for (let i = 0; i < 60; i++) {
      await put('/admin/items', { items: ids.map(id => ({ id, available: i % 2 === 0, ...costs(i) })) })
    }
    await put('/admin/items/pot', UNAVAILABLE)
    const numLogged = readFileSync(overlay, 'utf8').split('"id"').length - 1
    expect(numLogged).toBeLessThan(60 * ids.length)
    expect(numLogged).toBeLessThanOrEqual(2 * ids.length + 1000)
    const before = await get('/v1/items/kettle?limit=50')
    const again = await runAdmin({ overlay })
    const after = await again.get('/v1/items/kettle?limit=50')
    expect(after.headers.etag).toBe(before.headers.etag)
    expect(after.text).toBe(before.text)
  })

  it.skipIf(isMissing('root', process.getuid?.() === 0))(
    'leaves all as it was where the disk is full',
    async () => {
      const dir = join(tempDir(), 'small-disk')
      mkdirSync(dir)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir])
      onTestFinished(() => void execFileSync('umount', ['-l', dir]))
      const { put, get } = await runAdmin({ overlay: join(dir, 'overlay.log') })
      await put('/admin/items/cup', UNAVAILABLE)
      writeFileSync(join(dir, 'filler'), Buffer.alloc(56 * 1024))
      const before = await get('/v1/items/pot?limit=50')
      const items = Array.from({ length: 1000 }, (_, i) => ({ id: `item-${i}`, ...UNAVAILABLE }))
      const { status, json } = await put('/admin/items', { items: [{ id: 'pot', ...costs(1) }, ...items] })
      expect(status).toBe(507)
      expect(contract.problem.parse(json).detail).toBe('nothing was set: the disk that keeps it is full')
      const after = await get('/v1/items/pot?limit=50')
      expect(after.text).toBe(before.text)
      expect(after.headers.etag).toBe(before.headers.etag)
      rmSync(join(dir, 'filler'))
      expect((await put('/admin/items', { items })).status).toBe(200)
    },
  )

  it('answers 503 where the file was touched by another hand', async () => {
    const { put, overlay } = await runAdmin()
    await put('/admin/items/cup', UNAVAILABLE)
    rmSync(overlay)
    const { status, json } = await put('/admin/items/pot', UNAVAILABLE)
    expect(status).toBe(503)
    contract.problem.parse(json)
  })
})

describe('a newer model', () => {
  const input = (role: 'catalog' | 'orders', modifiedAt?: string): Manifest['inputs'][number] => ({
    file: role,
    role,
    bytes: 1,
    sha256: '',
    ...(modifiedAt && { modifiedAt }),
  })
  const PAST = '2020-01-01T00:00:00.000Z'
  const FUTURE = '2100-01-01T00:00:00.000Z'

  it.each([
    [
      'drops what was set before its catalogue was written',
      [input('catalog', FUTURE), input('orders', PAST)],
      true,
    ],
    [
      'drops what was set before its orders were written, without a catalogue',
      [input('orders', FUTURE)],
      true,
    ],
    ['keeps what was set after', [input('catalog', PAST), input('orders', FUTURE)], false],
    ['keeps what was set after the oldest file', [input('catalog', PAST), input('catalog', FUTURE)], false],
    ['keeps everything where it does not say what it knows', [input('catalog')], false],
  ])('%s', async (_, inputs, isDropped) => {
    const models = tempDir()
    await publishShop(models, 'v1', teaShop)
    const { put, get, overlay } = await runAdmin({ models })
    await put('/admin/items/cup', { ...UNAVAILABLE, ...costs(1) })
    await publishShop(models, 'v2', teaShop, { inputs })
    await vi.waitFor(async () => expect((await get('/readyz')).json.model).toBe('v2'), { timeout: 10_000 })
    const ids = idsOf((await get('/v1/items/pot/also-bought?limit=50')).json)
    expect(ids.includes('cup')).toBe(isDropped)
    if (!isDropped) return
    await vi.waitFor(() => expect(readFileSync(overlay, 'utf8')).not.toContain('cup'), { timeout: 10_000 })
    await put('/admin/items/cup', UNAVAILABLE) // the log goes on
    expect(readFileSync(overlay, 'utf8')).toContain('cup')
  })
})

describe('the admin port', () => {
  it('is not there unless it is asked for', async () => {
    const { url, adminUrl } = await runService(modelsDir)
    expect(adminUrl).toBeUndefined()
    const { status } = await ask(url, '/admin/items/cup', { method: 'PUT', body: '{"available":false}' })
    expect(status).toBe(404)
  })

  it('is refused on an open address without a token', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.0.1', '127.0.0.1.example.com']) {
      const admin = { host, port: 0, token: undefined }
      await expect(runService(modelsDir, { admin })).rejects.toThrow(
        `the admin port on ${host} can be reached from other machines and has no token; set ISSHO_ADMIN_TOKEN`,
      )
    }
  })

  it.each([undefined, '', 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN])(
    'wants the token, and not %j',
    async authorization => {
      const { put, get } = await runAdmin({ admin: { host: '127.0.0.1', port: 0, token: TOKEN } })
      const headers = authorization === undefined ? {} : { authorization }
      for (const path of ['/admin/items/cup', '/admin/items', '/nowhere']) {
        const refused = await put(path, UNAVAILABLE, headers)
        expect(refused.status).toBe(401)
        expect(refused.headers['www-authenticate']).toBe('Bearer realm="issho admin"')
        expect(refused.headers).not.toHaveProperty('access-control-allow-origin')
        contract.problem.parse(refused.json)
      }
      expect(idsOf((await get('/v1/items/pot/also-bought')).json)).toContain('cup')
    },
  )

  it('opens to the token', async () => {
    const { put } = await runAdmin({ admin: { host: '127.0.0.1', port: 0, token: TOKEN } })
    for (const authorization of [`Bearer ${TOKEN}`, `bearer  ${TOKEN}`]) {
      expect((await put('/admin/items/cup', UNAVAILABLE, { authorization })).status).toBe(200)
    }
  })

  it('without a token answers only to names of this machine, so that no page of another site gets in', async () => {
    const { put } = await runAdmin()
    expect((await put('/admin/items/cup', UNAVAILABLE, { host: 'shop.example:80' })).status).toBe(403)
    for (const host of ['localhost:8081', '127.0.0.1', '[::1]:1']) {
      expect((await put('/admin/items/cup', UNAVAILABLE, { host })).status).toBe(200)
    }
  })

  it.each([
    ['/admin/items/cup', '{', ['body: is not JSON: ']],
    ['/admin/items/cup', '[]', ['body: Invalid input: expected object']],
    ['/admin/items/cup', '{}', ['body: expected available, price or both']],
    ['/admin/items/%ff', '{"available":true}', ['id: got "%ff", expected percent-encoded UTF-8']],
    [
      '/admin/items/cup',
      '{"available":"no","price":{"amount":1.5,"currency":"pounds"},"stock":3}',
      [
        'available: Invalid input: expected boolean',
        'price.amount: Invalid input: expected int',
        'price.currency: expected an ISO 4217 code such as GBP',
        'body: Unrecognized key: "stock"',
      ],
    ],
    ['/admin/items/cup', '{"price":{"amount":4294967295,"currency":"GBP"}}', ['price.amount: Too big']],
    ['/admin/items', '{"items":[]}', ['items: Too small']],
    [
      '/admin/items',
      '{"items":[{"id":"a","available":true},{"id":""},{"id":"a","price":null}]}',
      ['items.1.id: Too small', 'items.1: expected available, price or both', 'items.2.id: stands twice'],
    ],
  ])('PUT %s refuses %s with every fault', async (path, body, expected) => {
    const { put, get } = await runAdmin()
    const before = await get('/v1/items/pot')
    const { status, headers, json } = await put(path, body)
    expect(status).toBe(400)
    expect(headers['content-type']).toBe('application/problem+json')
    const told = contract.problem.parse(json).errors!.map(fault => `${fault.parameter}: ${fault.detail}`)
    expect(told).toHaveLength(expected.length)
    for (const text of expected) expect(told).toContainEqual(expect.stringContaining(text))
    expect((await get('/v1/items/pot')).headers.etag).toBe(before.headers.etag)
  })

  it(`takes ${MAX_BATCH_ITEMS} items at once and no more`, async () => {
    const { put } = await runAdmin()
    const items = Array.from({ length: MAX_BATCH_ITEMS }, (_, i) => ({
      id: `item-${i}`,
      ...UNAVAILABLE,
      ...costs(i),
    }))
    const { json } = await put('/admin/items', { items })
    expect(json.set).toBe(MAX_BATCH_ITEMS)
    expect(json.unknown).toHaveLength(MAX_BATCH_ITEMS)
    expect(
      (await put('/admin/items', { items: [...items, { id: 'one-more', available: true }] })).status,
    ).toBe(400)
  })

  it('refuses a body that is too large, said or not', async () => {
    const { put } = await runAdmin()
    const limit = 8 * 2 ** 20
    for (const [body, headers] of [
      ['{', { 'content-length': String(limit + 1) }],
      [`{${' '.repeat(limit)}`, { 'transfer-encoding': 'chunked' }],
    ] as const) {
      const { status, headers: told, json } = await put('/admin/items/cup', body, headers)
      expect(status).toBe(413)
      expect(told.connection).toBe('close')
      contract.problem.parse(json)
    }
  })

  it('sets what is sound and refuses the rest, whatever the body, and answers stay sound', async () => {
    const { put, get } = await runAdmin()
    const scrap = fc.oneof(
      fc.constantFrom(null, true, -1, 0, 1e99, '', 'GBP', [], {}),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const price = fc.record({
      amount: fc.oneof(fc.nat(), scrap),
      currency: fc.oneof(fc.constantFrom('GBP', 'JPY', 'ZZZ'), scrap),
    })
    const facts = { available: fc.oneof(fc.boolean(), scrap), price: fc.oneof(price, scrap) }
    const item = fc.record(facts, { requiredKeys: [] })
    const id = fc.oneof(fc.constantFrom('pot', 'cup', 'kettle-pro', '__proto__'), scrap)
    const batch = fc.record({
      items: fc.oneof(fc.array(fc.record({ id, ...facts }, { requiredKeys: ['id'] })), scrap),
    })
    const request = fc.oneof(
      fc.tuple(fc.constantFrom('/admin/items/pot', '/admin/items/kettle'), fc.oneof(item, scrap)),
      fc.tuple(fc.constant('/admin/items'), fc.oneof(batch, scrap)),
    )
    const outcomes = new Set<number>()
    await fc.assert(
      fc.asyncProperty(request, async ([path, body]) => {
        const { status, json } = await put(path, JSON.stringify(body))
        outcomes.add(status)
        ;(status === 200 ? accepted : contract.problem).parse(json)
        contract.productPage.parse((await get('/v1/items/kettle')).json)
      }),
      { numRuns: 400 },
    )
    expect([...outcomes].sort()).toEqual([200, 400])
  })

  it('takes MessagePack that says so', async () => {
    const { put, get } = await runAdmin()
    const asMessagePack = { 'content-type': 'application/msgpack' }
    const body = { price: { amount: 4200, currency: 'GBP' } }
    expect((await put('/admin/items/kettle-pro', pack(body), asMessagePack)).json).toMatchObject({ set: 1 })
    const { items } = (await get('/v1/items/kettle/upgrades')).json
    expect(items.find(({ id }: { id: string }) => id === 'kettle-pro').price).toEqual(body.price)
    const { status, json } = await put('/admin/items/pot', Buffer.from([0xdf, 1, 2]), asMessagePack)
    expect(status).toBe(400)
    expect(contract.problem.parse(json).errors![0]!.detail).toMatch(/^is not MessagePack: /)
  })

  it('answers every body of MessagePack and of bytes that are none', async () => {
    const { put, get } = await runAdmin()
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map(Buffer.from),
      fc.jsonValue().map(value => pack(value)),
      // one that is sound but for one byte
      fc.tuple(fc.jsonValue(), fc.nat(), fc.nat({ max: 255 })).map(([value, at, byte]) => {
        const packed = pack({ items: [{ id: 'pot', available: true }, value] })
        packed[at % packed.length] = byte
        return packed
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/admin/items', '/admin/items/pot'), bytes, async (path, body) => {
        const { status, json } = await put(path, body, { 'content-type': 'application/msgpack' })
        expect([200, 400]).toContain(status)
        ;(status === 200 ? accepted : contract.problem).parse(json)
        contract.productPage.parse((await get('/v1/items/kettle')).json)
      }),
      { numRuns: 1000 },
    )
  })

  it('answers 404 and 405 with problems, and its own contract', async () => {
    const { adminUrl } = await runAdmin()
    for (const path of ['/', '/admin', '/admin/items/a/b', '/v1/items/pot']) {
      expect((await ask(adminUrl, path, { method: 'PUT' })).status).toBe(404)
    }
    for (const [path, method, allow] of [
      ['/admin/items/cup', 'GET', 'PUT'],
      ['/admin/items', 'DELETE', 'PUT'],
      ['/openapi.json', 'PUT', 'GET'],
      ['/admin/items', 'OPTIONS', 'PUT'],
    ] as const) {
      const { status, headers, json } = await ask(adminUrl, path, { method })
      expect(status, `${method} ${path}`).toBe(405)
      expect(headers.allow).toBe(allow)
      expect(contract.problem.parse(json).detail).toBe(`${path} answers ${allow}, not ${method}`)
    }
    expect((await ask(adminUrl, '/openapi.json')).json).toEqual(JSON.parse(JSON.stringify(adminDocument())))
  })

  it('has a contract that refers only to what it holds', () => {
    const document = adminDocument()
    expect(Object.keys(document.paths)).toEqual(['/admin/items/{id}', '/admin/items'])
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
    expect(names.length).toBeGreaterThan(10)
    for (const [, name] of names) expect(document.components.schemas).toHaveProperty(name!)
    expect(document.components.schemas.ItemFacts).toMatchObject({ additionalProperties: false })
  })
})

import { once } from 'node:events'
import { pack, unpack } from 'msgpackr'
import { describe, expect, it } from 'vitest'
import * as carts from '../../../src/serve/cart/contract.ts'
import * as contract from '../../../src/serve/contract.ts'
import { LIMITS } from '../../../src/serve/limits.ts'
import { tempDir } from '../../temp-dir.ts'
import { ask } from '../http.ts'
import { open } from '../raw.ts'
import { publishShop, runService, sharedModel } from '../running.ts'
import { nastyIds, shopOf, teaShop } from '../tea-shop.ts'

const modelsDir = sharedModel(teaShop)

const JSON_BODY = { 'content-type': 'application/json' }

async function get(query: string) {
  const { url } = await runService(modelsDir)
  return ask(url, `/v1/cart?${query}`)
}

async function post(body: unknown, headers: Readonly<Record<string, string>> = JSON_BODY) {
  const { url } = await runService(modelsDir)
  const sent = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  return ask(url, '/v1/cart', { method: 'POST', headers, body: sent })
}

type Entry = { readonly id: string; readonly with?: string; readonly reason: { text?: string } }
const idsOf = (json: { complements: { items: Entry[] } }) => json.complements.items.map(({ id }) => id)

describe('the answer for a cart', () => {
  it('holds the cart and what goes with it: card, line, sentence and evidence', async () => {
    const { status, json } = await get('items=cup:2,tin-l,nobody:3&limit=2')
    expect(status).toBe(200)
    carts.cart.parse(json)
    expect(json).toEqual({
      cart: [
        { id: 'cup', quantity: 2, known: true },
        { id: 'tin-l', quantity: 1, known: true },
        { id: 'nobody', quantity: 3, known: false },
      ],
      model: 'v1',
      complements: {
        source: 'item',
        items: [
          {
            id: 'spoon',
            title: 'Spoon',
            score: 0.8571, // Wilson, z = 1, of 6 of 6
            with: 'tin-l',
            reason: { code: 'bought-together', text: '100% of buyers of Tin L also bought this' },
            evidence: { together: 6, orders: 6, confidence: 1, lift: expect.any(Number) },
          },
          {
            id: '"quoted"',
            title: 'Nasty "quoted"',
            score: 0.0286,
            with: 'cup',
            reason: { code: 'bought-together', text: '4% of buyers of Cup also bought this' },
            evidence: { together: 5, orders: 113, confidence: 0.044, lift: expect.any(Number) },
          },
        ],
      },
    })
  })

  it('speaks Japanese', async () => {
    const { json } = await get('items=tin-l&limit=1&locale=ja')
    expect(json.complements.items[0].reason.text).toBe('「Tin L」を買った人の100%がこちらも購入')
  })

  it('calls a line an item in the cart where it has no title, or one that would be most of the sentence', async () => {
    const AN_ITEM = 'an item in your cart'
    const lines: (readonly [title: string | undefined, called: string])[] = [
      [undefined, AN_ITEM],
      ['', AN_ITEM],
      ['a'.repeat(91), AN_ITEM],
      ['湯'.repeat(31), AN_ITEM],
      ...['a'.repeat(90), '湯'.repeat(30), 'back\\slash at the "end"\\'].map(
        title => [title, title] as const,
      ),
    ]
    const drafts = lines.flatMap(([title], i) => [
      { id: `line-${i}`, ...(title !== undefined && { title }) },
      { id: `with-${i}` },
    ])
    const orders = lines.flatMap((_, i) => Array<string[]>(6).fill([`line-${i}`, `with-${i}`]))
    const dir = tempDir()
    await publishShop(dir, 'v1', shopOf(drafts, orders))
    const { url } = await runService(dir)
    for (const [i, [, called]] of lines.entries()) {
      const { json } = await ask(url, `/v1/cart?items=line-${i}&limit=1`)
      expect(json.complements.items[0].reason.text).toBe(`100% of buyers of ${called} also bought this`)
    }
  })

  it('tells nothing of fewer than five orders', async () => {
    const { json } = await get('items=pot&limit=50')
    const rare = json.complements.items.find(({ id }: Entry) => id === 'rare')
    expect(rare).toEqual({
      id: 'rare',
      title: 'Cosy',
      score: expect.any(Number),
      with: 'pot',
      reason: { code: 'bought-together' },
    })
  })

  it('goes on with the family and the category of a line, and then with what sells best', async () => {
    const { json } = await get('items=tin-s,new-tray&limit=4')
    carts.cart.parse(json)
    expect(json.complements.source).toBe('family')
    expect(json.complements.items).toMatchObject([
      {
        id: 'spoon',
        with: 'tin-s',
        reason: {
          code: 'bought-with-family',
          text: '86% of buyers of Tin S, in any version, also bought this',
        },
      },
      {
        id: 'napkins',
        with: 'new-tray',
        reason: { code: 'bought-with-category', text: '100% of orders with Trays also include this' },
      },
      { id: 'pot', reason: { code: 'popular', text: 'Popular in this shop' } },
      { id: 'cup' },
    ])
    for (const member of ['score', 'with', 'evidence']) {
      expect(json.complements.items[2]).not.toHaveProperty(member)
    }
  })

  it('never shows what is in the cart, a variant of it, what cannot be sold and what is excluded', async () => {
    const shown = idsOf((await get('items=pot,cup,tin-s&exclude=rare,%2E%2E&limit=50')).json)
    expect(shown.length).toBeGreaterThan(20)
    for (const id of ['pot', 'cup', 'tin-s', 'tin-l', 'sold-out', 'rare', '..'])
      expect(shown).not.toContain(id)
  })

  it('is what sells best for a cart that the model does not know, nothing where no fallback is wanted', async () => {
    const popular = (await get('items=nobody&limit=2')).json
    carts.cart.parse(popular)
    expect([popular.complements.source, idsOf(popular)]).toEqual(['popular', ['pot', 'cup']])
    const { status, json } = await get('items=nobody&fallback=none')
    expect(status).toBe(200)
    expect(json).toMatchObject({ cart: [{ known: false }], complements: { source: 'none', items: [] } })
  })

  it('understands every id, as line and in its own words', async () => {
    const { url } = await runService(modelsDir)
    const items = nastyIds.map(id => encodeURIComponent(id)).join()
    const { json } = await ask(url, `/v1/cart?items=${items}&limit=1`)
    expect(json.cart).toEqual(nastyIds.map(id => ({ id, quantity: 1, known: true })))
    for (const id of nastyIds) {
      const { complements } = (await ask(url, `/v1/cart?items=${encodeURIComponent(id)}&limit=1`)).json
      expect(complements.items).toMatchObject([
        { id: 'cup', with: id, reason: { text: `100% of buyers of Nasty ${id} also bought this` } },
      ])
    }
  })

  it('leaves the cards out where only ids are wanted', async () => {
    const { json } = await get('items=tin-l&fields=id&limit=1')
    expect(Object.keys(json.complements.items[0])).toEqual(['id', 'score', 'with', 'reason', 'evidence'])
  })
})

describe('GET /v1/cart', () => {
  const CART = '/v1/cart?items=pot,cup:2'

  it('has an entity tag, spares the body and is cached', async () => {
    const { url } = await runService(modelsDir)
    const full = await ask(url, CART)
    expect(full.headers).toMatchObject({
      etag: expect.stringMatching(/^"v1\.en\.json\.[0-9a-z]+"$/),
      'cache-control': 'public, max-age=60, stale-while-revalidate=600',
    })
    expect((await ask(url, CART, { headers: { 'if-none-match': full.headers.etag! } })).status).toBe(304)
    const head = await ask(url, CART, { method: 'HEAD' })
    expect({ ...head.headers, date: '' }).toEqual({ ...full.headers, date: '' })
    for (let time = 0; time < 3; time++) expect((await ask(url, CART)).text).toBe(full.text)
  })

  it('says the same in MessagePack', async () => {
    const { url } = await runService(modelsDir)
    const packed = await ask(url, CART, { headers: { accept: 'application/msgpack' } })
    expect(unpack(packed.bytes)).toEqual((await ask(url, CART)).json)
  })

  it('tells every fault', async () => {
    const { status, json } = await get('items=a:x&limit=0')
    expect(status).toBe(400)
    const { errors } = contract.problem.parse(json)
    expect(errors!.map(({ parameter }) => parameter)).toEqual(['limit', 'items'])
  })
})

describe('POST /v1/cart', () => {
  const body = {
    items: [{ id: 'pot', quantity: 2 }, { id: 'tin-l' }, { id: 'pot', quantity: 1 }],
    limit: 3,
    exclude: ['rare'],
    locale: 'ja',
  }
  const query = 'items=pot:2,tin-l,pot&limit=3&exclude=rare&locale=ja'

  it('answers as GET does, and no cache keeps it', async () => {
    const { status, headers, json } = await post(body)
    expect(status).toBe(200)
    expect(json).toEqual((await get(query)).json)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    })
    expect(headers).not.toHaveProperty('etag')
  })

  it('takes and gives MessagePack', async () => {
    const headers = { 'content-type': 'application/msgpack', accept: 'application/msgpack' }
    const packed = await post(pack(body), headers)
    expect(packed.headers['content-type']).toBe('application/msgpack')
    expect(unpack(packed.bytes)).toEqual((await get(query)).json)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', undefined])(
    'refuses a body of type %s',
    async type => {
      const { status, json } = await post(body, type === undefined ? {} : { 'content-type': type })
      expect(status).toBe(415)
      expect(contract.problem.parse(json).detail).toContain('application/json or application/msgpack')
    },
  )

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.msgpack;v=5'])(
    'takes a body of type %s',
    async type => {
      const { status } = await post(type.includes('msgpack') ? pack(body) : body, { 'content-type': type })
      expect(status).toBe(200)
    },
  )

  it.each([
    ['{"items":[{"id":"pot"]}', ['body: is not JSON: ']],
    ['{"items": pot}', ['body: is not JSON: Unexpected token ']],
    ['', ['body: is not JSON: ']],
    ['null', ['body: Invalid input: expected object']],
    ['{}', ['items: Invalid input: expected array']],
    ['{"items":[]}', ['items: Too small']],
    [
      '{"items":[{"id":7},{"id":"","quantity":1.5},{"id":"a","quantity":1000,"size":"L"}],"limit":51,"at":"now"}',
      [
        'items.0.id: Invalid input: expected string',
        'items.1.id: Too small',
        'items.1.quantity: Invalid input: expected int',
        'items.2.quantity: Too big',
        'items.2: Unrecognized key: "size"',
        'limit: Too big',
        'body: Unrecognized key: "at"',
      ],
    ],
    [
      '{"items":[{"id":"a","quantity":600},{"id":"a","quantity":400}]}',
      ['items: "a" adds up to 1000, expected 999 at most'],
    ],
    [
      JSON.stringify({ items: Array(51).fill(0), exclude: Array(1001).fill(0) }),
      ['items: got 51 entries, expected 50 at most', 'exclude: got 1001 entries, expected 1000 at most'],
    ],
  ])('refuses %s with every fault', async (sent, expected) => {
    const { status, headers, json } = await post(sent)
    expect(status).toBe(400)
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
    const told = contract.problem
      .parse(json)
      .errors!.map(({ parameter, detail }) => `${parameter}: ${detail}`)
    expect(told).toHaveLength(expected.length)
    for (const text of expected) expect(told).toContainEqual(expect.stringContaining(text))
  })

  it('refuses a query, which would be asked for nothing', async () => {
    const { url } = await runService(modelsDir)
    const sent = { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) }
    const { status, json } = await ask(url, '/v1/cart?limit=3', sent)
    expect(status).toBe(400)
    expect(contract.problem.parse(json).errors).toEqual([
      { parameter: 'query', detail: 'expected none: the body says all that is asked' },
    ])
  })

  it('refuses a body that is too large, and answers one up to the limit', async () => {
    const cart = JSON.stringify(body)
    expect((await post(cart.padEnd(LIMITS.maxBodyBytes))).status).toBe(200)
    expect((await post(cart.padEnd(LIMITS.maxBodyBytes + 1))).status).toBe(413)
  })

  it('waits for a model', async () => {
    const { url } = await runService(tempDir())
    const sent = { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) }
    const answer = await ask(url, '/v1/cart', sent)
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
  })

  it('forgets a client that goes away with half of its body sent', async () => {
    const { url, logged } = await runService(modelsDir)
    const socket = await open(url)
    socket.write(
      'POST /v1/cart HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"items":',
    )
    socket.end()
    socket.resume()
    await once(socket, 'close')
    expect((await ask(url, '/v1/cart?items=pot')).status).toBe(200)
    expect(logged.filter(({ level }) => level >= 40)).toEqual([])
  })
})

describe('other methods at /v1/cart', () => {
  it('are refused with those that it answers', async () => {
    const { url } = await runService(modelsDir)
    const { status, headers, json } = await ask(url, '/v1/cart', { method: 'PUT' })
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST, OPTIONS'])
    expect(json.detail).toBe('/v1/cart answers GET, HEAD, POST and OPTIONS, not PUT')
  })

  it('let any page post', async () => {
    const { url } = await runService(modelsDir)
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' }
    const preflight = await ask(url, '/v1/cart', { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': '*',
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packMultiplier } from '../../src/format/segments.ts'
import { demandAt, segmentsOf } from '../../src/serve/moment.ts'
import { alsoBought } from '../../src/serve/recommend.ts'
import { ask } from './http.ts'
import { plainModel, served } from './random-model.ts'
import { runService, sharedModel } from './running.ts'
import { shopOf, teaShop } from './tea-shop.ts'

const times = (n: number, ...order: string[]) => Array.from({ length: n }, () => order)
const MORNING = Date.UTC(2026, 5, 3, 9) / 1000
const CHRISTMAS_EVE = Date.UTC(2026, 11, 24, 18) / 1000

/** Toast sells in June mornings and to guests, wine on Christmas Eve and to the trade; both with cheese. */
const undated = shopOf(
  [{ id: 'cheese' }, { id: 'toast' }, { id: 'wine' }, { id: 'salt' }],
  [
    ...times(120, 'cheese', 'toast'),
    ...times(100, 'cheese', 'wine'),
    ...times(40, 'toast'),
    ...times(60, 'wine'),
    ...times(300, 'salt'),
  ],
)
const number = (id: string) => undated.items.findIndex(item => item.id === id)
const isWine = (b: number) => {
  const { start, item } = undated.baskets
  const order = item.subarray(start[b], start[b + 1])
  return order.includes(number('wine')) || (order.includes(number('salt')) && b % 2 === 0)
}
const numBaskets = undated.baskets.start.length - 1
const modelsDir = sharedModel({
  ...undated,
  baskets: {
    ...undated.baskets,
    orderedAt: Float64Array.from({ length: numBaskets }, (_, b) => (isWine(b) ? CHRISTMAS_EVE : MORNING)),
    audience: Uint32Array.from({ length: numBaskets }, (_, b) => (isWine(b) ? 1 : 0)),
    audiences: ['guests', 'the trade'],
  },
})
const plainDir = sharedModel(teaShop)
const undatedDir = sharedModel(undated)

type Entry = { id: string; score?: number; evidence?: unknown }
const get = async (dir: string, path: string) => {
  const { url } = await runService(dir)
  return ask(url, path)
}
const listOf = async (query: string) =>
  (await get(modelsDir, `/v1/items/cheese/also-bought?${query}`)).json.items as Entry[]
const idsOf = (list: readonly Entry[]) => list.map(entry => entry.id)

describe('at', () => {
  it('puts what sells at that time first, and says the same of it as ever', async () => {
    const usual = await listOf('fallback=none')
    expect(idsOf(usual)).toEqual(['toast', 'wine'])
    expect(idsOf(await listOf('fallback=none&at=2026-06-04T08:00'))).toEqual(['toast', 'wine'])
    const eve = await listOf('fallback=none&at=2027-12-23T19:30:00+09:00')
    expect(idsOf(eve)).toEqual(['wine', 'toast'])
    expect(eve[0]!.evidence).toEqual(usual[1]!.evidence)
    expect(eve[0]!.score).toBeGreaterThan(usual[1]!.score!)
  })

  it('goes for the best sellers too', async () => {
    const popularAt = async (query: string) =>
      idsOf((await get(modelsDir, `/v1/items/nobody/also-bought?${query}`)).json.items)
    expect(await popularAt('')).toEqual(['salt', 'cheese', 'toast', 'wine'])
    expect(await popularAt('at=2026-12-24T18:00Z')).toEqual(['wine', 'salt', 'cheese', 'toast'])
  })

  it('leaves upgrades as they are, and has its own entity tag', async () => {
    const [plain, timed] = [
      await get(modelsDir, '/v1/items/cheese'),
      await get(modelsDir, '/v1/items/cheese?at=2026-12-24T18:00Z'),
    ]
    expect(timed.json.upgrades).toEqual(plain.json.upgrades)
    expect(timed.headers.etag).not.toBe(plain.headers.etag)
    expect(timed.headers['cache-control']).toBe(plain.headers['cache-control'])
  })

  it('is a 400 where it is no time', async () => {
    const { status, json } = await get(modelsDir, '/v1/items/cheese?at=tonight')
    expect(status).toBe(400)
    expect(json.errors).toEqual([
      {
        parameter: 'at',
        detail: 'got "tonight", expected an ISO 8601 time such as 2026-12-24T18:00:00+09:00',
      },
    ])
  })
})

describe('an answer for no moment', () => {
  it.each(['cheese', 'nobody', 'salt'])('is the same byte for byte as without segments: %s', async id => {
    const path = `/v1/items/${id}?limit=3`
    const [withSegments, without] = [await get(modelsDir, path), await get(undatedDir, path)]
    expect(withSegments.text).toBe(without.text)
    expect(withSegments.headers.etag).toBe(without.headers.etag)
  })
})

describe('segment', () => {
  it('puts what that audience buys first', async () => {
    expect(idsOf(await listOf('fallback=none&segment=the+trade'))).toEqual(['wine', 'toast'])
    expect(idsOf(await listOf('fallback=none&segment=guests'))).toEqual(['toast', 'wine'])
  })

  it('is a 400 that lists the names where the model does not know it', async () => {
    const { status, json } = await get(modelsDir, '/v1/items/cheese?segment=nobody')
    expect(status).toBe(400)
    expect(json.errors).toEqual([
      { parameter: 'segment', detail: 'got "nobody", expected one of "guests", "the trade"' },
    ])
  })
})

describe('a model without segments', () => {
  it('takes both parameters and answers as without them', async () => {
    const path = '/v1/items/pot/also-bought?limit=5'
    const plain = await get(plainDir, path)
    const timed = await get(plainDir, `${path}&at=2026-12-24T18:00Z&segment=whoever`)
    expect(timed.status).toBe(200)
    expect(timed.text).toBe(plain.text)
  })
})

describe('re-ranking', () => {
  const wish = { limit: 50, exclude: new Set<number>(), fallback: 'popular' } as const

  it('changes the order within a level by score times demand, and nothing else', () => {
    fc.assert(
      fc.property(
        plainModel,
        fc.array(fc.constantFrom(0.5, 1, 2), { minLength: 30, maxLength: 30 }),
        (plain, m) => {
          const bare = { ...plain, items: plain.items.map(item => ({ ...item, category: undefined })) }
          const model = served(bare)
          const usual = alsoBought(model, 0, wish)
          const timed = alsoBought(model, 0, { ...wish, demand: item => m[item]! })
          expect(timed).toHaveLength(usual.length)
          for (const row of new Set(usual.map(entry => entry.row))) {
            const ofRow = usual.filter(entry => entry.row === row)
            const popularity = model.items.columns.orders
            const worthOf = (e: (typeof ofRow)[number]) =>
              (e.level === 'popular' ? popularity[e.item]! : e.score) * m[e.item]!
            const expected = ofRow.toSorted((a, b) => worthOf(b) - worthOf(a))
            expect(timed.filter(entry => entry.row === row).map(e => [e.item, e.level, e.together])).toEqual(
              expected.map(e => [e.item, e.level, e.together]),
            )
          }
        },
      ),
    )
  })

  it('multiplies the kinds that a request names', () => {
    const segments = segmentsOf({
      kind: 'segments',
      counts: { numItems: 2, numSegments: 20, numCells: 3 },
      header: { kinds: ['month', 'hour', 'audience'], audiences: ['a', 'b'] },
      columns: {
        cellStart: Uint32Array.of(0, 3, 3),
        cellSegment: Uint8Array.of(11, 16, 19),
        cellMultiplier: Uint8Array.of(...[2, 0.5, 1.5].map(packMultiplier)),
      },
    })
    const demandOf = (at: number | undefined, segment: string | undefined) =>
      demandAt(segments, { at, segment })?.(0)
    expect(demandOf(CHRISTMAS_EVE, 'b')).toBeCloseTo(1.5, 1)
    expect(demandOf(CHRISTMAS_EVE, 'a')).toBe(1)
    expect(demandOf(CHRISTMAS_EVE - 4 * 3600, undefined)).toBe(2)
    expect(demandOf(MORNING, undefined)).toBe(1)
    expect(demandOf(undefined, 'b')).toBeCloseTo(1.5, 1)
    expect(demandAt(segments, { at: CHRISTMAS_EVE, segment: 'b' })!(1)).toBe(1)
    expect(demandAt(segments, { at: undefined, segment: undefined })).toBeUndefined()
  })
})

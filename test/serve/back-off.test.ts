import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/build/compile.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import type { Item, Shop } from '../../src/build/shop.ts'
import { decode } from '../../src/format/decode.ts'
import { NONE } from '../../src/format/layout.ts'
import type { Model } from '../../src/models/files.ts'
import { prepare } from '../../src/serve/model.ts'
import { alsoBought } from '../../src/serve/recommend.ts'
import { LEVELS } from '../../src/serve/row.ts'
import { basketsOf, setsOf } from '../naive.ts'

const EASY = { ...DEFAULT_RECIPE, minTogether: 1, minTogetherThin: 1, minLogLikelihoodRatio: 0 }
const NUM_ITEMS = 30

/** The shop as the service holds it, through the bytes of its files. */
function served(shop: Shop) {
  const { files } = compile(shop, { recipe: EASY })
  return prepare({
    manifest: { version: 'v' } as Model['manifest'],
    items: decode('items', files.items, 'items'),
    alsoBought: decode('also-bought', files['also-bought'], 'also-bought'),
    higherModel: decode('higher-model', files['higher-model'], 'higher-model'),
  })
}

const price = (...currencies: string[]) =>
  fc.record({ amount: fc.integer({ min: 1, max: 500 }), currency: fc.constantFrom(...currencies) })
const group = fc.constantFrom('f', 'g', 'h')
const category = fc.constantFrom('A', 'A > B', 'A > B > C', 'D', 'E > F')

/** What the catalogues of odd shops say of an item; everything may be missing. */
const CATALOGUES: Record<string, fc.Arbitrary<Partial<Item>>> = {
  'with everything': fc.record(
    { group, category, price: price('GBP') },
    { requiredKeys: ['category', 'price'] },
  ),
  'with gaps': fc.record({ group, category, price: price('GBP') }, { requiredKeys: [] }),
  'without a catalogue': fc.constant({}),
  'without prices': fc.record({ group, category }),
  'of two currencies': fc.record({ category, price: price('GBP', 'JPY') }),
  'of one category': fc.record({ category: fc.constant('A > B'), price: price('GBP') }),
  'of one family': fc.record({ category, group: fc.constant('f') }),
}

const shopOf = (
  catalogue: fc.Arbitrary<Partial<Item>>,
  available: fc.Arbitrary<boolean>,
): fc.Arbitrary<Shop> =>
  fc
    .record({
      drafts: fc.array(fc.tuple(catalogue, available), { maxLength: NUM_ITEMS }),
      orders: fc.array(fc.array(fc.nat(NUM_ITEMS / 2), { minLength: 1, maxLength: 5 }), { maxLength: 120 }),
    })
    .map(({ drafts, orders }) => ({
      items: drafts.map(([draft, available], i) => ({ id: `i${i}`, ...draft, available })),
      baskets: basketsOf(orders.map(order => order.filter(i => i < drafts.length))),
    }))

function checkEveryItem(shop: Shop, limit: number): void {
  const { items } = shop
  const model = served(shop)
  const sets = setsOf(shop.baskets)
  for (const [x, own] of [...items.entries(), [NONE, undefined] as const]) {
    const mayStand = (y: Item, i: number) =>
      y.available && i !== x && (own?.group === undefined || y.group !== own.group)
    const list = alsoBought(model, x, { limit, exclude: new Set(), fallback: 'popular' })
    const numbers = list.map(entry => entry.item)
    // Before the first order nothing is popular.
    const most = sets.length > 0 ? items.filter(mayStand).length : 0
    expect(list).toHaveLength(Math.min(limit, most))
    expect(new Set(numbers).size).toBe(list.length)
    expect(numbers.every(i => mayStand(items[i]!, i))).toBe(true)
    const levels = list.map(entry => LEVELS.indexOf(entry.level))
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
    for (const { item, level, together, orders } of list) {
      if (level !== 'item') continue
      expect(together).toBe(sets.filter(set => set.has(x) && set.has(item)).length)
      expect(orders).toBe(sets.filter(set => set.has(x)).length)
    }
  }
}

describe('back-off', () => {
  it.each(Object.keys(CATALOGUES))('gives every item a full list in a shop %s', name => {
    const shop = shopOf(CATALOGUES[name]!, fc.boolean())
    fc.assert(fc.property(shop, fc.integer({ min: 1, max: 40 }), checkEveryItem), { numRuns: 60 })
  })

  it('has nothing to say where nothing can be sold', () => {
    const shop = shopOf(CATALOGUES['with everything']!, fc.constant(false))
    fc.assert(
      fc.property(shop, shop => {
        const model = served(shop)
        for (let x = 0; x < shop.items.length; x++) {
          expect(alsoBought(model, x, { limit: 8, exclude: new Set(), fallback: 'popular' })).toEqual([])
        }
      }),
      { numRuns: 20 },
    )
  })

  it('goes from a new item to its price band, its category and the level above', () => {
    const cases = Array.from({ length: 12 }, (_, i) => ({
      id: `case-${i}`,
      category: 'Phones > Cases',
      price: { amount: 100 * i, currency: 'GBP' },
    }))
    const drafts: Partial<Item>[] = [
      { id: 'film' },
      { id: 'box' },
      { id: 'bag' },
      ...cases,
      { id: 'cable', category: 'Phones > Cables' },
      { id: 'tea' },
      { id: 'new-case', category: 'Phones > Cases', price: { amount: 0, currency: 'GBP' } },
    ]
    const items = drafts.map(draft => ({ id: '', available: true, ...draft }))
    const number = (id: string) => items.findIndex(item => item.id === id)
    const times = (n: number, ...ids: string[]) => Array.from({ length: n }, () => ids.map(number))
    const model = served({
      items,
      baskets: basketsOf([
        ...times(60, 'film', 'case-0'),
        ...times(50, 'box', 'case-11'),
        ...times(20, 'bag', 'cable'),
        ...times(300, 'tea'),
      ]),
    })
    const list = alsoBought(model, number('new-case'), { limit: 4, exclude: new Set(), fallback: 'popular' })
    expect(
      list.map(({ item, level, together, orders }) => [items[item]!.id, level, together, orders]),
    ).toEqual([
      ['film', 'band', 60, 60],
      ['box', 'category', 50, 110],
      ['bag', 'category', 20, 130],
      ['case-0', 'popular', 0, 0],
    ])
  })
})

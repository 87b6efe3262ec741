import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NONE } from '../../src/format/layout.ts'
import { alsoBought, upgrades, type Wish } from '../../src/serve/recommend.ts'
import { LEVELS, type Level } from '../../src/serve/row.ts'
import { type PlainModel, plainModel, served } from './random-model.ts'

const wish: fc.Arbitrary<Wish> = fc.record({
  limit: fc.integer({ min: 1, max: 20 }),
  exclude: fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 4 }).map(items => new Set(items)),
  fallback: fc.constantFrom('popular', 'none'),
})

/** A model, one of its items or none, and a wish. */
const question = plainModel.chain(plain =>
  fc.record({
    plain: fc.constant(plain),
    item: fc.oneof(fc.integer({ min: 0, max: plain.items.length - 1 }), fc.constant(NONE)),
    wish,
  }),
)

/** The stupid twin: lists everything that may be shown, level by level, and cuts. */
function naiveAlsoBought(plain: PlainModel, item: number, { limit, exclude, fallback }: Wish) {
  const { items, numFamilies, numBands, rows } = plain
  const own = items[item]
  const levels: [Level, readonly { item: number; together: number }[]][] = []
  for (let row = own ? item : undefined; row !== undefined; row = plain.next[row]) {
    const ends = [items.length, items.length + numFamilies, items.length + numFamilies + numBands]
    levels.push([LEVELS[ends.filter(end => row! >= end).length]!, rows[row]!])
  }
  if (fallback === 'popular') levels.push(['popular', items.map((_, i) => ({ item: i, together: 0 }))])
  const mayBeShown = (y: number) =>
    y !== item &&
    items[y]!.isAvailable &&
    !exclude.has(y) &&
    (own?.family === undefined || items[y]!.family !== own.family)

  let list: { item: number; level: Level; together: number }[] = []
  for (const [level, row] of levels) {
    if (list.length >= limit) break
    const candidates = row
      .filter(({ item: y }) => mayBeShown(y) && !list.some(taken => taken.item === y))
      .map(candidate => ({ ...candidate, level }))
    const within: typeof list = []
    const beyond: typeof list = []
    for (const candidate of candidates) {
      const category = items[candidate.item]!.category
      const alike = [...list, ...within].filter(taken => items[taken.item]!.category === category)
      const isWithin = category === undefined || alike.length < Math.max(2, Math.ceil(limit / 4))
      ;(isWithin ? within : beyond).push(candidate)
    }
    list = [...list, ...within, ...beyond].slice(0, limit)
  }
  return list
}

describe('alsoBought', () => {
  it('recommends what its stupid twin recommends', () => {
    fc.assert(
      fc.property(question, ({ plain, item, wish }) => {
        const companions = alsoBought(served(plain), item, wish)
        const told = companions.map(({ item, level, together }) => ({ item, level, together }))
        expect(told).toEqual(naiveAlsoBought(plain, item, wish))
        for (const { level, orders } of companions) expect(orders).toBe(level === 'popular' ? 0 : 100)
      }),
      { numRuns: 500 },
    )
  })

  it('comes back full as long as the shop has something to show', () => {
    fc.assert(
      fc.property(question, ({ plain, item, wish }) => {
        const { length } = naiveAlsoBought(plain, item, { ...wish, limit: 30, fallback: 'popular' })
        const companions = alsoBought(served(plain), item, { ...wish, fallback: 'popular' })
        expect(companions).toHaveLength(Math.min(wish.limit, length))
      }),
    )
  })

  it('does not walk a whole shop of one category for variety that is not there', () => {
    const one = { family: undefined, category: 0, isAvailable: true }
    const other = { ...one, category: 1 }
    const shop = (position: number): PlainModel => ({
      numBands: 0,
      next: Array.from({ length: 1002 }, () => undefined),
      items: Array.from({ length: 1000 }, (_, item) => (item === position ? other : one)),
      numFamilies: 0,
      numCategories: 2,
      rows: Array.from({ length: 1002 }, () => []),
      upgrades: Array.from({ length: 1000 }, () => []),
    })
    const numbersFor = (position: number) =>
      alsoBought(served(shop(position)), NONE, { limit: 8, exclude: new Set(), fallback: 'popular' }).map(
        companion => companion.item,
      )
    expect(numbersFor(150)).toEqual([0, 1, 150, 2, 3, 4, 5, 6])
    expect(numbersFor(900)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('has nothing to say in an empty shop', () => {
    const empty: PlainModel = {
      items: [],
      numFamilies: 0,
      numBands: 0,
      numCategories: 0,
      rows: [],
      next: [],
      upgrades: [],
    }
    expect(alsoBought(served(empty), NONE, { limit: 8, exclude: new Set(), fallback: 'popular' })).toEqual([])
  })
})

describe('upgrades', () => {
  it('are the stored ones that may be shown, in their order', () => {
    fc.assert(
      fc.property(question, ({ plain, item, wish }) => {
        const stored = plain.upgrades[item] ?? []
        const expected = stored
          .filter(y => y !== item && plain.items[y]!.isAvailable && !wish.exclude.has(y))
          .slice(0, wish.limit)
        expect(upgrades(served(plain), item, wish).map(step => step.item)).toEqual(expected)
      }),
    )
  })
})

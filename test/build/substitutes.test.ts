import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alsoBought } from '../../src/build/also-bought.ts'
import { invert } from '../../src/build/baskets.ts'
import { gatherCandidates } from '../../src/build/candidates.ts'
import { groupItems } from '../../src/build/groups.ts'
import { partnersOf } from '../../src/build/profiles.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import type { Baskets, Item } from '../../src/build/shop.ts'
import { createSubstitutes } from '../../src/build/substitutes.ts'
import { NONE } from '../../src/format/layout.ts'
import { realShop } from '../evaluate/real-shop.ts'
import { basketsOf, naiveList, naiveSubstitute, naiveTogether, setsOf } from '../naive.ts'
import { isDataMissing } from '../require.ts'
import { type Relation, seededShop } from '../seeded-shop.ts'

const NUM_ITEMS = 8

/** Whether y is a substitute of x, in a shop of these baskets and categories. */
function rule(baskets: Baskets, categories: readonly (string | undefined)[]) {
  const items = categories.map(
    (category, i): Item => ({ id: `i${i}`, available: true, ...(category && { category }) }),
  )
  const postings = invert(baskets, items.length)
  const ungrouped = groupItems(items.map(({ id }) => ({ id, available: true })))
  const lists = partnersOf(gatherCandidates(baskets, ungrouped, DEFAULT_RECIPE), items.length)
  const orders = Uint32Array.from(items, (_, i) => postings.start[i + 1]! - postings.start[i]!)
  const sets = setsOf(baskets)
  const shop = { orders, numOrders: sets.length, groups: groupItems(items), baskets }
  const isSubstitute = createSubstitutes(lists, shop)
  return (x: number, y: number) => isSubstitute(x, y, naiveTogether(sets, [x], y))
}

const unknown = Array.from({ length: NUM_ITEMS }, () => undefined)

/** So many of each order. */
function orders(...counts: readonly (readonly [number, readonly number[]])[]): Baskets {
  return basketsOf(counts.flatMap(([n, items]) => Array.from({ length: n }, () => items)))
}

describe('createSubstitutes', () => {
  const anyOrder = fc.array(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 5 })
  /** Few kinds of orders, many of each: only so are there substitutes at all. */
  const randomBaskets = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 90 }), anyOrder), { minLength: 1, maxLength: 9 })
    .map(counts => orders(...counts))
  const randomCategories = fc.array(fc.constantFrom('p', 'q', undefined), {
    minLength: NUM_ITEMS,
    maxLength: NUM_ITEMS,
  })

  it('agrees with the stupid twin on every pair, on random shops', () => {
    let numFound = 0
    fc.assert(
      fc.property(randomBaskets, randomCategories, (baskets, categories) => {
        const sets = setsOf(baskets)
        const isSubstitute = rule(baskets, categories)
        const lists = unknown.map((_, x) => naiveList(sets, NUM_ITEMS, x, DEFAULT_RECIPE))
        const categoryOf = (y: number) => categories[y] as unknown as number | undefined
        for (let x = 0; x < NUM_ITEMS; x++) {
          const ordersX = sets.filter(set => set.has(x)).length
          for (let y = 0; y < NUM_ITEMS; y++) {
            if (y === x) continue
            const together = naiveTogether(sets, [x], y)
            const expected = naiveSubstitute(sets, lists, categoryOf, x, y, together, ordersX)
            expect(isSubstitute(x, y), `${x} → ${y}`).toBe(expected)
            if (expected) numFound++
          }
        }
      }),
      { numRuns: 60 },
    )
    expect(numFound).toBeGreaterThan(0)
  })

  /** A phone, a red and a blue case of which one is taken, a screen protector, and all else. */
  const [phone, red, blue, glass, other] = [0, 1, 2, 3, 4] as const
  const phones = (n: number) =>
    orders(
      [10 * n, [phone, red]],
      [10 * n, [phone, blue]],
      [5 * n, [phone, red, glass]],
      [5 * n, [phone, blue, glass]],
      [1, [phone, red, blue]],
      [500 * n, [other]],
    )

  it('finds the case that nobody takes beside the other, without a catalogue, and nothing else', () => {
    const isSubstitute = rule(phones(4), unknown)
    expect([isSubstitute(red, blue), isSubstitute(blue, red)]).toEqual([true, true])
    for (const [x, y] of [
      [phone, red],
      [red, phone],
      [phone, glass],
      [glass, phone],
      [glass, red],
      [red, glass],
      [red, other],
    ] as const) {
      expect(isSubstitute(x, y), `${x} → ${y}`).toBe(false)
    }
  })

  it('calls nothing a substitute where less than eight joint orders are foretold', () => {
    const thin = orders([4, [phone, red]], [4, [phone, blue]], [200, [other]])
    expect(rule(thin, unknown)(red, blue)).toBe(false)
    expect(rule(phones(4), unknown)(red, blue)).toBe(true)
  })

  it('keeps teacups in three colours, which are bought together', () => {
    const [pink, green, roses, plate] = [0, 1, 2, 3] as const
    const teacups = orders(
      [30, [pink, green, roses]],
      [20, [pink, green, plate]],
      [20, [green, roses, plate]],
      [20, [pink, roses]],
      [900, [5]],
    )
    for (const categories of [unknown, ['cup', 'cup', 'cup', 'plate', ...unknown.slice(4)]]) {
      const isSubstitute = rule(teacups, categories)
      for (const [x, y] of [
        [pink, green],
        [green, roses],
        [roses, pink],
        [pink, plate],
      ] as const) {
        expect(isSubstitute(x, y), `${x} → ${y}`).toBe(false)
      }
    }
  })

  it('takes the word of the catalogue on thinner evidence, but not where people buy several', () => {
    const [tea, pot, rye, butter] = [0, 1, 2, 3] as const
    const single = orders([30, [tea, pot]], [30, [rye, butter]], [2, [tea, rye]], [300, [6]])
    const foods = ['food', 'pot', 'food', 'butter', ...unknown.slice(4)]
    expect(rule(single, unknown)(tea, rye)).toBe(false)
    expect(rule(single, foods)(tea, rye)).toBe(true)
    const several = orders([30, [tea, pot]], [30, [rye, butter]], [2, [tea, rye]], [300, [6]], [40, [4, 5]])
    expect(
      rule(several, ['food', 'pot', 'food', 'butter', 'food', 'food', ...unknown.slice(6)])(tea, rye),
    ).toBe(false)
  })

  it('stands no items, one item, and all in one category', () => {
    expect(rule(basketsOf([]), [])).toBeInstanceOf(Function)
    expect(rule(basketsOf([[0], [0]]), ['a'])(0, 0)).toBe(false)
    const all = Array.from({ length: NUM_ITEMS }, () => 'all')
    const isSubstitute = rule(orders([20, [0, 1]], [20, [2, 3]], [100, [4]]), all)
    expect([isSubstitute(0, 1), isSubstitute(2, 3)]).toEqual([false, false])
    const never = rule(basketsOf([[0], [1]]), ['a', 'a'])
    expect(never(0, 1)).toBe(false)
  })
})

describe('also-bought of the seeded shop', () => {
  const { items, baskets, relation } = seededShop(3000, 120_000, 5)

  /** How many first tens of the lists hold, by how the two belong together in the generator. */
  function firstTens(groups: ReturnType<typeof groupItems>): Record<Relation, number> {
    const recipe = { ...DEFAULT_RECIPE, typePrior: 0 } // the catalogue's other say
    const { rowStart, neighbour } = alsoBought(baskets, groups, recipe, () => {})
    const counts = { variant: 0, complement: 0, 'same kind': 0, other: 0 }
    for (let x = 0; x < items.length; x++) {
      const end = Math.min(rowStart[x]! + 10, rowStart[x + 1]!)
      for (let k = rowStart[x]!; k < end; k++) counts[relation(x, neighbour[k]!)]++
    }
    return counts
  }

  it('loses no goods that go together, and keeps fewer of a kind when the catalogue tells the kinds', () => {
    const groups = groupItems(items)
    const blind = { ...groups, categories: [], category: new Uint32Array(items.length).fill(NONE) }
    const before = firstTens(blind)
    const after = firstTens(groups)
    expect(after.complement).toBeGreaterThan(0.998 * before.complement)
    expect(after['same kind']).toBeLessThan(0.75 * before['same kind'])
    expect(after.variant).toBe(0)
  })
})

describe.skipIf(isDataMissing())('groceries', () => {
  it('take UHT milk for fresh milk, and keep butter with margarine and one vegetable with another', async () => {
    const { items, baskets } = await realShop('groceries/groceries.csv')
    const number = (id: string) => items.findIndex(item => item.id === id)
    const isSubstitute = rule(
      baskets,
      items.map(() => undefined),
    )
    const pair = (a: string, b: string) => isSubstitute(number(a), number(b))
    expect(pair('whole milk', 'UHT-milk')).toBe(true)
    for (const [a, b] of [
      ['butter', 'margarine'],
      ['root vegetables', 'other vegetables'],
      ['frankfurter', 'sausage'],
      ['white bread', 'brown bread'],
      ['liquor', 'bottled beer'],
      ['whole milk', 'yogurt'],
    ] as const) {
      expect(pair(a, b), `${a}, ${b}`).toBe(false)
    }
  })
})

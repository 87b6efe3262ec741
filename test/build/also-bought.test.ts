import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alsoBought } from '../../src/build/also-bought.ts'
import { createUnion, invert, withoutMonsters } from '../../src/build/baskets.ts'
import { createCounter } from '../../src/build/count.ts'
import { groupItems } from '../../src/build/groups.ts'
import { DEFAULT_RECIPE, type Recipe } from '../../src/build/score.ts'
import type { Item } from '../../src/build/shop.ts'
import { NONE } from '../../src/format/layout.ts'
import { basketsOf, naiveRows, naiveTogether, setsOf } from '../naive.ts'

const NUM_ITEMS = 12
const randomBaskets = fc
  .array(fc.array(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 8 }), { maxLength: 60 })
  .map(basketsOf)
const randomItems = fc
  .array(
    fc.record({
      group: fc.option(fc.constantFrom('a', 'b')),
      category: fc.option(fc.constantFrom('p', 'p > s', 'q > r', 'q > t > u')),
      available: fc.boolean(),
    }),
    {
      minLength: NUM_ITEMS,
      maxLength: NUM_ITEMS,
    },
  )
  .map(rows =>
    rows.map(({ group, category, available }, i) => ({ ...item(`i${i}`, group, category), available })),
  )
const randomRecipe: fc.Arbitrary<Recipe> = fc.record({
  sizeExponent: fc.constantFrom(0, 0.5, 1),
  halfLifeDays: fc.constantFrom(0, 30),
  prior: fc.constantFrom(0, 3, 30),
  typePrior: fc.constantFrom(0, 5, 50),
  minLift: fc.constantFrom(0, 1, 1.5),
  z: fc.constantFrom(0.5, 1, 1.96),
  beta: fc.constantFrom(0, 0.2, 0.5),
  minTogether: fc.integer({ min: 1, max: 4 }),
  minLogLikelihoodRatio: fc.constantFrom(0, 0.5, 3.84),
  maxNeighbours: fc.integer({ min: 1, max: 8 }),
  maxPerCategory: fc.integer({ min: 1, max: 3 }),
})

function item(id: string, group?: string | null, category?: string | null): Item {
  return { id, available: true, ...(group != null && { group }), ...(category != null && { category }) }
}

describe('createCounter', () => {
  it('agrees with looking into every basket, on random baskets', () => {
    fc.assert(
      fc.property(randomBaskets, fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1 }), (baskets, xs) => {
        const sets = setsOf(baskets)
        const counted = new Map<number, number>()
        const count = createCounter(baskets, NUM_ITEMS)
        const basketsOfAny = createUnion(invert(baskets, NUM_ITEMS), sets.length)
        for (let twice = 0; twice < 2; twice++) {
          counted.clear()
          count(basketsOfAny(xs), (y, n) => {
            expect(counted.has(y)).toBe(false)
            counted.set(y, n)
          })
        }
        for (let y = 0; y < NUM_ITEMS; y++) expect(counted.get(y) ?? 0).toBe(naiveTogether(sets, xs, y))
      }),
    )
  })
})

describe('alsoBought', () => {
  it('agrees with the stupid twin in every row, on random shops and recipes', () => {
    fc.assert(
      fc.property(randomBaskets, randomItems, randomRecipe, (baskets, items, recipe) => {
        const sets = setsOf(baskets)
        const groups = groupItems(items)
        const dated = { ...baskets, orderedAt: Float64Array.from(sets, (_, b) => 1e9 + 86_400 * 9 * b) }
        const { rowStart, neighbour, together, score, orders } = alsoBought(dated, groups, recipe, () => {})
        const categoryOf = (y: number) => items[y]!.category as unknown as number | undefined
        const groupOf = (y: number) => items[y]!.group
        const rows = [
          ...items.map((_, x) => ({
            members: [x],
            isOwn: (y: number) => y === x || (groupOf(x) !== undefined && groupOf(y) === groupOf(x)),
            face: x,
            typeRow:
              groups.category[x] === NONE
                ? undefined
                : NUM_ITEMS + groups.families.length + groups.category[x]!,
          })),
          ...groups.families.map(({ name, members }) => ({
            members,
            isOwn: (y: number) => groupOf(y) === name,
            face: members[0],
          })),
          ...groups.categories.map(({ members }) => ({
            members,
            isOwn: (y: number) => members.includes(y),
          })),
        ]
        expect(rowStart.length).toBe(rows.length + 1)
        const asked = rows.map(row => ({
          ...row,
          isOwn: (y: number) => row.isOwn(y) || !items[y]!.available,
        }))
        const expected = naiveRows(sets, [...dated.orderedAt], NUM_ITEMS, asked, categoryOf, recipe)
        rows.forEach(({ members }, row) => {
          const range = [rowStart[row]!, rowStart[row + 1]!] as const
          expect([...together.subarray(...range)].length).toBe(expected[row]!.length)
          const scores = [...score.subarray(...range)]
          scores.forEach((found, k) => {
            expect(found).toBeCloseTo(expected[row]![k]!.score, 6)
            expect(found).toBeGreaterThan(0)
            expect(found).toBeLessThanOrEqual(k > 0 ? scores[k - 1]! : 1)
            expect(together[range[0] + k]).toBe(naiveTogether(sets, members, neighbour[range[0] + k]!))
          })
          // what ranks alike to the last digit may stand either way round
          const clear = expected[row]!.every((c, k, list) => k === 0 || list[k - 1]!.score - c.score > 1e-6)
          if (clear) expect([...neighbour.subarray(...range)]).toEqual(expected[row]!.map(e => e.item))
          expect(orders[row]).toBe(sets.filter(set => members.some(x => set.has(x))).length)
        })
      }),
    )
  })

  it('leaves the case that is taken instead out of the rows of a case and of its family, and keeps the phone', () => {
    const [phone, red, redLarge, blue] = [0, 1, 2, 3] as const
    const times = (n: number, ...order: number[]) => Array.from({ length: n }, () => order)
    const baskets = basketsOf([
      ...times(40, phone, red),
      ...times(30, phone, redLarge),
      ...times(70, phone, blue),
      ...times(2, phone, red, blue),
      ...times(2, phone, redLarge, blue),
      ...times(4000, 4),
    ])
    const groups = groupItems([item('p'), item('r', 'reds'), item('l', 'reds'), item('b'), item('x')])
    const { rowStart, neighbour } = alsoBought(baskets, groups, DEFAULT_RECIPE, () => {})
    const row = (r: number) => [...neighbour.subarray(rowStart[r], rowStart[r + 1])]
    const family = 5
    expect([row(red), row(redLarge), row(blue), row(family)]).toEqual([[phone], [phone], [phone], [phone]])
    expect(row(phone).sort()).toEqual([red, redLarge, blue])
  })

  it('gives empty rows for no baskets and for baskets of one item', () => {
    for (const lists of [[], [[0], [0], [0]]]) {
      const groups = groupItems([item('a'), item('b')])
      const { neighbour, rowStart } = alsoBought(basketsOf(lists), groups, DEFAULT_RECIPE, () => {})
      expect(neighbour.length).toBe(0)
      expect([...rowStart]).toEqual([0, 0, 0])
    }
  })
})

describe('withoutMonsters', () => {
  it('leaves out baskets of more items than allowed and keeps the rest as they are', () => {
    const lists = [[0, 1], [0, 1, 2, 3], [2], [1, 2, 3]]
    expect(withoutMonsters(basketsOf(lists), 3)).toEqual(basketsOf(lists.filter(l => l.length <= 3)))
    expect(withoutMonsters(basketsOf([]), 3)).toEqual(basketsOf([]))
  })

  it('keeps customers, times, audiences and the order of the cart with their baskets', () => {
    const baskets = basketsOf([[1], [1, 2, 3, 4], [0, 2]])
    const known = {
      cartOrder: Uint32Array.of(1, 4, 3, 2, 1, 2, 0),
      customer: Uint32Array.of(7, 8, 9),
      orderedAt: Float64Array.of(10, 20, 30),
      audience: Uint32Array.of(0, 1, 1),
      audiences: ['a', 'b'],
    }
    expect(withoutMonsters({ ...baskets, ...known }, 3)).toEqual({
      ...basketsOf([[1], [0, 2]]),
      cartOrder: Uint32Array.of(1, 2, 0),
      customer: Uint32Array.of(7, 9),
      orderedAt: Float64Array.of(10, 30),
      audience: Uint32Array.of(0, 1),
      audiences: known.audiences,
    })
  })
})

describe('groupItems', () => {
  it('numbers families of two or more and all categories by name', () => {
    const groups = groupItems([item('a', 'g2', 'z'), item('b', 'g1', 'y'), item('c', 'g2'), item('d')])
    expect(groups.families).toEqual([{ name: 'g2', members: [0, 2] }])
    expect(groups.categories.map(c => c.name)).toEqual(['y', 'z'])
    expect([...groups.family]).toEqual([0, NONE, 0, NONE])
    expect([...groups.category]).toEqual([1, 0, NONE, NONE])
  })

  it('has every level of a path, the deepest first, and a path with levels below twice', () => {
    const groups = groupItems([
      item('phone', null, 'Phones'),
      item('case', null, 'Phones > Cases'),
      item('cable', null, 'Phones > Cables'),
      item('cup', null, 'Home > Tea > Cups'), // the only thing in Home: its levels above add nothing
    ])
    expect(groups.categories).toEqual([
      { name: 'Home > Tea > Cups', members: [3] },
      { name: 'Phones > Cables', members: [2] },
      { name: 'Phones > Cases', members: [1] },
      { name: 'Phones', members: [0] },
      { name: 'Phones', members: [0, 1, 2] },
    ])
    expect([...groups.category]).toEqual([3, 2, 1, 0])
    expect([...groups.parent]).toEqual([NONE, 4, 4, 4, NONE])
  })
})

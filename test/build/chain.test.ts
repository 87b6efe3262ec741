import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alsoBought } from '../../src/build/also-bought.ts'
import { chain } from '../../src/build/chain.ts'
import { type Groups, groupItems } from '../../src/build/groups.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import type { Item } from '../../src/build/shop.ts'
import { NONE } from '../../src/format/layout.ts'
import { basketsOf, naiveGroupsAbove, naiveGroupsOf, type PlainGroup, setsOf } from '../naive.ts'

const NUM_ITEMS = 40
const EASY = { ...DEFAULT_RECIPE, minTogether: 1, minTogetherThin: 1, minLogLikelihoodRatio: 0 }

const randomItems: fc.Arbitrary<Item[]> = fc.array(
  fc.record(
    {
      id: fc.constant('x'),
      available: fc.boolean(),
      category: fc.constantFrom('A', 'A', 'A > B', 'A > B > C', 'D > E'),
      group: fc.constantFrom('f', 'g', 'h', 'i'),
      price: fc.record({ amount: fc.integer({ min: 1, max: 9 }), currency: fc.constantFrom('GBP') }),
    },
    { requiredKeys: ['id', 'available'] },
  ),
  { minLength: NUM_ITEMS, maxLength: NUM_ITEMS },
)
const randomBaskets = fc
  .array(fc.array(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 6 }), { minLength: 100, maxLength: 150 })
  .map(basketsOf)

/** The row that stands for a group of these items. */
function rowOf(groups: Groups, numItems: number, { kind, members }: PlainGroup): number {
  const find = (list: readonly { members: readonly number[] }[]) =>
    list.findIndex(g => g.members.join() === members.join())
  const firstBand = numItems + groups.families.length
  if (kind === 'family') return numItems + find(groups.families)
  return kind === 'band'
    ? firstBand + find(groups.bands)
    : firstBand + groups.bands.length + find(groups.categories)
}

describe('groups', () => {
  it('are what the stupid twin finds for each item', () => {
    fc.assert(
      fc.property(randomItems, items => {
        const groups = groupItems(items)
        const rowsFound = items.map((_, x) => {
          const rows = [groups.families[groups.family[x]!], groups.bands[groups.band[x]!]]
          for (let c = groups.category[x]!; c !== NONE; c = groups.parent[c]!) rows.push(groups.categories[c])
          return rows.flatMap(group => (group ? [group.members] : []))
        })
        expect(rowsFound).toEqual(items.map((_, x) => naiveGroupsOf(items, x).map(g => g.members)))
      }),
    )
  })

  it('have bands only where enough items have a price, in one currency', () => {
    const priced = (amounts: readonly number[], currency = 'GBP') =>
      amounts.map(
        (amount, i): Item => ({ id: `${i}`, category: 'A', available: true, price: { amount, currency } }),
      )
    const twelve = Array.from({ length: 12 }, (_, i) => i)
    expect(groupItems(priced(twelve)).bands.map(b => [b.name, b.members])).toEqual([
      ['A, low', [0, 1, 2, 3]],
      ['A, middle', [4, 5, 6, 7]],
      ['A, high', [8, 9, 10, 11]],
    ])
    expect(groupItems(priced(twelve.slice(1))).bands).toEqual([])
    expect(groupItems(priced(twelve.map(() => 5))).bands).toEqual([])
    expect(groupItems([...priced(twelve), ...priced([3], 'EUR')]).bands).toEqual([])
    expect(groupItems(twelve.map(i => ({ id: `${i}`, category: 'A', available: true }))).bands).toEqual([])
  })
})

describe('chain', () => {
  it('goes on with the finest group that adds a neighbour, on random shops', () => {
    fc.assert(
      fc.property(randomItems, randomBaskets, (items, baskets) => {
        const groups = groupItems(items)
        const lists = alsoBought(baskets, groups, EASY, () => {})
        const next = chain(groups, lists)
        const neighboursOf = (row: number) => [
          ...lists.neighbour.subarray(lists.rowStart[row]!, lists.rowStart[row + 1]!),
        ]
        items.forEach((_, x) => {
          const [finest, ...others] = naiveGroupsOf(items, x)
          const addsTo = (row: number, other: number) =>
            neighboursOf(other).some(y => !neighboursOf(row).includes(y))
          const isByFamily = finest?.kind === 'family' && addsTo(x, rowOf(groups, NUM_ITEMS, finest))
          const candidates = isByFamily
            ? [finest, ...naiveGroupsAbove(items, finest.members)]
            : finest?.kind === 'family'
              ? others
              : naiveGroupsOf(items, x)
          const rows = candidates.map(g => rowOf(groups, NUM_ITEMS, g))
          let row = x
          for (const other of rows) {
            if (!addsTo(row, other)) continue
            expect(next[row]).toBe(other)
            row = other
          }
          expect(next[row]).toBe(NONE)
        })
      }),
    )
  })

  it('always leads to a later row, whose counts are real orders', () => {
    fc.assert(
      fc.property(randomItems, randomBaskets, (items, baskets) => {
        const groups = groupItems(items)
        const lists = alsoBought(baskets, groups, EASY, () => {})
        chain(groups, lists).forEach((next, row) => {
          expect(next).toBeGreaterThan(row)
        })
        const sets = setsOf(baskets)
        groups.bands.forEach(({ members }, b) => {
          const row = NUM_ITEMS + groups.families.length + b
          const withAny = sets.filter(set => members.some(x => set.has(x)))
          expect(lists.orders[row]).toBe(withAny.length)
          const range = [lists.rowStart[row]!, lists.rowStart[row + 1]!] as const
          if (withAny.length < 50) expect(range[0]).toBe(range[1])
          lists.neighbour.subarray(...range).forEach((y, k) => {
            expect(items[y]!.category).not.toBe(items[members[0]!]!.category)
            expect(lists.together[range[0] + k]).toBe(withAny.filter(set => set.has(y)).length)
          })
        })
      }),
    )
  })
})

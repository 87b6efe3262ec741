import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Grid, searchAll, searchOptions } from '../../src/tune/search.ts'

type Options = { readonly a: number; readonly b: number; readonly c: number }
const START: Options = { a: 0, b: 0, c: 0 }

const values = fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { maxLength: 5 })
const grids: fc.Arbitrary<Grid<Options>> = fc.record({ a: values, b: values, c: values })

/** All combinations, the last option changing first. */
function allOf({ a = [], b = [], c = [] }: Grid<Options>): Options[] {
  return a.flatMap(x => b.flatMap(y => c.map(z => ({ a: x, b: y, c: z }))))
}

/** Any worth of a combination, with ties, and whom it was asked about. */
function randomWorth(seed: number) {
  const asked: string[] = []
  const worthOf = ({ a, b, c }: Options) => Math.abs(seed * (7 * a + 11 * b + 13 * c + a * b)) % 5
  const worth = (options: Options) => {
    asked.push(Object.values(options).join())
    return worthOf(options)
  }
  return { asked, worth, worthOf }
}

describe('searchAll', () => {
  it('finds the best of all combinations, of equal ones the first, and asks about each once', () => {
    fc.assert(
      fc.property(grids, fc.nat(100), (grid, seed) => {
        const { asked, worth, worthOf } = randomWorth(seed)
        const all = allOf(grid)
        const found = searchAll(START, grid, worth)
        const most = Math.max(...all.map(worthOf))
        expect(found).toEqual(all.find(options => worthOf(options) === most) ?? START)
        expect(asked).toEqual(all.map(options => Object.values(options).join()))
      }),
    )
  })

  it('keeps what it started with where there is nothing to try', () => {
    expect(searchAll(START, {}, () => 1)).toEqual(START)
    expect(searchAll(START, { a: [], b: [1, 2] }, () => 1)).toEqual(START)
  })

  it('finds what changing one option after the other cannot', () => {
    const grid = { a: [0, 1], b: [0, 1] }
    const onlyTogether = ({ a, b }: Options) => (a + b === 2 ? 2 : a + b === 1 ? 0 : 1)
    expect(searchAll(START, grid, onlyTogether)).toEqual({ a: 1, b: 1, c: 0 })
    expect(searchOptions(START, grid, 9, onlyTogether)).toEqual(START)
  })
})

describe('searchOptions', () => {
  it('finds the best of a grid whose options do not depend on each other, in one round', () => {
    const middle = fc.constantFrom(-2, -1, 0, 1, 2)
    fc.assert(
      fc.property(middle, middle, middle, (a, b, c) => {
        const tried = [-2, -1, 0, 1, 2]
        const worth = (o: Options) => -((o.a - a) ** 2) - (o.b - b) ** 2 - (o.c - c) ** 2
        expect(searchOptions(START, { a: tried, b: tried, c: tried }, 1, worth)).toEqual({ a, b, c })
      }),
    )
  })

  it('stops where no change of one option is better, and asks about no combination twice', () => {
    fc.assert(
      fc.property(grids, fc.nat(100), (grid, seed) => {
        const { asked, worth, worthOf } = randomWorth(seed)
        const found = searchOptions(START, grid, Number.POSITIVE_INFINITY, worth)
        expect(worthOf(found)).toBeGreaterThanOrEqual(worthOf(START))
        for (const option of ['a', 'b', 'c'] as const) {
          for (const value of grid[option]!) {
            expect(worthOf({ ...found, [option]: value })).toBeLessThanOrEqual(worthOf(found))
          }
        }
        expect(new Set(asked).size).toBe(asked.length)
      }),
    )
  })

  it('keeps what was there before where another is as good', () => {
    expect(searchOptions({ ...START, b: 5 }, { a: [1, 2], b: [0, 1] }, 3, () => 1)).toEqual({
      ...START,
      b: 5,
    })
  })

  it('goes no more rounds than it is told, and none without a grid', () => {
    // b is worth something only once a is there
    const worth = ({ a, b }: Options) => a + a * b
    const grid = { b: [0, 1], a: [0, 1] }
    expect(searchOptions(START, grid, 1, worth)).toEqual({ a: 1, b: 0, c: 0 })
    expect(searchOptions(START, grid, 2, worth)).toEqual({ a: 1, b: 1, c: 0 })
    expect(searchOptions(START, grid, 0, worth)).toEqual(START)
    expect(searchOptions(START, {}, 2, worth)).toEqual(START)
  })
})

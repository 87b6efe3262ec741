import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestWithin } from '../../src/tune/sample.ts'
import { basketsOf, setsOf } from '../naive.ts'

const NUM_ITEMS = 30
const carts = fc.array(fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 20 }), {
  maxLength: 30,
})

/** What a choice of some of these costs by the words of the source: eleven passes over lines and pairs. */
function secondsOf(sets: readonly Set<number>[], all: readonly Set<number>[]): number {
  const lines = sets.reduce((sum, { size }) => sum + size, 0)
  const pairs = sets.reduce((sum, { size }) => sum + size * size, 0)
  const distinct = new Set(all.flatMap(set => [...set].flatMap(x => [...set].map(y => `${x} ${y}`)))).size
  return 11 * (lines / 2.8e6 + pairs / 250e6 + Math.min(pairs, distinct) / 14e6)
}

describe('newestWithin', () => {
  it('keeps as many of the newest baskets as the budget pays, all whole, and says whether some are missing', () => {
    fc.assert(
      fc.property(carts, fc.double({ min: 1e-8, max: 1.5e-3, noNaN: true }), (lists, budget) => {
        const all = setsOf(basketsOf(lists))
        const { baskets, isSampled } = newestWithin(basketsOf(lists), NUM_ITEMS, budget)
        const kept = setsOf(baskets)
        expect(kept).toEqual(all.slice(all.length - kept.length))
        expect(isSampled).toBe(kept.length < all.length)
        expect(secondsOf(kept, all)).toBeLessThanOrEqual(budget * (1 + 1e-9))
        if (isSampled)
          expect(secondsOf(all.slice(-kept.length - 1), all)).toBeGreaterThan(budget * (1 - 1e-9))
      }),
    )
  })

  it('keeps what is known of each basket', () => {
    const told = {
      ...basketsOf([[0, 1], [2, 3], [4]]),
      customer: Uint32Array.of(7, 8, 9),
      orderedAt: Float64Array.of(1, 2, 3),
    }
    // the last two cost 3 lines and 5 pairs: 11 · (3 / 2.8e6 + 5 / 250e6 + 5 / 14e6) = 1.59e-5 seconds
    const { baskets } = newestWithin(told, NUM_ITEMS, 1.6e-5)
    expect(setsOf(baskets)).toEqual([new Set([2, 3]), new Set([4])])
    expect(baskets).toMatchObject({ customer: Uint32Array.of(8, 9), orderedAt: Float64Array.of(2, 3) })
  })

  it('gives the very same baskets where they fit, and none where not even the newest does', () => {
    const baskets = basketsOf([
      [0, 1],
      [0, 1, 2],
    ])
    expect(newestWithin(baskets, NUM_ITEMS, 1)).toEqual({ baskets, isSampled: false })
    expect(newestWithin(baskets, NUM_ITEMS, 1).baskets).toBe(baskets)
    const none = newestWithin(baskets, NUM_ITEMS, 1e-12)
    expect(none.isSampled).toBe(true)
    expect(none.baskets.start).toEqual(Uint32Array.of(0))
  })

  it('stands no baskets at all', () => {
    const { baskets, isSampled } = newestWithin(basketsOf([]), 0, 30)
    expect([baskets.start.length, isSampled]).toEqual([1, false])
  })
})

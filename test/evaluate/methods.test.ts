import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amazonZ } from '../../src/evaluate/baselines/amazon-z.ts'
import { confidence } from '../../src/evaluate/baselines/confidence.ts'
import { cosine } from '../../src/evaluate/baselines/cosine.ts'
import { itemKnn } from '../../src/evaluate/baselines/item-knn.ts'
import { jaccard } from '../../src/evaluate/baselines/jaccard.ts'
import { logLikelihood } from '../../src/evaluate/baselines/log-likelihood.ts'
import { orderKnn } from '../../src/evaluate/baselines/order-knn.ts'
import { popularity } from '../../src/evaluate/baselines/popularity.ts'
import { rp3beta } from '../../src/evaluate/baselines/rp3beta.ts'
import { BASELINES } from '../../src/evaluate/baselines.ts'
import type { Method } from '../../src/evaluate/method.ts'
import { split, type Training } from '../../src/evaluate/training.ts'
import { logLikelihoodRatio } from '../../src/measures.ts'
import { basketsOf, setsOf } from '../naive.ts'

const NUM_ITEMS = 10
const orders = fc.array(fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 6 }), {
  minLength: 5,
  maxLength: 40,
})

/** All orders to learn from, none held out. */
function trainingOf(lists: readonly (readonly number[])[]): Training {
  return split(basketsOf(lists), NUM_ITEMS, lists.length, lists.length).training
}

/** How each score is defined, for one given item x and another y, over the orders as sets. */
const DEFINITIONS: readonly [Method, (x: number, y: number, sets: readonly Set<number>[]) => number][] = [
  [confidence, (x, y, sets) => both(x, y, sets) / n(x, sets)],
  [cosine, (x, y, sets) => both(x, y, sets) / Math.sqrt(n(x, sets) * n(y, sets))],
  [jaccard, (x, y, sets) => both(x, y, sets) / (n(x, sets) + n(y, sets) - both(x, y, sets))],
  [itemKnn, (x, y, sets) => both(x, y, sets) / Math.sqrt((n(x, sets) + 20) * (n(y, sets) + 20))],
  [
    logLikelihood,
    (x, y, sets) =>
      both(x, y, sets) * sets.length > n(x, sets) * n(y, sets)
        ? logLikelihoodRatio(both(x, y, sets), n(x, sets), n(y, sets), sets.length)
        : 0,
  ],
  [
    amazonZ,
    (x, y, sets) => {
      if (both(x, y, sets) < 3) return 0
      const p = n(y, sets) / sets.reduce((sum, set) => sum + set.size, 0)
      const terms = (c: number) => p * c - (p * p * c * (c - 1)) / 2 + (p ** 3 * c * (c - 1) * (c - 2)) / 6
      const expected = sets.filter(set => set.has(x)).reduce((sum, set) => sum + terms(set.size - 1), 0)
      return (both(x, y, sets) - expected) / Math.sqrt(expected)
    },
  ],
  [
    rp3beta(0.1),
    (x, y, sets) => {
      const walks = sets.filter(set => set.has(x) && set.has(y)).reduce((sum, set) => sum + 1 / set.size, 0)
      return (walks / n(x, sets)) * n(y, sets) ** -0.1
    },
  ],
  [popularity, () => 0],
  [
    orderKnn,
    (x, y, sets) =>
      Math.log(sets.length / n(x, sets)) *
      sets.filter(set => set.has(x) && set.has(y)).reduce((sum, set) => sum + 1 / Math.sqrt(set.size), 0),
  ],
]

function n(x: number, sets: readonly Set<number>[]): number {
  return sets.filter(set => set.has(x)).length
}

function both(x: number, y: number, sets: readonly Set<number>[]): number {
  return sets.filter(set => set.has(x) && set.has(y)).length
}

describe('a baseline', () => {
  it.each(DEFINITIONS.map(([method, score]) => [method.name, method, score] as const))(
    'ranks by its definition, what has no score by popularity: %s',
    (_, method, score) => {
      fc.assert(
        fc.property(orders, lists => {
          const training = trainingOf(lists)
          const sets = setsOf(training.baskets)
          const rank = method.learn(training)
          for (let x = 0; x < training.numItems; x++) {
            const others = [...Array(training.numItems).keys()].filter(y => y !== x)
            const value = (y: number) => Math.max(0, score(x, y, sets))
            const out = new Uint32Array(others.length)
            rank([x], out)
            expect([...out].sort((a, b) => a - b)).toEqual(others)
            // near-equal scores may stand either way round: the order of summing differs
            out.forEach((y, k) => {
              if (k > 0) expect(value(out[k - 1]!)).toBeGreaterThanOrEqual(value(y) - 1e-9)
            })
          }
        }),
        { numRuns: 40 },
      )
    },
  )
})

describe('every method', () => {
  it('fills every place with another item, never a given one', () => {
    fc.assert(
      fc.property(
        orders,
        fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 3 }),
        (lists, wanted) => {
          const training = trainingOf(lists)
          const given = wanted.filter(x => x < training.numItems)
          const out = new Uint32Array(Math.max(0, training.numItems - given.length))
          for (const method of BASELINES) {
            const rank = method.learn(training)
            for (let twice = 0; twice < 2; twice++) {
              rank(given, out)
              expect(new Set([...out, ...given]).size, method.name).toBe(training.numItems)
            }
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('split', () => {
  it('learns from what came before, numbers items by it alone, and tells what nobody could know', () => {
    // item 2 sells most in all, but not before the test begins
    const baskets = basketsOf([[0, 1], [1], [1, 2], [2, 3], [2], [2, 0]])
    const { training, heldOut } = split(baskets, 4, 3, 6)
    expect(training).toMatchObject({ numItems: 3, numOrders: 3 })
    expect([...training.orders]).toEqual([3, 1, 1]) // old items 1, 0 and 2
    expect(setsOf(training.baskets)).toEqual([new Set([0, 1]), new Set([0]), new Set([0, 2])])
    expect(setsOf(heldOut.baskets)).toEqual([new Set([2]), new Set([2]), new Set([1, 2])])
    expect(heldOut).toMatchObject({ lines: 5, coldLines: 1 })
  })
})

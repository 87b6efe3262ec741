import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import { calibration } from '../../src/evaluate/metrics/calibration.ts'
import { createShare } from '../../src/evaluate/metrics/clustered-share.ts'
import { listsOf } from '../../src/evaluate/ours/issho.ts'
import { shownLists } from '../../src/evaluate/shown-lists.ts'
import { split } from '../../src/evaluate/training.ts'
import { seeded } from '../../src/random.ts'
import { basketsOf, setsOf } from '../naive.ts'

const everyOther = (numItems: number) => (x: number) =>
  Array.from({ length: numItems }, (_, y) => y).filter(y => y !== x)

/** Pair by pair, looking into every order. */
function naiveCalibration(train: Set<number>[], test: Set<number>[], shown: (x: number) => number[]) {
  const pairs = [...new Set(train.flatMap(set => [...set]))].flatMap(x => shown(x).map(y => ({ x, y })))
  const told = pairs
    .map(({ x, y }) => {
      const withX = test.filter(set => set.has(x))
      return {
        n: train.filter(set => set.has(x) && set.has(y)).length,
        nx: train.filter(set => set.has(x)).length,
        orders: withX.length,
        together: withX.filter(set => set.has(y)).length,
      }
    })
    .filter(({ n, orders }) => n >= 5 && orders > 0)
  return Array.from({ length: 10 }, (_, k) => {
    const inBucket = told.filter(
      ({ n, nx }) => 10 * n >= k * nx && (10 * n < (k + 1) * nx || (k === 9 && n === nx)),
    )
    const sum = (of: (pair: (typeof told)[number]) => number) => inBucket.reduce((s, pair) => s + of(pair), 0)
    const orders = sum(pair => pair.orders)
    const together = sum(pair => pair.together)
    const shown = sum(({ n, nx, orders }) => (n / nx) * orders) / orders
    return { from: k / 10, pairs: inBucket.length, orders, together, shown, held: together / orders }
  }).filter(({ pairs }) => pairs > 0)
}

describe('calibration', () => {
  it('is what looking into every order for every pair gives', () => {
    const orders = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 5 }), {
      minLength: 30,
      maxLength: 80,
    })
    fc.assert(
      fc.property(orders, lists => {
        const baskets = basketsOf(lists)
        const testStart = Math.floor(0.7 * lists.length)
        const parts = split(baskets, 6, testStart, lists.length)
        const shown = everyOther(parts.training.numItems)
        const found = calibration([{ ...parts, shown }])
        const expected = naiveCalibration(
          setsOf(parts.training.baskets),
          setsOf(parts.heldOut.baskets),
          shown,
        )
        expect(found.map(({ low, high, to, shown, ...rest }) => rest)).toEqual(
          expected.map(({ shown, ...rest }) => rest),
        )
        for (const [k, { shown, held, low, high, from, to }] of found.entries()) {
          expect(shown).toBeCloseTo(expected[k]!.shown, 12)
          expect(shown).toBeGreaterThanOrEqual(from - 1e-12)
          expect(shown).toBeLessThanOrEqual(to + 1e-12)
          expect(low).toBeLessThanOrEqual(held + 1e-12)
          expect(high).toBeGreaterThanOrEqual(held - 1e-12)
        }
      }),
    )
  })

  it('puts exactly 30 % into the bucket that starts there, and 100 % into the last', () => {
    const train = [...Array(6).fill([0, 1]), ...Array(14).fill([0])]
    const parts = split(basketsOf([...train, [0, 1], [0]]), 2, 20, 22)
    const found = calibration([{ ...parts, shown: everyOther(2) }])
    expect(found.map(({ from, pairs, shown, held }) => [from, pairs, shown, held])).toEqual([
      [0.3, 1, 0.3, 0.5],
      [0.9, 1, 1, 1],
    ])
  })

  it('adds up the windows and says nothing of pairs below five joint orders', () => {
    const parts = split(
      basketsOf([...Array(5).fill([0, 1]), ...Array(4).fill([2, 3]), [0, 1], [2, 3]]),
      4,
      9,
      11,
    )
    const window = { ...parts, shown: everyOther(4) }
    expect(calibration([window])).toMatchObject([{ pairs: 2, orders: 2, together: 2 }])
    expect(calibration([window, window])).toMatchObject([{ pairs: 4, orders: 4, together: 4 }])
    expect(calibration([])).toEqual([])
  })
})

describe('shownLists', () => {
  it('hold what a build would store, at most ten an item, and nothing to fill them up', () => {
    const alone = Array.from({ length: 12 }, (_, b) => [15 + b])
    const together = Array.from({ length: 20 }, () => Array.from({ length: 15 }, (_, i) => i))
    const baskets = basketsOf([...together, ...alone])
    const { training } = split(baskets, 27, 32, 32)
    const shown = shownLists(listsOf(training, DEFAULT_RECIPE))
    expect([...shown(0)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect([...shown(20)]).toEqual([])
  })
})

describe('a share of clustered trials', () => {
  it('has about the interval of Wilson where every cluster is one trial', () => {
    const share = createShare()
    for (let k = 0; k < 400; k++) {
      share.add(k % 4 === 0)
      share.endCluster()
    }
    const { low, high, ...rest } = share.result()
    expect(rest).toEqual({ hits: 100, trials: 400, share: 0.25 })
    expect(low).toBeCloseTo(0.2101, 3)
    expect(high).toBeCloseTo(0.2947, 3)
  })

  it('does not believe one order ten times', () => {
    const [single, tenfold] = [createShare(), createShare()]
    for (let k = 0; k < 400; k++) {
      single.add(k % 4 === 0)
      single.endCluster()
      for (let copy = 0; copy < 10; copy++) tenfold.add(k % 4 === 0)
      tenfold.endCluster()
    }
    expect(tenfold.result().low).toBeCloseTo(single.result().low, 10)
    expect(tenfold.result().high).toBeCloseTo(single.result().high, 10)
  })

  it('holds the truth about 95 times in 100, with orders that are alike in themselves', () => {
    const random = seeded(7, 'clustered share')
    let caught = 0
    for (let draw = 0; draw < 1000; draw++) {
      const share = createShare()
      for (let order = 0; order < 200; order++) {
        const chance = random() < 0.5 ? 0.1 : 0.5 // mean 0.3
        const trials = 1 + Math.floor(random() * 5)
        for (let t = 0; t < trials; t++) share.add(random() < chance)
        share.endCluster()
      }
      const { low, high } = share.result()
      if (low <= 0.3 && 0.3 <= high) caught++
    }
    expect(caught).toBeGreaterThan(930)
    expect(caught).toBeLessThan(970)
  })

  it('is 0, and nothing is known, of no trials; it has a width where all agree', () => {
    expect(createShare().result()).toEqual({ hits: 0, trials: 0, share: 0, low: 0, high: 1 })
    const all = createShare()
    for (let k = 0; k < 10; k++) {
      all.add(true)
      all.endCluster()
    }
    expect(all.result()).toMatchObject({ share: 1, high: 1 })
    expect(all.result().low).toBeCloseTo(0.7225, 3)
  })
})

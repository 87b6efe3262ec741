import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquareTail,
  confidence,
  lift,
  logLikelihoodRatio,
  support,
  wilsonLowerBound,
} from '../src/measures.ts'
import { naiveChiSquareTail, naiveLogLikelihoodRatio, naiveWilsonLowerBound } from './naive.ts'

/** together ≤ ordersX, ordersY and everything ≤ numOrders. */
const table = fc
  .tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(500))
  .filter(([k, x, y]) => k + x > 0 && k + y > 0)
  .map(([k, x, y, rest]) => ({ k, nx: k + x, ny: k + y, n: k + x + y + rest }))

describe('measures', () => {
  it('gives the published values of confidence, support and lift', () => {
    expect(confidence(736, 2513)).toBeCloseTo(0.29288, 5)
    expect(support(736, 9835)).toBeCloseTo(0.07483, 5)
    expect(lift(736, 2513, 1903, 9835)).toBeCloseTo(1.5136, 4)
  })

  it('gives the known values of the log-likelihood ratio', () => {
    expect(logLikelihoodRatio(1, 1, 1, 2)).toBeCloseTo(2.7726, 4)
    expect(logLikelihoodRatio(10, 10, 10, 100_010)).toBeCloseTo(204.2, 0)
    expect(logLikelihoodRatio(5, 50, 10, 100)).toBeCloseTo(0, 9) // exactly by chance
  })

  it('gives the tail of χ² as tables and the area under the curve have it', () => {
    for (const [x, tail] of [
      [0, 1],
      [3.841459, 0.05],
      [6.634897, 0.01],
      [10.827566, 0.001],
    ] as const) {
      expect(chiSquareTail(x)).toBeCloseTo(tail, 6)
    }
    for (const x of [0.1, 1, 5, 20, 60]) {
      expect(chiSquareTail(x) / naiveChiSquareTail(x)).toBeCloseTo(1, 5)
    }
  })

  it('gives the known values of the Wilson lower bound', () => {
    expect(wilsonLowerBound(0, 0, 1.96)).toBe(0)
    expect(wilsonLowerBound(0, 10, 1.96)).toBe(0)
    expect(wilsonLowerBound(10, 10, 1.96)).toBeCloseTo(0.7225, 4)
    expect(wilsonLowerBound(5, 10, 1.96)).toBeCloseTo(0.2366, 4)
  })

  it('agrees with the definition of the log-likelihood ratio on random tables', () => {
    fc.assert(
      fc.property(table, ({ k, nx, ny, n }) => {
        expect(logLikelihoodRatio(k, nx, ny, n)).toBeCloseTo(
          Math.max(0, naiveLogLikelihoodRatio(k, nx, ny, n)),
          8,
        )
      }),
    )
  })

  it('agrees with the root of the Wilson equation on random proportions', () => {
    const proportion = fc.integer({ min: 1, max: 1000 }).chain(n => fc.tuple(fc.nat(n), fc.constant(n)))
    fc.assert(
      fc.property(proportion, fc.double({ min: 0.1, max: 3, noNaN: true }), ([k, n], z) => {
        expect(wilsonLowerBound(k, n, z)).toBeCloseTo(naiveWilsonLowerBound(k, n, z), 9)
      }),
    )
  })

  it('trusts thirty of forty more than three of four', () => {
    expect(wilsonLowerBound(30, 40, 1)).toBeGreaterThan(wilsonLowerBound(3, 4, 1))
  })
})

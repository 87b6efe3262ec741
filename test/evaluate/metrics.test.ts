import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hitRate, meanReciprocalRank, ndcg } from '../../src/evaluate/metrics/accuracy.ts'
import { pairedInterval } from '../../src/evaluate/metrics/bootstrap.ts'
import { stratifiedHitRate, tailHitRate } from '../../src/evaluate/metrics/popularity.ts'

const ranks = Uint32Array.of(1, 2, 0, 11)

describe('accuracy', () => {
  it('counts the questions whose item is among the first k', () => {
    expect(hitRate(ranks, 1)).toBe(0.25)
    expect(hitRate(ranks, 10)).toBe(0.5)
    expect(hitRate(ranks, 20)).toBe(0.75)
  })

  it('weighs a find by its rank', () => {
    expect(meanReciprocalRank(ranks, 10)).toBe((1 + 1 / 2) / 4)
    expect(meanReciprocalRank(ranks, 20)).toBeCloseTo((1 + 1 / 2 + 1 / 11) / 4, 12)
    expect(ndcg(ranks, 10)).toBeCloseTo((1 + 1 / Math.log2(3)) / 4, 12)
  })

  it('is 0 of no questions', () => {
    const none = new Uint32Array(0)
    expect([hitRate(none, 10), meanReciprocalRank(none, 10), ndcg(none, 10)]).toEqual([0, 0, 0])
    expect([tailHitRate(none, none, 100, 10), stratifiedHitRate(none, none, 10)]).toEqual([0, 0])
    expect(pairedInterval(new Float64Array(0), new Float64Array(0), 1)).toEqual({ low: 0, high: 0 })
  })
})

describe('popularity', () => {
  it('leaves the best-selling 1.5 % out of the tail', () => {
    const found = Uint32Array.of(1, 1, 1, 0)
    expect(tailHitRate(found, Uint32Array.of(0, 1, 2, 150), 200, 10)).toBe(0) // items 0, 1 and 2 are the head
    expect(tailHitRate(found, Uint32Array.of(0, 3, 150, 150), 200, 10)).toBe(0.5)
  })

  it('weighs an item by the root of its rarity', () => {
    const found = Uint32Array.of(1, 0)
    expect(stratifiedHitRate(found, Uint32Array.of(100, 25), 10)).toBeCloseTo(0.1 / (0.1 + 0.2), 12)
    expect(stratifiedHitRate(Uint32Array.of(0, 1), Uint32Array.of(100, 25), 10)).toBeCloseTo(0.2 / 0.3, 12)
  })
})

describe('pairedInterval', () => {
  it('holds the mean difference and is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 30, maxLength: 60 }), pairs => {
        const ours = Float64Array.from(pairs, ([a]) => a)
        const theirs = Float64Array.from(pairs, ([, b]) => b)
        const mean = pairs.reduce((sum, [a, b]) => sum + a - b, 0) / pairs.length
        const interval = pairedInterval(ours, theirs, 7)
        expect(interval.low).toBeLessThanOrEqual(mean + 1e-12)
        expect(interval.high).toBeGreaterThanOrEqual(mean - 1e-12)
        expect(pairedInterval(ours, theirs, 7)).toEqual(interval)
      }),
    )
  })

  it('is as wide as theory says: 1.96 standard errors on both sides', () => {
    const ours = Float64Array.from({ length: 1000 }, (_, q) => q % 2)
    const { low, high } = pairedInterval(ours, new Float64Array(1000), 1)
    const error = 1.96 * Math.sqrt(0.25 / 1000)
    expect(low).toBeCloseTo(0.5 - error, 2)
    expect(high).toBeCloseTo(0.5 + error, 2)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaders } from '../../src/evaluate/leaders.ts'
import { hitRateByPopularity } from '../../src/evaluate/metrics/by-popularity.ts'

const STARTS = [1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

describe('hit rate by popularity', () => {
  it('is what filtering the questions bucket by bucket gives', () => {
    const question = fc.tuple(fc.integer({ min: 1, max: 4999 }), fc.nat(20), fc.nat(20))
    fc.assert(
      fc.property(fc.array(question, { maxLength: 60 }), questions => {
        const rankings = [1, 2].map(m => ({
          method: `m${m}`,
          ranks: Uint32Array.from(questions, question => question[m]!),
        }))
        const found = hitRateByPopularity(
          Uint32Array.from(questions, ([orders]) => orders),
          rankings,
          10,
        )
        const expected = STARTS.slice(0, -1).flatMap((from, k) => {
          const to = STARTS[k + 1]! - 1
          const inBucket = questions.filter(([orders]) => orders >= from && orders <= to)
          if (inBucket.length === 0) return []
          const rate = (m: number) => inBucket.filter(q => q[m]! >= 1 && q[m]! <= 10).length / inBucket.length
          return [
            {
              fromOrders: from,
              toOrders: to,
              questions: inBucket.length,
              hitRate: { m1: rate(1), m2: rate(2) },
            },
          ]
        })
        expect(found).toEqual(expected)
      }),
    )
  })

  it('has no bucket where nothing was asked', () => {
    expect(hitRateByPopularity(new Uint32Array(0), [{ method: 'a', ranks: new Uint32Array(0) }], 10)).toEqual(
      [],
    )
  })
})

describe('leaders', () => {
  it('are ours, however good, and the best others, the earlier one first where they are equal', () => {
    const rated = [0.1, 0.2, 0.5, 0.5, 0.3].map((hitRate10, m) => ({ method: `m${m}`, hitRate10 }))
    expect(leaders(rated, 3).map(({ method }) => method)).toEqual(['m0', 'm2', 'm3', 'm4'])
    expect(leaders(rated.slice(0, 1), 3)).toHaveLength(1)
    expect(leaders([], 3)).toEqual([])
  })
})

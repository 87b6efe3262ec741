import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestPlaces } from '../../src/build/best.ts'
import { nthGreatest } from '../../src/build/nth-greatest.ts'

const scores = fc.array(fc.oneof(fc.constantFrom(0, 0.25, 0.5), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
})

describe('nthGreatest', () => {
  it('is what stands at that place of the sorted values, equal ones and both ends among them', () => {
    fc.assert(
      fc.property(scores, fc.nat(), (values, draw) => {
        const n = 1 + (draw % values.length)
        const sorted = values.toSorted((a, b) => b - a)
        expect(nthGreatest(Float64Array.from(values), n)).toBe(sorted[n - 1])
      }),
    )
  })

  it('takes no longer on what is sorted already, turned round or all alike', () => {
    const length = 200_000
    const rising = Float64Array.from({ length }, (_, k) => k)
    for (const values of [rising, rising.toReversed(), new Float64Array(length).fill(7)]) {
      const expected = values.toSorted()[length - 1000]
      expect(nthGreatest(values, 1000)).toBe(expected)
    }
  })
})

describe('bestPlaces', () => {
  it('agrees with sorting everything, ties by item number', () => {
    fc.assert(
      fc.property(scores, fc.nat(70), fc.nat(70), (values, some, limit) => {
        const count = Math.min(some, values.length)
        const items = Uint32Array.from(values, (_, k) => (k * 7919) % 61)
        const expected = [...Array(count).keys()].sort(
          (a, b) => values[b]! - values[a]! || items[a]! - items[b]!,
        )
        expect(bestPlaces(Float64Array.from(values), items, count, limit)).toEqual(expected.slice(0, limit))
      }),
    )
  })
})

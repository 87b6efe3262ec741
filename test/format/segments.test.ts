import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockSegment, firstSegments, multiplierOf, packMultiplier } from '../../src/format/segments.ts'

describe('a segment of the clock', () => {
  it('is what the calendar says, for any second of three thousand years', () => {
    const seconds = fc.integer({ min: Date.UTC(0) / 1000 - 1e11, max: Date.UTC(3000) / 1000 })
    fc.assert(
      fc.property(seconds, s => {
        const date = new Date(s * 1000)
        expect(clockSegment('month', s)).toBe(date.getUTCMonth())
        expect(clockSegment('weekday', s)).toBe((date.getUTCDay() + 6) % 7)
        expect(clockSegment('hour', s)).toBe(Math.floor(date.getUTCHours() / 4))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a multiplier', () => {
  it('is kept to half a step of 1.1 % between a half and two', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), m => {
        const kept = multiplierOf(packMultiplier(m))
        expect(Math.abs(Math.log2(kept / m))).toBeLessThanOrEqual(1 / 128 + 1e-9)
      }),
    )
    expect([0.5, 1, 2].map(m => multiplierOf(packMultiplier(m)))).toEqual([0.5, 1, 2])
  })
})

describe('segment numbers', () => {
  it('run through the kinds that there are', () => {
    expect(firstSegments(['month', 'hour', 'audience'], 3)).toEqual({
      first: { month: 0, hour: 12, audience: 18 },
      end: 21,
    })
    expect(firstSegments([], 0)).toEqual({ first: {}, end: 0 })
  })
})

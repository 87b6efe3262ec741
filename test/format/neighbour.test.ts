import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemOf, MAX_ITEMS, packNeighbour, scoreOf } from '../../src/format/neighbour.ts'

describe('a packed neighbour', () => {
  it('keeps its item, and its score to half a step of 4.4 %', () => {
    const item = fc.integer({ min: 0, max: MAX_ITEMS - 1 })
    const score = fc.double({ min: 2 ** -15.9, max: 1, noNaN: true })
    fc.assert(
      fc.property(item, score, (item, score) => {
        const packed = packNeighbour(item, score)
        expect(itemOf(packed)).toBe(item)
        expect(Math.abs(Math.log2(scoreOf(packed) / score))).toBeLessThanOrEqual(1 / 32 + 1e-9)
        expect(packNeighbour(item, scoreOf(packed))).toBe(packed)
      }),
    )
  })

  it('never turns the order of two scores round', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(score, score, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(scoreOf(packNeighbour(1, low))).toBeLessThanOrEqual(scoreOf(packNeighbour(1, high)))
      }),
    )
  })

  it('has a greatest and a least score', () => {
    expect(scoreOf(packNeighbour(7, 1))).toBe(1)
    for (const tiny of [0, 1e-300, 2 ** -16]) expect(scoreOf(packNeighbour(7, tiny))).toBe(2 ** (-255 / 16))
  })

  it('has no room for an item number of more than 24 bits', () => {
    expect(itemOf(packNeighbour(16_777_214, 0.5))).toBe(16_777_214)
    expect(() => packNeighbour(16_777_215, 0.5)).toThrow('item number 16777215: expected less than 16777215')
  })
})

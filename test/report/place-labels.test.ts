import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels, spread } from '../../src/report/place-labels.ts'

const frame = { left: 0, right: 600, top: 0, bottom: 400 }

describe('placeLabels', () => {
  it('keeps a dozen labels apart and inside, even where all points are one', () => {
    const label = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 20, max: 120 }),
    })
    const same = Array.from({ length: 12 }, () => ({ x: 300, y: 200, width: 90 }))
    fc.assert(
      fc.property(fc.array(label, { maxLength: 8 }), labels => {
        const places = placeLabels(labels, frame)
        for (const [i, { x, y }] of places.entries()) {
          expect(x - labels[i]!.width / 2).toBeGreaterThanOrEqual(-1e-9)
          expect(x + labels[i]!.width / 2).toBeLessThanOrEqual(600 + 1e-9)
          expect(y).toBeGreaterThanOrEqual(7)
          expect(y).toBeLessThanOrEqual(393)
          for (const [j, other] of places.entries()) {
            if (j >= i) continue
            const apartX = Math.abs(x - other.x) >= (labels[i]!.width + labels[j]!.width) / 2 - 1e-9
            expect(apartX || Math.abs(y - other.y) >= 15 - 1e-9).toBe(true)
          }
        }
      }),
      { examples: [[same.slice(0, 8)]] },
    )
    expect(placeLabels(same, frame)).toHaveLength(12)
  })

  it('puts a label that is alone to the right of its point', () => {
    const [place] = placeLabels([{ x: 100, y: 100, width: 50 }], frame)
    expect(place).toEqual({ x: 134, y: 100, isFar: false })
  })
})

describe('spread', () => {
  it('moves heights apart, in their order, and not without need', () => {
    expect(spread([10, 50], 15, 0, 100)).toEqual([10, 50])
    expect(spread([50, 48, 49], 15, 0, 100)).toEqual([78, 48, 63])
    expect(spread([98, 99], 15, 0, 100)).toEqual([85, 100])
    expect(spread([5, 5], 15, 0, 100)).toEqual([5, 20])
    expect(spread([], 15, 0, 100)).toEqual([])
  })
})

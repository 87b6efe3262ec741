import { describe, expect, it } from 'vitest'
import { withSection } from '../bench/document.ts'
import { median, percentile, ratios, spreadOf } from '../bench/stats.ts'

describe('the figures of a bench', () => {
  it('take the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 9])).toBe(3)
    expect(() => median([])).toThrow('the median of no values: expected at least one')
  })

  it('take percentiles by nearest rank', () => {
    const ascending = Float64Array.from({ length: 1000 }, (_, i) => i + 1)
    expect([0.001, 0.5, 0.99, 0.999, 1].map(share => percentile(ascending, share))).toEqual([
      1, 500, 990, 999, 1000,
    ])
    expect(percentile([7], 0.5)).toBe(7)
    expect(percentile([7], 0.999)).toBe(7)
    expect(() => percentile([], 0.5)).toThrow('a percentile of no values: expected at least one')
  })

  it('show the spread and leave the values as they were', () => {
    const values = [3, 1, 2]
    expect(spreadOf(values)).toEqual({ median: 2, min: 1, max: 3 })
    expect(values).toEqual([3, 1, 2])
  })

  it('compare sides round by round', () => {
    expect(ratios([2, 9], [1, 3])).toEqual([2, 3])
    expect(() => ratios([1], [1, 2])).toThrow('got 1 and 2 rounds, expected as many of each side')
  })
})

describe('the document of a bench', () => {
  it('replaces the section of the bench and leaves the others', () => {
    const first = withSection(withSection('', 'http', 'old'), 'count', 'kept')
    const second = withSection(first, 'http', 'new')
    expect(second).toContain('## count\n\nkept\n\n## http\n\nnew\n')
    expect(second).not.toContain('old')
    expect(withSection(second, 'http', 'new')).toBe(second)
  })
})

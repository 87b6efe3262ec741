import { describe, expect, it } from 'vitest'
import { basketNdcg, personalHit, recall } from '../../src/evaluate/metrics/basket.ts'

const ranked = Uint32Array.of(3, 1, 7, 5)
const truth = new Set([1, 5, 9])
const WITH_ONE_COLD = 4

describe('recall', () => {
  it('is the share of the whole basket, what was never sold before included', () => {
    expect(recall(ranked, truth, 3, 2)).toBe(1 / 3)
    expect(recall(ranked, truth, WITH_ONE_COLD, 3)).toBe(1 / 4)
    expect(recall(ranked, truth, WITH_ONE_COLD, 4)).toBe(2 / 4)
  })

  it('takes a list that is short as it is', () => {
    expect(recall(ranked, truth, WITH_ONE_COLD, 20)).toBe(2 / 4)
    expect(recall(new Uint32Array(0), truth, WITH_ONE_COLD, 10)).toBe(0)
  })
})

describe('nDCG of a basket', () => {
  it('sums the ideal over the whole basket', () => {
    // hits at ranks 2 and 4: .6309 and .4307; the ideal of four 1 + .6309 + .5 + .4307
    expect(basketNdcg(ranked, truth, WITH_ONE_COLD, 3)).toBeCloseTo(0.6309 / 2.5616, 4)
    expect(basketNdcg(ranked, truth, WITH_ONE_COLD, 4)).toBeCloseTo(1.0616 / 2.5616, 4)
  })

  it('is one only where every item was found, in whatever order', () => {
    expect(basketNdcg(Uint32Array.of(9, 1, 5), truth, 3, 10)).toBe(1)
    expect(basketNdcg(Uint32Array.of(9, 1, 5), truth, 3, 2)).toBeCloseTo(1.6309 / 2.1309, 4)
  })
})

describe('a personal hit', () => {
  it('is one as soon as any item of the basket is among the first k', () => {
    expect([1, 2, 4].map(k => personalHit(ranked, truth, k))).toEqual([0, 1, 1])
    expect(personalHit(ranked, new Set(), 4)).toBe(0)
  })
})

import { itemToItem } from '../item-to-item.ts'
import type { Training } from '../training.ts'

const MIN_TOGETHER = 3

/**
 * (n_xy − E_xy) / √E_xy, summed over the cart, where E_xy is what chance alone would give among buyers who buy as much
 * as those of x: E = Σ over orders c of x of 1 − (1 − p_y)^|c|, |c| the other items of the order, p_y the share of y
 * in all lines. Three terms of its series in p_y suffice. Pairs of fewer than three orders are left out.
 * Source: B. Smith, G. Linden, Two Decades of Recommender Systems at Amazon.com, IEEE Internet Computing 21 (2017).
 */
export const amazonZ = itemToItem('chance-corrected z', training => {
  const { s1, s2, s3 } = momentsOf(training)
  const lines = training.baskets.item.length
  return ({ x, together, ordersY }) => {
    if (together < MIN_TOGETHER) return undefined
    const p = ordersY / lines
    const expected = p * s1[x]! - p * p * s2[x]! + p * p * p * s3[x]!
    return (together - expected) / Math.sqrt(expected)
  }
})

/** By item: Σ|c|, Σ C(|c|, 2) and Σ C(|c|, 3) over its orders c. */
function momentsOf({ numItems, baskets }: Training) {
  const [s1, s2, s3] = [0, 1, 2].map(() => new Float64Array(numItems)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let b = 0; b + 1 < baskets.start.length; b++) {
    const others = baskets.start[b + 1]! - baskets.start[b]! - 1
    for (let l = baskets.start[b]!; l < baskets.start[b + 1]!; l++) {
      const x = baskets.item[l]!
      s1[x]! += others
      s2[x]! += (others * (others - 1)) / 2
      s3[x]! += (others * (others - 1) * (others - 2)) / 6
    }
  }
  return { s1, s2, s3 }
}

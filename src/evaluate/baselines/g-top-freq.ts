import type { NextBasketMethod } from '../next-basket-method.ts'

/**
 * n_y, the orders of all that hold y, whoever asks; equal counts by the numbers that the items had before.
 * Source: M. Li et al., A Next Basket Recommendation Reality Check, ACM TOIS 41 (2023).
 */
export const gTopFreq: NextBasketMethod = {
  name: 'G-TopFreq',
  learn:
    ({ numItems }) =>
    (_, out) => {
      const filled = Math.min(out.length, numItems)
      for (let item = 0; item < filled; item++) out[item] = item // numbers are ranks
      return filled
    },
}

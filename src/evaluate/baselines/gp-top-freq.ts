import { createScores } from '../best-of.ts'
import type { NextBasketMethod } from '../next-basket-method.ts'

/**
 * n_uy, the orders of the customer that hold y, equal counts by the orders of all; then what the customer never bought,
 * by the orders of all.
 * Source: M. Li et al., A Next Basket Recommendation Reality Check, ACM TOIS 41 (2023).
 */
export const gpTopFreq: NextBasketMethod = {
  name: 'GP-TopFreq',
  learn({ numItems }) {
    const scores = createScores(numItems)
    return (history, out) => {
      for (const basket of history) for (const item of basket) scores.add(item, 1)
      scores.takeInto(out, [])
      return Math.min(out.length, numItems)
    }
  },
}

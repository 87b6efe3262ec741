import { createScores } from '../best-of.ts'
import type { Method } from '../method.ts'

/**
 * n_y, the orders that hold y, whatever is given: what every other method has to beat.
 * Source: P. Cremonesi, Y. Koren, R. Turrin, Performance of Recommender Algorithms on Top-N Recommendation Tasks,
 * RecSys 2010 (its TopPop).
 */
export const popularity: Method = {
  name: 'popularity',
  learn({ numItems }) {
    const scores = createScores(numItems)
    return (given, out) => scores.takeInto(out, given)
  },
}

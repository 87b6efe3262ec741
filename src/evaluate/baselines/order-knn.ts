import { createScores } from '../best-of.ts'
import type { Method } from '../method.ts'
import { createOrderNeighbours } from '../order-neighbours.ts'

const NEIGHBOURS = 500

/**
 * Σ over the k = 500 orders b most like the cart q that hold y of their likeness, which is Σ over the common items of
 * idf_i, over √|b|, idf_i = ln(N / n_i); of each item in the cart only its latest 1,000 orders are looked at.
 * Source: B. Kersbergen, O. Sprangers, S. Schelter, Serenade, SIGMOD 2022, applied to orders instead of sessions.
 */
export const orderKnn: Method = {
  name: 'order kNN',
  learn(training) {
    const { start, item } = training.baskets
    const scores = createScores(training.numItems)
    const neighbours = createOrderNeighbours(training)
    return (given, out) => {
      neighbours(given, NEIGHBOURS, (b, likeness) => {
        for (let l = start[b]!; l < start[b + 1]!; l++) scores.add(item[l]!, likeness)
      })
      scores.takeInto(out, given)
    }
  },
}

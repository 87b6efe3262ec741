import { createScores } from '../best-of.ts'
import type { Method } from '../method.ts'
import { createOrderNeighbours } from '../order-neighbours.ts'

const NEIGHBOURS = 500

/**
 * The items of the k = 500 orders most like the cart, each by the sum of the likeness of its orders.
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

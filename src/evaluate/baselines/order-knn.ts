import { createScores } from '../best-of.ts'
import type { Method } from '../method.ts'
import type { Training } from '../training.ts'

/** Only so many of an item's orders are looked at, the most recent ones. */
const RECENT = 1000
const NEIGHBOURS = 500

/**
 * The items of the orders most like the cart. Likeness of a cart q and an order b: Σ over their common items of idf_i,
 * over √|b|, with idf_i = ln(N / n_i); an item's score is the sum of the likeness of its orders among the k = 500 most
 * alike (ties: the later order).
 * Source: B. Kersbergen, O. Sprangers, S. Schelter, Serenade, SIGMOD 2022, applied to orders instead of sessions.
 */
export const orderKnn: Method = {
  name: 'order kNN',
  learn(training) {
    const { baskets, numItems } = training
    const scores = createScores(numItems)
    const likenessOf = createLikeness(training)
    return (given, out) => {
      const { orders, likeness } = likenessOf(given)
      for (const b of mostAlike(orders, likeness)) {
        for (let l = baskets.start[b]!; l < baskets.start[b + 1]!; l++)
          scores.add(baskets.item[l]!, likeness[b]!)
      }
      for (const b of orders) likeness[b] = 0
      scores.takeInto(out, given)
    }
  },
}

/** The k most alike; numbers are sorted to find the least of them, since sorting orders by a comparison is slow. */
function mostAlike(orders: readonly number[], likeness: Float64Array): readonly number[] {
  if (orders.length <= NEIGHBOURS) return orders
  const least = Float64Array.from(orders, b => likeness[b]!).sort()[orders.length - NEIGHBOURS]!
  const above = orders.filter(b => likeness[b]! > least)
  const tied = orders.filter(b => likeness[b] === least).sort((a, b) => b - a)
  return [...above, ...tied.slice(0, NEIGHBOURS - above.length)]
}

function createLikeness({ baskets, postings, orders: ordersOf, numOrders }: Training) {
  const likeness = new Float64Array(numOrders)
  return (given: readonly number[]) => {
    const orders: number[] = []
    for (const x of given) {
      const idf = Math.log(numOrders / ordersOf[x]!)
      const end = postings.start[x + 1]!
      for (let k = Math.max(postings.start[x]!, end - RECENT); k < end; k++) {
        const b = postings.basket[k]!
        if (likeness[b] === 0) orders.push(b)
        likeness[b]! += idf / Math.sqrt(baskets.start[b + 1]! - baskets.start[b]!)
      }
    }
    return { orders, likeness }
  }
}

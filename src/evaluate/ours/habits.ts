import { createScores } from '../best-of.ts'
import { byCustomer, historiesOf } from '../histories.ts'
import { createLists } from '../item-to-item.ts'
import type { History, NextBasketMethod, RankNext } from '../next-basket-method.ts'
import type { Training } from '../training.ts'

export type HabitOptions = {
  /** What an order counts against the next younger one. */
  readonly decay: number
  /** What one item like those bought counts, against one that was bought. */
  readonly likeness: number
  /** What an item counts that is in every order of all, against one that the customer bought last time. */
  readonly popularity: number
}

/** Joint customers below which two items are not alike. */
const MIN_TOGETHER = 2
/** Orders of the average item that are mixed into an item's own repeat rate. */
const PRIOR_ORDERS = 20

/**
 * Σ over the customer's orders t of decay^(T − t) · ([y ∈ t] · √(ρ_y / ρ) + likeness · Σ over x ∈ t of n_xy / √(n_x n_y))
 * + popularity · (share of all orders with y): his habits, recent ones and those of a kind that is bought again before
 * others; what customers like him also buy; what sells. T − t counts orders; ρ_y is the repeat rate; n counts customers.
 *
 * Ours, from known parts: P-TopFreq with recency as in G. Faggioli et al., Recency Aware Collaborative Filtering for
 * Next Basket Recommendation, UMAP 2020; item cosine as in B. Sarwar et al., WWW 2001. No options suit every shop: what
 * is best on one lost a seventh against GP-TopFreq on another. See chooseHabits.
 */
export function habits(options: HabitOptions): NextBasketMethod {
  return { name: 'habits', learn: training => learnHabits(training)(options) }
}

/** What does not depend on the options is learnt once for all of them. */
export function learnHabits(training: Training): (options: HabitOptions) => RankNext {
  const { numItems, numOrders, orders, baskets } = training
  const again = repeatRates(historiesOf(baskets).values(), numItems).map(Math.sqrt)
  const listOf = createLists(byCustomer(training), ({ together, ordersX, ordersY }) =>
    together < MIN_TOGETHER ? undefined : together / Math.sqrt(ordersX * ordersY),
  )
  const scores = createScores(numItems)

  return ({ decay, likeness, popularity }) => {
    const touched = new Set<number>()
    const add = (item: number, score: number) => {
      scores.add(item, touched.has(item) ? score : score + (popularity * orders[item]!) / numOrders)
      touched.add(item)
    }
    return (history, out) => {
      touched.clear()
      history.forEach((basket, t) => {
        const weight = decay ** (history.length - 1 - t)
        for (const x of basket) {
          add(x, weight * again[x]!)
          if (likeness === 0) continue
          const { items, values } = listOf(x)
          for (let k = 0; k < items.length; k++) add(items[k]!, weight * likeness * values[k]!)
        }
      })
      // Best sellers that nothing else speaks for: so many suffice to fill every place.
      for (let item = 0; item < out.length && item < numItems; item++) add(item, 0)
      scores.takeInto(out, [])
      return Math.min(out.length, numItems)
    }
  }
}

/**
 * ρ_y / ρ by item: of the orders of customers who had bought y before, the share that holds y again, mixed with that of
 * all items as if of so many orders more; 1 is the average item.
 */
export function repeatRates(histories: Iterable<History>, numItems: number): Float64Array {
  const chances = new Float64Array(numItems)
  const repeats = new Float64Array(numItems)
  for (const history of histories) {
    const bought = new Set<number>()
    for (const basket of history) {
      for (const item of bought) chances[item]!++
      for (const item of basket) {
        if (bought.has(item)) repeats[item]!++
        bought.add(item)
      }
    }
  }
  const sum = (counts: Float64Array) => counts.reduce((total, n) => total + n, 0)
  const average = sum(repeats) / sum(chances)
  return chances.map((n, i) => {
    return average > 0 ? (repeats[i]! + PRIOR_ORDERS * average) / (n + PRIOR_ORDERS) / average : 1
  })
}

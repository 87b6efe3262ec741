import { wilsonLowerBound } from '../measures.ts'
import type { Postings } from './baskets.ts'
import type { CountTogether } from './count.ts'
import type { Lists } from './profiles.ts'
import type { Recipe } from './score.ts'

/** Partners an item's profile is made of. */
const LIST_LENGTH = 60

/**
 * Whom each item was bought with, best first by score, ties by item number; no gate but that one joint order is none.
 * Costs a second count of all pairs.
 */
export function firstOrderLists(
  { start: postingStart, basket }: Postings,
  countTogether: CountTogether,
  recipe: Recipe,
): Lists {
  const numItems = postingStart.length - 1
  const ordersOf = (x: number) => postingStart[x + 1]! - postingStart[x]!
  const damping = Float64Array.from({ length: numItems }, (_, y) => ordersOf(y) ** -recipe.beta)
  const start = new Uint32Array(numItems + 1)
  const item = new Uint32Array(numItems * LIST_LENGTH)
  const weight = new Float64Array(numItems * LIST_LENGTH)
  const scores = new Float64Array(LIST_LENGTH)
  for (let x = 0; x < numItems; x++) {
    const first = start[x]!
    const ordersX = ordersOf(x)
    let found = 0
    countTogether(basket.subarray(postingStart[x], postingStart[x + 1]), (y, n) => {
      if (y === x || n < 2) return
      const w = wilsonLowerBound(n, ordersX, recipe.z)
      const s = w * damping[y]!
      const isBetter = (at: number) => s > scores[at]! || (s === scores[at] && y < item[first + at]!)
      if (found === LIST_LENGTH && !isBetter(found - 1)) return
      let at = found < LIST_LENGTH ? found++ : found - 1
      for (; at > 0 && isBetter(at - 1); at--) {
        scores[at] = scores[at - 1]!
        item[first + at] = item[first + at - 1]!
        weight[first + at] = weight[first + at - 1]!
      }
      scores[at] = s
      item[first + at] = y
      weight[first + at] = w
    })
    start[x + 1] = first + found
  }
  return { start, item: item.slice(0, start[numItems]), weight: weight.slice(0, start[numItems]) }
}

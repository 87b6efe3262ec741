import { wilsonLowerBound } from '../measures.ts'
import type { Postings } from './baskets.ts'
import type { CountTogether } from './count.ts'
import { type Recipe, score } from './score.ts'
import type { Lists } from './substitutes.ts'

/** Partners an item's profile is made of. */
const LIST_LENGTH = 60

type Entry = { readonly item: number; readonly weight: number; readonly score: number }

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
  const start = new Uint32Array(numItems + 1)
  const item: number[] = []
  const weight: number[] = []
  const ordersOf = (x: number) => postingStart[x + 1]! - postingStart[x]!
  for (let x = 0; x < numItems; x++) {
    const list: Entry[] = []
    countTogether(basket.subarray(postingStart[x], postingStart[x + 1]), (y, n) => {
      if (y === x || n < 2) return
      list.push({
        item: y,
        weight: wilsonLowerBound(n, ordersOf(x), recipe.z),
        score: score(recipe, n, ordersOf(x), ordersOf(y)),
      })
    })
    list.sort((a, b) => b.score - a.score || a.item - b.item)
    for (const entry of list.slice(0, LIST_LENGTH)) {
      item.push(entry.item)
      weight.push(entry.weight)
    }
    start[x + 1] = item.length
  }
  return { start, item: Uint32Array.from(item), weight: Float64Array.from(weight) }
}

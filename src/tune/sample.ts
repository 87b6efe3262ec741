import { pick } from '../build/baskets.ts'
import type { Baskets } from '../build/shop.ts'

/** What a plain machine does in a second, about: pairs counted, and pairs that are there at all weighed and ranked. */
const COUNTED_A_SECOND = 60_000_000
const WEIGHED_A_SECOND = 12_000_000
/** So often a choice counts all its orders. */
const NUM_PASSES = 10
/** Of all pairs of items that there could be, no more than this share is ever bought; a quarter was the most seen. */
const BOUGHT_SHARE = 0.5

/** The newest baskets that can be counted as often as a choice needs within the budget. No clock is read. */
export function newestWithin(
  baskets: Baskets,
  numItems: number,
  budgetSeconds: number,
): { readonly baskets: Baskets; readonly isSampled: boolean } {
  const { start } = baskets
  const secondsOf = (pairs: number) =>
    pairs / COUNTED_A_SECOND + Math.min(pairs, BOUGHT_SHARE * numItems ** 2) / WEIGHED_A_SECOND
  let pairs = 0
  let first = start.length - 1
  for (; first > 0; first--) {
    pairs += (start[first]! - start[first - 1]!) ** 2
    if (secondsOf(pairs) > budgetSeconds / NUM_PASSES) break
  }
  if (first === 0) return { baskets, isSampled: false }
  const newest = Array.from({ length: start.length - 1 - first }, (_, k) => first + k)
  return { baskets: pick(baskets, newest), isSampled: true }
}

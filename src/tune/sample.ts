import { invert, pick } from '../build/baskets.ts'
import { createCounter } from '../build/count.ts'
import type { Baskets } from '../build/shop.ts'

/**
 * What a plain machine does in a second, about: lines looked up, pairs counted, pairs that are there at all weighed
 * and ranked. Told from four shops of 0.6 to 8 million lines and 5,000 to 99,000 items, to within a third.
 */
const LINES_A_SECOND = 2_800_000
const PAIRS_A_SECOND = 250_000_000
const DISTINCT_PAIRS_A_SECOND = 14_000_000
/** So often a choice counts and ranks all its orders. */
const NUM_PASSES = 11
/** Items whose rows are counted to tell how many pairs there are at all. */
const SAMPLED_ITEMS = 1000

/** The newest baskets that can be counted as often as a choice needs within the budget. No clock is read. */
export function newestWithin(
  baskets: Baskets,
  numItems: number,
  budgetSeconds: number,
): { readonly baskets: Baskets; readonly isSampled: boolean } {
  const { start } = baskets
  const distinct = distinctPairs(baskets, numItems)
  const secondsOf = (lines: number, pairs: number) =>
    lines / LINES_A_SECOND + pairs / PAIRS_A_SECOND + Math.min(pairs, distinct) / DISTINCT_PAIRS_A_SECOND
  let lines = 0
  let pairs = 0
  let first = start.length - 1
  for (; first > 0; first--) {
    const size = start[first]! - start[first - 1]!
    lines += size
    pairs += size * size
    if (NUM_PASSES * secondsOf(lines, pairs) > budgetSeconds) break
  }
  if (first === 0) return { baskets, isSampled: false }
  const newest = Array.from({ length: start.length - 1 - first }, (_, k) => first + k)
  return { baskets: pick(baskets, newest), isSampled: true }
}

/** The pairs x → y that stand together in any basket, x = y included, from the rows of every k-th item by popularity. */
function distinctPairs(baskets: Baskets, numItems: number): number {
  const { start, basket } = invert(baskets, numItems)
  const countTogether = createCounter(baskets, numItems)
  const step = Math.max(1, Math.floor(numItems / SAMPLED_ITEMS))
  let found = 0
  for (let x = 0; x < numItems; x += step) {
    countTogether(basket.subarray(start[x], start[x + 1]), () => found++)
  }
  return found * step
}

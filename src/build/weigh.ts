import type { RowWeight } from './score.ts'
import type { Baskets } from './shop.ts'

const DAY_SECONDS = 86_400

export type Weighing = { readonly sizeExponent: number; readonly halfLifeDays: number }

/**
 * What each basket counts: (other items)^−sizeExponent · 2^(−age / halfLife), the age against the newest dated basket.
 * A basket of one item counts as one of two. Where no basket has a date age does not matter; among dated ones, a basket
 * without a date is as old as the oldest.
 */
export function weigh({ start, orderedAt }: Baskets, { sizeExponent, halfLifeDays }: Weighing): Float64Array {
  const weight = Float64Array.from({ length: start.length - 1 }, (_, b) => {
    return Math.max(1, start[b + 1]! - start[b]! - 1) ** -sizeExponent
  })
  if (halfLifeDays === 0 || !orderedAt) return weight
  let [oldest, newest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const at of orderedAt) {
    if (at < oldest) oldest = at
    if (at > newest) newest = at
  }
  if (newest < oldest) return weight // no basket has a date
  return weight.map((w, b) => {
    const at = Number.isNaN(orderedAt[b]!) ? oldest : orderedAt[b]!
    return w * 2 ** (-(newest - at) / DAY_SECONDS / halfLifeDays)
  })
}

/** What the orders of a row weigh together. */
export function weightOf(inBaskets: Uint32Array, weight: Float64Array): RowWeight {
  let [sum, squares] = [0, 0]
  for (let k = 0; k < inBaskets.length; k++) {
    const w = weight[inBaskets[k]!]!
    sum += w
    squares += w * w
  }
  return { sum, effectiveOrders: squares === 0 ? 0 : (sum * sum) / squares }
}

/*
 * A neighbour in one u32: the item number in the low 24 bits, above it the score as a byte q.
 *
 *   score = 2^(−q / 16)    0 is 1, 255 is 2^−15.9 and whatever is less
 *
 * A step of q is 4.4 % of the score; what is ranked is ranked before it is packed.
 */

/** Item numbers have 24 bits; the greatest of them is left free. */
export const MAX_ITEMS = 2 ** 24 - 1
const ITEM_BITS = 24
const ITEM_MASK = 2 ** ITEM_BITS - 1
const STEPS_A_HALVING = 16
const MAX_Q = 255

/** A neighbour of a score in (0, 1], packed. Throws RangeError for an item number of more than 24 bits. */
export function packNeighbour(item: number, score: number): number {
  if (item >= MAX_ITEMS) throw new RangeError(`item number ${item}: expected less than ${MAX_ITEMS}`)
  const q = Math.min(MAX_Q, Math.max(0, Math.round(-STEPS_A_HALVING * Math.log2(score))))
  return ((q << ITEM_BITS) | item) >>> 0
}

export function itemOf(neighbour: number): number {
  return neighbour & ITEM_MASK
}

export function scoreOf(neighbour: number): number {
  return SCORES[qOf(neighbour)]!
}

/** The byte above the item number: the greater, the lower the score. */
export function qOf(neighbour: number): number {
  return neighbour >>> ITEM_BITS
}

const SCORES = Float64Array.from({ length: MAX_Q + 1 }, (_, q) => 2 ** (-q / STEPS_A_HALVING))

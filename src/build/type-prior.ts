import { NONE } from '../format/layout.ts'
import type { Candidates, Scratch } from './candidates.ts'
import type { Groups } from './groups.ts'

/** Mixes into the beliefs of x's candidates, in place, what x's category as a whole goes with. */
export type MixTypePrior = (x: number, orders: number, row: Scratch) => void

/**
 * A thin item learns from its kind: with λ = typePrior / (typePrior + orders of x) and b the beliefs,
 *
 *   b'(x → y) = (1 − λ) · b(x → y) + λ · b(category of x → y)
 *
 * Items of the category itself have no belief there: within a category an item has to speak for itself. Only what was
 * bought with x is ranked anew, nothing is added.
 */
export function createTypePrior(
  { start, item, belief }: Candidates,
  { category, families, bands }: Groups,
  typePrior: number,
): MixTypePrior {
  const firstCategory = category.length + families.length + bands.length
  const ofType = new Float64Array(category.length)
  let laidOut: number = NONE // a category is laid out once for items that follow each other
  const layOut = (type: number) => {
    if (type === laidOut) return
    if (laidOut !== NONE) {
      const old = firstCategory + laidOut
      for (let at = start[old]!; at < start[old + 1]!; at++) ofType[item[at]!] = 0
    }
    const row = firstCategory + type
    for (let at = start[row]!; at < start[row + 1]!; at++) ofType[item[at]!] = belief[at]!
    laidOut = type
  }
  return (x, orders, row) => {
    const type = category[x]!
    if (typePrior === 0 || type === NONE) return
    layOut(type)
    const share = typePrior / (typePrior + orders)
    for (let k = 0; k < row.count; k++) {
      row.belief[k] = (1 - share) * row.belief[k]! + share * ofType[row.item[k]!]!
    }
  }
}

import type { Candidates, Scratch } from './candidates.ts'

/** So many of a list speak for others. */
const SPEAKERS = 60
/** Below this share of the prior nothing changes its place that anybody sees. */
const NEGLIGIBLE = 0.005

/** Mixes into the beliefs of x's candidates, in place, what the lists of those candidates say. */
export type MixPrior = (x: number, orders: number, row: Scratch) => void

/**
 * A thin item learns from its neighbours: with λ = prior / (prior + orders of x) and b the beliefs,
 *
 *   b'(x → y) = (1 − λ) · b(x → y) + λ · Σ over neighbours v of x of b(x → v) · b(v → y) / Σ b(v → ·)
 *
 * and 1 at most, where many neighbours say the same. Only items that were bought with x are ranked anew, none is added, so that every entry has an order behind it. It is
 * one step more of the walk of RP3β (F. Christoffel et al., RecSys 2015), as far as x's own orders are too few.
 */
export function createPrior({ start, item, belief }: Candidates, numItems: number, prior: number): MixPrior {
  const said = new Float64Array(numItems)
  const total = new Float64Array(numItems)
  const endOf = (x: number) => Math.min(start[x]! + SPEAKERS, start[x + 1]!)
  for (let v = 0; v < numItems; v++) {
    for (let at = start[v]!; at < endOf(v); at++) total[v]! += belief[at]!
  }
  return (x, orders, row) => {
    const share = prior / (prior + orders)
    if (!(share >= NEGLIGIBLE)) return // also where both are 0
    const [first, end] = [start[x]!, endOf(x)]
    for (let at = first; at < end; at++) {
      const v = item[at]!
      if (total[v] === 0) continue
      const weight = belief[at]! / total[v]!
      for (let to = start[v]!; to < endOf(v); to++) said[item[to]!]! += weight * belief[to]!
    }
    for (let k = 0; k < row.count; k++) {
      row.belief[k] = Math.min(1, (1 - share) * row.belief[k]! + share * said[row.item[k]!]!)
    }
    for (let at = first; at < end; at++) {
      for (let to = start[item[at]!]!; to < endOf(item[at]!); to++) said[item[to]!] = 0
    }
  }
}

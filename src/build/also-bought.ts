import { NONE } from '../format/layout.ts'
import { bestPlaces } from './best.ts'
import { type Candidates, createScratch, gatherCandidates, type Scratch } from './candidates.ts'
import type { Groups } from './groups.ts'
import { createPrior } from './prior.ts'
import { partnersOf } from './profiles.ts'
import { damping, type Recipe } from './score.ts'
import type { Baskets } from './shop.ts'
import { createSubstitutes, type IsSubstitute } from './substitutes.ts'
import { createTypePrior } from './type-prior.ts'

/**
 * The rows of also-bought.idx, and how many orders stand behind each: items, then families, then price bands, then
 * categories.
 */
export type AlsoBought = {
  readonly rowStart: Uint32Array
  readonly neighbour: Uint32Array
  /** Raw counts of orders. */
  readonly together: Uint32Array
  /** What ranks: belief damped by popularity, in (0, 1], never rising within a row. */
  readonly score: Float64Array
  readonly orders: Uint32Array
}

/**
 * What is bought together with each item, with any item of its family, of its price band, and of its category at
 * every level. Rows are best first, ties by item number. A row never lists what it may not recommend: not what
 * cannot be sold, not the item itself, its family or its substitutes, and for a band or a category not the category.
 * A family leaves out the substitutes of its best seller.
 *
 *   baskets ─► counts and weights ─► beliefs ─► candidates of all rows ─► what neighbours and
 *   categories say ─► damped ─► rows
 */
export function alsoBought(
  baskets: Baskets,
  groups: Groups,
  recipe: Recipe,
  onRow: (done: number, total: number) => void,
): AlsoBought {
  const candidates = gatherCandidates(baskets, groups, recipe, onRow)
  const rankRow = createRanking(candidates, groups, recipe, substitutesAmong(candidates, baskets, groups))
  const numRows = candidates.start.length - 1
  const rowStart = new Uint32Array(numRows + 1)
  const neighbour: number[] = []
  const together: number[] = []
  const score: number[] = []
  for (let row = 0; row < numRows; row++) {
    const { places, scratch } = rankRow(row)
    for (const k of places) {
      neighbour.push(scratch.item[k]!)
      together.push(scratch.together[k]!)
      score.push(scratch.score[k]!)
    }
    rowStart[row + 1] = neighbour.length
  }
  return {
    rowStart,
    neighbour: Uint32Array.from(neighbour),
    together: Uint32Array.from(together),
    score: Float64Array.from(score),
    orders: candidates.orders,
  }
}

/** A row's best, as places in the scratch, which the next row writes over. */
export type RankRow = (row: number) => { readonly places: readonly number[]; readonly scratch: Scratch }

/** The rule of who is a substitute of whom, by these candidates as partners; it does not depend on how they rank. */
export function substitutesAmong(candidates: Candidates, baskets: Baskets, groups: Groups): IsSubstitute {
  const numItems = groups.category.length
  const orders = candidates.orders.subarray(0, numItems)
  const numOrders = baskets.start.length - 1
  return createSubstitutes(partnersOf(candidates, numItems), { orders, numOrders, groups, baskets })
}

/** Ranks the candidates of any row: at most maxNeighbours, and at most maxPerCategory of one category. */
export function createRanking(
  candidates: Candidates,
  groups: Groups,
  recipe: Recipe,
  isSubstitute: IsSubstitute,
): RankRow {
  const { category, families } = groups
  const numItems = category.length
  const { start, orders } = candidates
  const damped = damping(orders.subarray(0, numItems), recipe.beta)
  const mixPrior = createPrior(candidates, numItems, recipe.prior)
  const mixTypePrior = createTypePrior(candidates, groups, recipe.typePrior)
  const scratch = createScratch(numItems)
  return row => {
    const [first, end] = [start[row]!, start[row + 1]!]
    scratch.count = end - first
    scratch.item.set(candidates.item.subarray(first, end))
    scratch.together.set(candidates.together.subarray(first, end))
    scratch.belief.set(candidates.belief.subarray(first, end))
    if (row < numItems) {
      mixPrior(row, orders[row]!, scratch)
      mixTypePrior(row, orders[row]!, scratch)
    }
    for (let k = 0; k < scratch.count; k++) scratch.score[k] = scratch.belief[k]! * damped[scratch.item[k]!]!
    // the item, or the family's best seller: whose substitutes do not belong here; bands and categories have none of their own anyway
    const face = row < numItems ? row : families[row - numItems]?.members[0]
    const isLeftOut = (k: number) =>
      face !== undefined && isSubstitute(face, scratch.item[k]!, scratch.together[k]!, orders[row]!)
    return { places: choose(scratch, category, recipe, isLeftOut), scratch }
  }
}

/** The best places of a row that are not left out. */
function choose(
  scratch: Scratch,
  category: Uint32Array,
  { maxNeighbours, maxPerCategory }: Recipe,
  isLeftOut: (place: number) => boolean,
): number[] {
  const perCategory = new Map<number, number>()
  const places: number[] = []
  for (const k of bestPlaces(scratch.score, scratch.item, scratch.count, scratch.count)) {
    if (places.length === maxNeighbours) break
    const c = category[scratch.item[k]!]!
    const sofar = perCategory.get(c) ?? 0
    if ((c !== NONE && sofar === maxPerCategory) || isLeftOut(k)) continue
    perCategory.set(c, sofar + 1)
    places.push(k)
  }
  return places
}

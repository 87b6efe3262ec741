import type { Query, Rank } from './method.ts'
import type { Judge } from './metrics/contamination.ts'

/** How many places of a ranking are looked at. */
export const PLACES = 20
/** A list on a page: whatever stands in one counts as shown. */
const SHOWN = 10

/** What one method answered to all questions. */
export type Answers = {
  /** The place of each question's item, 1 for the best, 0 beyond the first 20. */
  readonly ranks: Uint32Array
  /** Items that stood among the first 10 at least once. */
  readonly numShown: number
  /** Of the first 10 places, those that do not belong there, and all; where a judge was asked. */
  readonly numAmiss: number
  readonly numPlaces: number
}

/** Asks one method all questions about one item each; `isAmiss` judges the places of pages. */
export function ask(rank: Rank, queries: readonly Query[], numItems: number, isAmiss?: Judge): Answers {
  const out = new Uint32Array(Math.min(PLACES, Math.max(0, numItems - 1)))
  const ranks = new Uint32Array(queries.length)
  const isShown = new Uint8Array(numItems)
  let numAmiss = 0
  let numPlaces = 0
  queries.forEach(({ given, truth, about }, q) => {
    rank(given, out, about)
    ranks[q] = out.indexOf(truth[0]!) + 1
    for (let k = 0; k < SHOWN && k < out.length; k++) {
      isShown[out[k]!] = 1
      if (!isAmiss) continue
      numPlaces++
      if (isAmiss(given[0]!, out[k]!)) numAmiss++
    }
  })
  return { ranks, numShown: isShown.reduce((sum, shown) => sum + shown, 0), numAmiss, numPlaces }
}

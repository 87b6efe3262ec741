import type { Query, Rank } from './method.ts'
import type { Judge } from './metrics/contamination.ts'
import { typeDiversity } from './metrics/diversity.ts'

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
  /** Of the first 10 places, those that do not belong there where a judge was asked, and all. */
  readonly numAmiss: number
  readonly numPlaces: number
  /** Mean type diversity of the first 10; 0 where no categories are known. */
  readonly diversity: number
}

export type Asking = {
  /** Judges the places of pages. */
  readonly isAmiss?: Judge | undefined
  /** By item number its category, to tell how varied pages are; NONE where it is not known. */
  readonly category?: Uint32Array | undefined
  /** Lists that the method gave before, by the array of what was given. */
  readonly seen?: WeakMap<readonly number[], Uint32Array> | undefined
}

/** Asks one method all questions about one item each. */
export function ask(
  rank: Rank,
  queries: readonly Query[],
  numItems: number,
  { isAmiss, category, seen }: Asking = {},
): Answers {
  const length = Math.min(PLACES, Math.max(0, numItems - 1))
  const ranks = new Uint32Array(queries.length)
  const isShown = new Uint8Array(numItems)
  let numAmiss = 0
  let numPlaces = 0
  let varieties = 0
  queries.forEach(({ given, truth, about }, q) => {
    let list = seen?.get(given)
    if (list === undefined) {
      list = new Uint32Array(length)
      rank(given, list, about)
      seen?.set(given, list)
    }
    ranks[q] = list.indexOf(truth[0]!) + 1
    const shown = list.subarray(0, SHOWN)
    for (const item of shown) isShown[item] = 1
    numPlaces += shown.length
    if (isAmiss) for (const item of shown) if (isAmiss(given[0]!, item)) numAmiss++
    if (category) varieties += typeDiversity(shown, category)
  })
  return {
    ranks,
    numShown: isShown.reduce((sum, shown) => sum + shown, 0),
    numAmiss,
    numPlaces,
    diversity: queries.length === 0 ? 0 : varieties / queries.length,
  }
}

import { alsoBought } from '../build/also-bought.ts'
import { groupItems } from '../build/groups.ts'
import type { Recipe } from '../build/score.ts'
import type { Shown } from './metrics/calibration.ts'
import type { Training } from './training.ts'

/** A list on a page. */
const SHOWN = 10

/** What a build with this recipe would show with an item: the first ten of its own list, nothing filled up. */
export function shownLists({ baskets, numItems }: Training, recipe: Recipe): Shown {
  const unknown = Array.from({ length: numItems }, (_, i) => ({ id: String(i), available: true }))
  const { rowStart, neighbour } = alsoBought(baskets, groupItems(unknown), recipe, () => {})
  return x => neighbour.subarray(rowStart[x]!, Math.min(rowStart[x]! + SHOWN, rowStart[x + 1]!))
}

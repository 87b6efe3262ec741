import type { Recipe } from '../build/score.ts'
import type { Shown } from './metrics/calibration.ts'
import { listsOf } from './ours/issho.ts'
import type { Training } from './training.ts'

/** A list on a page. */
const SHOWN = 10

/** What a build with this recipe would show with an item: the first ten of its own list, nothing filled up. */
export function shownLists(training: Training, recipe: Recipe): Shown {
  const { rowStart, neighbour } = listsOf(training, recipe)
  return x => neighbour.subarray(rowStart[x]!, Math.min(rowStart[x]! + SHOWN, rowStart[x + 1]!))
}

import type { AlsoBought } from '../build/also-bought.ts'
import type { Shown } from './metrics/calibration.ts'

/** A list on a page. */
const SHOWN = 10

/** What would be shown with an item: the first ten of its own list, nothing filled up. */
export function shownLists({ rowStart, neighbour }: AlsoBought): Shown {
  return x => neighbour.subarray(rowStart[x]!, Math.min(rowStart[x]! + SHOWN, rowStart[x + 1]!))
}

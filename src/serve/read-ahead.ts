import { itemOf } from '../format/neighbour.ts'
import type { ServedModel } from './model.ts'

/*
 * Reads what an answer is about to need of several items, in a loop without branches: the processor then waits for memory
 * once for all of them instead of once for each. At a million items this is a third of an answer. The sums are kept so that
 * no compiler leaves the reading out.
 */

let _sum = 0

/** What decides whether the neighbours at these places may be shown, and where their cards are. */
export function readColumns(
  { items }: ServedModel,
  neighbour: Uint32Array,
  start: number,
  end: number,
): void {
  const { flags, family, category, cardStart, price, orders } = items.columns
  let sum = 0
  for (let at = start; at < end; at++) {
    const item = itemOf(neighbour[at]!)
    sum += flags[item]! + family[item]! + category[item]! + cardStart[item]! + price[item]! + orders[item]!
  }
  _sum ^= sum
}

/** The cards of a list. */
export function readCards({ items }: ServedModel, entries: readonly { readonly item: number }[]): void {
  const { cardStart, cardText } = items.columns
  let sum = 0
  for (const { item } of entries) {
    const start = cardStart[item]!
    sum += cardText[start]! + cardText[start + 64]! + cardText[start + 128]!
  }
  _sum ^= sum
}

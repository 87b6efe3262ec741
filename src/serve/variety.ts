import { NONE } from '../format/layout.ts'

/** Two of one category, or a quarter of a longer list, as long as others have something to offer. */
const MIN_OF_CATEGORY = 2
const CATEGORY_SHARE = 1 / 4

/** Candidates are searched for other categories until this many were put back: four lists of the greatest limit. */
const MAX_PUT_BACK = 200

/**
 * Adds the best of the candidates to a list until it is full: first with every category held to its share of the list,
 * then those that were put back. Candidates stand at the places from `start` to `end` (exclusive), best first, none
 * twice; `entryAt` makes an entry of one, undefined where it may not be shown. It is called in their order.
 */
export function takeVaried<Entry extends { readonly item: number }>(
  list: Entry[],
  limit: number,
  category: Uint32Array,
  start: number,
  end: number,
  entryAt: (place: number) => Entry | undefined,
): void {
  const share = Math.max(MIN_OF_CATEGORY, Math.ceil(limit * CATEGORY_SHARE))
  const putBack: Entry[] = []
  for (let at = start; at < end && list.length < limit && putBack.length < MAX_PUT_BACK; at++) {
    const entry = entryAt(at)
    if (entry === undefined || isAmong(list, entry.item)) continue
    const isWithinShare = numOfCategory(list, category, category[entry.item]!) < share
    ;(isWithinShare ? list : putBack).push(entry)
  }
  list.push(...putBack.slice(0, limit - list.length))
}

function isAmong(list: readonly { readonly item: number }[], item: number): boolean {
  for (const entry of list) if (entry.item === item) return true
  return false
}

/** How many of the list are of this category; none where it is not known. */
function numOfCategory(
  list: readonly { readonly item: number }[],
  category: Uint32Array,
  wanted: number,
): number {
  if (wanted === NONE) return 0
  let count = 0
  for (const { item } of list) if (category[item] === wanted) count++
  return count
}

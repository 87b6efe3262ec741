import { NONE } from '../format/layout.ts'
import type { AlsoBought } from './also-bought.ts'
import type { Groups } from './groups.ts'

/**
 * For each row of also-bought the row that an answer goes on with, or NONE for the best sellers of the shop:
 * item → family → price band → category → the levels above it. Rows that would add nothing are skipped: empty ones,
 * and those of which the row before has every neighbour. A family goes on with what all its members have in common;
 * an item that skips its family goes on with what is its own. Always a later row.
 */
export function chain(
  groups: Groups,
  { rowStart, neighbour }: Pick<AlsoBought, 'rowStart' | 'neighbour'>,
): Uint32Array {
  const numRows = rowStart.length - 1
  const numItems = groups.family.length
  const { aboveItem, coarser } = coarserRows(groups)
  const next = new Uint32Array(numRows).fill(NONE)
  const seenIn = new Uint32Array(numItems).fill(NONE)
  for (let row = numRows - 1; row >= 0; row--) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) seenIn[neighbour[at]!] = row
    let candidate = coarser(row)
    if (row < numItems && candidate !== NONE && !addsTo(row, candidate)) candidate = aboveItem(row)
    while (candidate !== NONE && !addsTo(row, candidate)) candidate = next[candidate]!
    next[row] = candidate
  }
  return next

  function addsTo(row: number, candidate: number): boolean {
    for (let at = rowStart[candidate]!; at < rowStart[candidate + 1]!; at++) {
      if (seenIn[neighbour[at]!] !== row) return true
    }
    return false
  }
}

/** The next row of each row before any is skipped. */
function coarserRows({ families, bands, family, band, category, parent }: Groups) {
  const numItems = family.length
  const firstBand = numItems + families.length
  const firstCategory = firstBand + bands.length
  const rowOf = (first: number, group: number) => (group === NONE ? NONE : first + group)

  /** The rows of an item above itself and its family. */
  function pathOf(item: number): number[] {
    const path = [rowOf(firstBand, band[item]!)]
    for (let c = category[item]!; c !== NONE; c = parent[c]!) path.push(firstCategory + c)
    return path.filter(row => row !== NONE)
  }

  const aboveItem = (item: number) => pathOf(item)[0] ?? NONE

  function coarser(row: number): number {
    if (row < numItems) return family[row] === NONE ? aboveItem(row) : numItems + family[row]!
    if (row < firstBand) {
      const paths = families[row - numItems]!.members.map(pathOf).filter(path => path.length > 0)
      return paths[0]?.find(common => paths.every(path => path.includes(common))) ?? NONE
    }
    if (row < firstCategory) return firstCategory + bands[row - firstBand]!.category
    return rowOf(firstCategory, parent[row - firstCategory]!)
  }
  return { aboveItem, coarser }
}

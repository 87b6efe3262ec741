import { encode } from '../format/encode.ts'
import { firstSegments, packMultiplier, type SegmentKind } from '../format/segments.ts'
import { invert } from './baskets.ts'
import { partings, significantCells } from './segments.ts'
import type { Baskets } from './shop.ts'

/** segments.idx with the wanted kinds that have a significant cell; no file where none has. */
export function segmentFile(
  baskets: Baskets,
  numItems: number,
  wanted: readonly SegmentKind[],
): { readonly file?: Uint8Array; readonly numCells: number } {
  if (wanted.length === 0) return { numCells: 0 }
  const postings = invert(baskets, numItems)
  const found = partings(baskets)
    .filter(parting => wanted.includes(parting.kind))
    .map(parting => ({ kind: parting.kind, cells: significantCells(parting, postings) }))
    .filter(({ cells }) => cells.length > 0)
  if (found.length === 0) return { numCells: 0 }

  const kinds = found.map(({ kind }) => kind)
  const audiences = kinds.includes('audience') ? baskets.audiences! : []
  const { first, end } = firstSegments(kinds, audiences.length)
  const cells = found
    .flatMap(({ kind, cells }) => cells.map(cell => ({ ...cell, segment: first[kind]! + cell.segment })))
    .sort((a, b) => a.item - b.item || a.segment - b.segment)
  const cellStart = new Uint32Array(numItems + 1)
  for (const { item } of cells) cellStart[item + 1]!++
  for (let item = 0; item < numItems; item++) cellStart[item + 1]! += cellStart[item]!
  const file = encode({
    kind: 'segments',
    counts: { numItems, numSegments: end, numCells: cells.length },
    header: { kinds, audiences },
    columns: {
      cellStart,
      cellSegment: Uint8Array.from(cells, cell => cell.segment),
      cellMultiplier: Uint8Array.from(cells, cell => packMultiplier(cell.multiplier)),
    },
  })
  return { file, numCells: cells.length }
}

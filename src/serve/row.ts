import { NONE } from '../format/layout.ts'
import { itemOf, scoreOf } from '../format/neighbour.ts'
import { kindOfRow, ROW_KINDS } from '../format/rows.ts'
import type { ServedModel } from './model.ts'
import type { Demand } from './moment.ts'

/** From the finest evidence to none: orders of the item, its variants, its price band, its category, the shop. */
export const LEVELS = [...ROW_KINDS, 'popular'] as const
export type Level = (typeof LEVELS)[number]

/** A stretch of candidates, best first, with what is known of all of them. */
export type Row = {
  readonly level: Level
  readonly row: number
  readonly orders: number
  /** Packed; an item number alone in the popular row. */
  readonly neighbour: Uint32Array
  /** Undefined in the popular row, which is no rule about the item. */
  readonly together: Uint32Array | undefined
  /** Where the row was re-ranked, the scores that did it; else they are those of the neighbours. */
  readonly scores: Float64Array | undefined
  readonly start: number
  readonly end: number // exclusive
}

export function storedRow({ items, alsoBought, rows }: ServedModel, row: number): Row {
  const { rowStart, neighbour, together } = alsoBought.columns
  const [start, end] = [rowStart[row]!, rowStart[row + 1]!]
  const level = kindOfRow(rows, row)
  return {
    level,
    row,
    orders: items.columns.orders[row]!,
    neighbour,
    together,
    scores: undefined,
    start,
    end,
  }
}

export function bestSellers({ popular }: ServedModel): Row {
  const end = popular.length
  return {
    level: 'popular',
    row: NONE,
    orders: 0,
    neighbour: popular,
    together: undefined,
    scores: undefined,
    start: 0,
    end,
  }
}

/** So many best sellers are re-ranked: the demand of a moment is at most a few times the usual one. */
const BEST_SELLERS = 400

/** The row by what scores best at the moment asked about, ties in its own order. The counts stay. */
export function reranked(row: Row, { items }: ServedModel, demand: Demand): Row {
  const { start, neighbour, together } = row
  const { orders } = items.columns
  const length = together ? row.end - start : Math.min(BEST_SELLERS, row.end)
  const score = Float64Array.from({ length }, (_, place) => {
    const packed = neighbour[start + place]!
    return (together ? scoreOf(packed) : orders[itemOf(packed)]!) * demand(itemOf(packed))
  })
  const places = [...score.keys()].sort((a, b) => score[b]! - score[a]!)
  return {
    ...row,
    neighbour: Uint32Array.from(places, place => neighbour[start + place]!),
    together: together && Uint32Array.from(places, place => together[start + place]!),
    scores: Float64Array.from(places, place => (together ? Math.min(1, score[place]!) : 0)),
    start: 0,
    end: length,
  }
}

import { AVAILABLE, type ModelFile, NONE } from '../format/layout.ts'
import { itemOf, scoreOf } from '../format/neighbour.ts'
import { firstRows, kindOfRow, type RowKind } from '../format/rows.ts'
import { confidence, lift } from '../measures.ts'
import type { Model } from './read.ts'

/** One stored neighbour with its evidence. */
export type Neighbour = {
  readonly item: number
  readonly together: number
  readonly confidence: number
  readonly lift: number
  readonly score: number
}

/** One stored step of the ladder; price difference in minor units. */
export type LadderStep = { readonly item: number; readonly rung: string; readonly priceDifference: number }

/** One row that the lists of an item are made of. */
export type ChainLink = {
  readonly row: number
  readonly kind: RowKind
  /** The path of a band's or a category's category. */
  readonly category?: string
  readonly orders: number
  readonly numNeighbours: number
}

/** The rows that an item's also-bought list is filled from, in order; after them come the best sellers. */
export function chainOf({ items, alsoBought }: Model, item: number): ChainLink[] {
  const { rowStart, next } = alsoBought.columns
  const { orders, bandCategory } = items.columns
  const first = firstRows(items.counts)
  const links: ChainLink[] = []
  for (let row = item; row !== NONE; row = next[row]!) {
    const kind = kindOfRow(first, row)
    const number = kind === 'band' ? bandCategory[row - first.band] : row - first.category
    const category = items.header.categories[number!]
    const numNeighbours = rowStart[row + 1]! - rowStart[row]!
    links.push({ row, kind, ...(category && { category }), orders: orders[row]!, numNeighbours })
  }
  return links
}

/** The stored also-bought row of an item, best first, nothing filtered or filled up. */
export function neighboursOf({ items, alsoBought }: Model, row: number): Neighbour[] {
  const { rowStart, neighbour, together } = alsoBought.columns
  const { orders } = items.columns
  return range(rowStart[row]!, rowStart[row + 1]!).map(at => {
    const [item, n] = [itemOf(neighbour[at]!), together[at]!]
    const [ordersX, ordersY] = [orders[row]!, orders[item]!]
    return {
      item,
      together: n,
      confidence: confidence(n, ordersX),
      lift: lift(n, ordersX, ordersY, alsoBought.counts.numBaskets),
      score: scoreOf(neighbour[at]!),
    }
  })
}

/** The stored higher models of an item, best first. */
export function upgradesOf({ items, higherModel }: Model, item: number): LadderStep[] {
  const { upgradeStart, upgrade, upgradeRung } = higherModel.columns
  return steps(items, higherModel, item, upgradeStart, upgrade, upgradeRung)
}

/** The stored cheaper models of an item, best first. */
export function alternativesOf({ items, higherModel }: Model, item: number): LadderStep[] {
  const { alternativeStart, alternative, alternativeRung } = higherModel.columns
  return steps(items, higherModel, item, alternativeStart, alternative, alternativeRung)
}

function steps(
  items: ModelFile<'items'>,
  { header }: ModelFile<'higher-model'>,
  from: number,
  start: Uint32Array,
  to: Uint32Array,
  rung: Uint8Array,
): LadderStep[] {
  const { price } = items.columns
  return range(start[from]!, start[from + 1]!).map(at => ({
    item: to[at]!,
    rung: header.rungs[rung[at]!]!,
    priceDifference: price[to[at]!]! - price[from]!,
  }))
}

/** What a shop shows of an item: its card, parsed. Locale 0 is the catalogue's own language. */
export function cardOf(
  { columns, counts }: ModelFile<'items'>,
  item: number,
  locale = 0,
): Record<string, string> {
  const at = locale * counts.numItems + item
  const text = columns.cardText.subarray(columns.cardStart[at]!, columns.cardStart[at + 1]!)
  return JSON.parse(`{${Buffer.from(text).toString()}}`)
}

/** The price of an item in minor units with its currency, or undefined. */
export function priceOf({ columns, header }: ModelFile<'items'>, item: number) {
  const amount = columns.price[item]!
  return amount === NONE ? undefined : { amount, currency: header.currencies[columns.currency[item]!]! }
}

export function isAvailable({ columns }: ModelFile<'items'>, item: number): boolean {
  return (columns.flags[item]! & AVAILABLE) !== 0
}

/** The category path of an item, or undefined. */
export function categoryOf({ columns, header }: ModelFile<'items'>, item: number): string | undefined {
  return header.categories[columns.category[item]!]
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

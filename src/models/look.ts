import type { Difference, Rejection } from '../format/difference.ts'
import { AVAILABLE, type ModelFile, NO_STEP, NONE } from '../format/layout.ts'
import { itemOf, scoreOf } from '../format/neighbour.ts'
import { firstRows, kindOfRow, type RowKind } from '../format/rows.ts'
import { confidence, lift } from '../measures.ts'
import type { Model } from './files.ts'

/** One stored neighbour with its evidence. */
export type Neighbour = {
  readonly item: number
  readonly together: number
  readonly confidence: number
  readonly lift: number
  readonly score: number
}

/** One stored step of the ladder; price difference in minor units. */
export type LadderStep = {
  readonly item: number
  readonly rung: string
  readonly differences: readonly Difference[]
  readonly priceDifference: number
  /** Sessions that looked at the item, and those of them that bought this one instead; absent where none are known. */
  readonly visits?: { readonly looked: number; readonly bought: number }
}

/** An item that is no higher model of another, and why. */
export type NearMiss = { readonly item: number; readonly reason: Rejection }

/** One row that the lists of an item are made of. */
export type ChainLink = {
  readonly row: number
  readonly kind: RowKind
  /** The path of a band's or a category's category. */
  readonly category?: string
  readonly orders: number
  readonly numNeighbours: number
}

/** What also-bought rows are read from. */
type Rows = Pick<Model, 'items' | 'alsoBought'>

/** The rows that an item's also-bought list is filled from, in order; after them come the best sellers. */
export function chainOf({ items, alsoBought }: Rows, item: number): ChainLink[] {
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
export function neighboursOf({ items, alsoBought }: Rows, row: number): Neighbour[] {
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
export function upgradesOf(model: Model, item: number): LadderStep[] {
  return stepsOf(model, item, item)
}

/** The stored cheaper models of an item, best first. */
export function alternativesOf(model: Model, item: number): LadderStep[] {
  return stepsOf(model, item, model.items.counts.numItems + item)
}

function stepsOf({ items, higherModel }: Model, from: number, row: number): LadderStep[] {
  const { header, columns } = higherModel
  const { price } = items.columns
  return range(columns.stepStart[row]!, columns.stepStart[row + 1]!).map(at => ({
    item: columns.step[at]!,
    rung: header.rungs[columns.rung[at]!]!,
    differences: differencesOf(higherModel, columns.difference[at]!),
    priceDifference: price[columns.step[at]!]! - price[from]!,
    ...(columns.looked[at] && { visits: { looked: columns.looked[at], bought: columns.bought[at]! } }),
  }))
}

/** In what the two ends of a step differ, as the file has it; [] where it tells nothing. */
function differencesOf({ columns }: ModelFile<'higher-model'>, difference: number): Difference[] {
  if (difference === NONE) return []
  const { differenceStart, differenceText } = columns
  return JSON.parse(textAt(differenceText, differenceStart, difference))
}

/** The choice of three that an item has with two of its upgrades, by number; undefined where it has none. */
export function choiceOf({ higherModel }: Model, item: number): { better: number; best: number } | undefined {
  const { stepStart, step, better, best } = higherModel.columns
  const [start, middle, top] = [stepStart[item]!, better[item]!, best[item]!]
  if (middle === NO_STEP || top === NO_STEP) return undefined
  return { better: step[start + middle]!, best: step[start + top]! }
}

/** What stands nearest to being a higher model of an item, and why it is none. */
export function nearMissesOf({ columns }: ModelFile<'near-misses'>, item: number): NearMiss[] {
  const { missStart, miss, reason, reasonStart, reasonText } = columns
  return range(missStart[item]!, missStart[item + 1]!).map(at => ({
    item: miss[at]!,
    reason: JSON.parse(textAt(reasonText, reasonStart, reason[at]!)),
  }))
}

function textAt(bytes: Uint8Array, start: Uint32Array, i: number): string {
  return Buffer.from(bytes.subarray(start[i]!, start[i + 1]!)).toString()
}

/** What a shop shows of an item: its card, parsed. Locale 0 is the catalogue's own language. */
export function cardOf(
  { columns, counts }: ModelFile<'items'>,
  item: number,
  locale = 0,
): Record<string, string> {
  const at = locale * counts.numItems + item
  return JSON.parse(`{${textAt(columns.cardText, columns.cardStart, at)}}`)
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

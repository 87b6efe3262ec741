import { AVAILABLE, type ModelFile, NONE } from '../format/layout.ts'
import { confidence, lift, wilsonLowerBound } from '../measures.ts'
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

/** The stored also-bought row of an item, best first, nothing filtered or filled up. */
export function neighboursOf({ items, alsoBought }: Model, row: number): Neighbour[] {
  const { rowStart, neighbour, together } = alsoBought.columns
  const { recipe } = alsoBought.header
  const { orders } = items.columns
  return range(rowStart[row]!, rowStart[row + 1]!).map(at => {
    const [item, n] = [neighbour[at]!, together[at]!]
    const [ordersX, ordersY] = [orders[row]!, orders[item]!]
    return {
      item,
      together: n,
      confidence: confidence(n, ordersX),
      lift: lift(n, ordersX, ordersY, alsoBought.counts.numBaskets),
      score: wilsonLowerBound(n, ordersX, recipe.z!) * ordersY ** -recipe.beta!,
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

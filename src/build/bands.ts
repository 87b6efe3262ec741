import type { Group } from './group.ts'
import type { Item } from './shop.ts'

/** A third of a category by price; the category is a number. */
export type Band = Group & { readonly category: number }

/** Four items a band: below that a "band" is a few products under another name. */
const MIN_PRICED_ITEMS = 12

/**
 * A band of fewer orders than this says nothing that its category would not say with less noise: of 50 orders, a
 * neighbour of 10 % confidence has five, the fewest that a shopper is told of.
 */
export const MIN_BAND_ORDERS = 50

/**
 * The low, middle and high price band of each category: its own priced items, split at the terciles of their price;
 * items of one price share a band. None where fewer than 12 items have a price, where the prices are in more than one
 * currency, or where so many cost the same that a band would be empty.
 */
export function priceBands(
  items: readonly Item[],
  categories: readonly Group[],
  category: Uint32Array,
): Band[] {
  return categories.flatMap(({ name, members }, c) => {
    if (category[members[0]!] !== c) return [] // a level above: its items have bands where they are at home
    const priced = members.filter(i => items[i]!.price !== undefined)
    if (priced.length < MIN_PRICED_ITEMS) return []
    if (new Set(priced.map(i => items[i]!.price!.currency)).size > 1) return []
    const priceOf = (i: number) => items[i]!.price!.amount
    const amounts = priced.map(priceOf).sort((a, b) => a - b)
    const [from, to] = [1, 2].map(k => amounts[Math.floor((k * amounts.length) / 3)]!) as [number, number]
    const bands = [
      { name: `${name}, low`, category: c, members: priced.filter(i => priceOf(i) < from) },
      {
        name: `${name}, middle`,
        category: c,
        members: priced.filter(i => from <= priceOf(i) && priceOf(i) < to),
      },
      { name: `${name}, high`, category: c, members: priced.filter(i => to <= priceOf(i)) },
    ]
    return bands.some(band => band.members.length === 0) ? [] : bands
  })
}

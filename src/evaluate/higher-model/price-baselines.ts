import { membersBy } from '../../build/group.ts'
import type { Item } from '../../build/shop.ts'

const NUM_SHOWN = 3

/** What a shop without a ladder would show: the next dearer items of the category, by price. */
export function nearestHigherPrice(items: readonly Item[], asked: readonly number[]): number[][] {
  return nextByPrice(items, asked, item => item.category ?? '')
}

/** The same, of the same brand. */
export function sameBrandNextPrice(items: readonly Item[], asked: readonly number[]): number[][] {
  return nextByPrice(items, asked, ({ category = '', brand = '' }) => `${category}\n${brand.toLowerCase()}`)
}

function nextByPrice(
  items: readonly Item[],
  asked: readonly number[],
  shelfOf: (item: Item) => string,
): number[][] {
  const priceOf = (i: number) => items[i]!.price!.amount
  const shelves = membersBy(items, item => (item.price && item.available ? shelfOf(item) : undefined))
  for (const shelf of shelves.values()) shelf.sort((a, b) => priceOf(a) - priceOf(b) || a - b)
  const place = new Map([...shelves.values()].flatMap(shelf => shelf.map((item, at) => [item, at] as const)))
  return asked.map(x => {
    const shelf = shelves.get(shelfOf(items[x]!)) ?? []
    const found: number[] = []
    for (let at = (place.get(x) ?? shelf.length) + 1; at < shelf.length && found.length < NUM_SHOWN; at++) {
      const y = shelf[at]!
      if (priceOf(y) > priceOf(x) && items[y]!.price!.currency === items[x]!.price!.currency) found.push(y)
    }
    return found
  })
}

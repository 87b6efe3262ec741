import { grouped } from './grouped.ts'
import type { Item } from './shop.ts'

/** A family (variants of one product), a price band or a category, with its item numbers ascending. */
export type Group = { readonly name: string; readonly members: readonly number[] }

/** The items of each name, ascending; those without one are left out. */
export function membersBy(
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): Map<string, number[]> {
  return grouped(items.keys(), i => nameOf(items[i]!))
}

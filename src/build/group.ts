import type { Item } from './shop.ts'

/** A family (variants of one product), a price band or a category, with its item numbers ascending. */
export type Group = { readonly name: string; readonly members: readonly number[] }

/** The items of each name, ascending; those without one are left out. */
export function membersBy(
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): Map<string, number[]> {
  const members = new Map<string, number[]>()
  items.forEach((item, i) => {
    const name = nameOf(item)
    if (name === undefined) return
    const list = members.get(name)
    if (list) list.push(i)
    else members.set(name, [i])
  })
  return members
}

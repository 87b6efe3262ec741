import { NONE } from '../format/layout.ts'
import type { Item } from './shop.ts'

/** A family (variants of one product) or a category, with its item numbers ascending. */
export type Group = { readonly name: string; readonly members: readonly number[] }

/** The items' families and categories, numbered by name. */
export type Groups = {
  readonly families: readonly Group[]
  readonly categories: readonly Group[]
  /** By item number: its family's number, or NONE. A family of one is none. */
  readonly family: Uint32Array
  /** By item number: its category's number, or NONE. */
  readonly category: Uint32Array
}

export function groupItems(items: readonly Item[]): Groups {
  const families = groupBy(items, item => item.group).filter(f => f.members.length > 1)
  const categories = groupBy(items, item => item.category)
  return {
    families,
    categories,
    family: numbersOf(families, items.length),
    category: numbersOf(categories, items.length),
  }
}

/** Whether the two are variants of one product. */
export function areVariants({ family }: Groups, x: number, y: number): boolean {
  return family[x] !== NONE && family[x] === family[y]
}

/** The number of the item's category; undefined where it has none. */
export function categoryOf({ category }: Groups, x: number): number | undefined {
  return category[x] === NONE ? undefined : category[x]
}

function groupBy(items: readonly Item[], nameOf: (item: Item) => string | undefined): Group[] {
  const members = new Map<string, number[]>()
  items.forEach((item, i) => {
    const name = nameOf(item)
    if (name === undefined) return
    const list = members.get(name)
    if (list) list.push(i)
    else members.set(name, [i])
  })
  return [...members]
    .map(([name, list]) => ({ name, members: list }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function numbersOf(groups: readonly Group[], numItems: number): Uint32Array {
  const numbers = new Uint32Array(numItems).fill(NONE)
  groups.forEach(({ members }, g) => {
    for (const i of members) numbers[i] = g
  })
  return numbers
}

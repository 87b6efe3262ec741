import { NONE } from '../format/layout.ts'
import { type Band, priceBands } from './bands.ts'
import { categoryTree } from './categories.ts'
import { type Group, membersBy } from './group.ts'
import type { Item } from './shop.ts'

/** What the catalogue says of the items, as far as also-bought must know it. */
export type Groups = {
  /** Numbered by name. */
  readonly families: readonly Group[]
  /** Numbered by category, then from the lowest price up. */
  readonly bands: readonly Band[]
  /** Every level of every path, the deepest first, so that a category's number is below that of those above it. */
  readonly categories: readonly Group[]
  /** By item number: its family's number, or NONE. A family of one is none. */
  readonly family: Uint32Array
  /** By item number: its band's number, or NONE. */
  readonly band: Uint32Array
  /** By item number: its own category's number, or NONE. */
  readonly category: Uint32Array
  /** By category number: the number of the next level up, or NONE. */
  readonly parent: Uint32Array
  /** By item number: 1 where it can be sold now. */
  readonly isForSale: Uint8Array
}

export function groupItems(items: readonly Item[]): Groups {
  const families = familiesOf(items)
  const { categories, category, parent } = categoryTree(items)
  const bands = priceBands(items, categories, category)
  return {
    families,
    bands,
    categories,
    family: numbersOf(families, items.length),
    band: numbersOf(bands, items.length),
    category,
    parent,
    isForSale: Uint8Array.from(items, item => (item.available ? 1 : 0)),
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

function familiesOf(items: readonly Item[]): Group[] {
  return [...membersBy(items, item => item.group)]
    .filter(([, members]) => members.length > 1)
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function numbersOf(groups: readonly Group[], numItems: number): Uint32Array {
  const numbers = new Uint32Array(numItems).fill(NONE)
  groups.forEach(({ members }, g) => {
    for (const i of members) numbers[i] = g
  })
  return numbers
}

/** The groups without rows of their own but those of categories, where items learn from them: what is judged is items. */
export function forItemsAlone(groups: Groups, withTypes: boolean): Groups {
  return { ...groups, families: [], bands: [], categories: withTypes ? groups.categories : [] }
}

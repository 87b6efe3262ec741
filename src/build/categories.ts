import { NONE } from '../format/layout.ts'
import { type Group, membersBy } from './group.ts'
import type { Item } from './shop.ts'

const BETWEEN_LEVELS = ' > '

/**
 * The categories of the shop at every level of their paths: "Phones > Cases" with its items, "Phones" with all items
 * below it. A path that has items of its own and levels below stands twice, first with its own items only: a phone in
 * "Phones" goes with the cases of "Phones > Cases", which a row about both could never list. A level that adds no item
 * to the one below it is left out. Numbered the deepest first, then by name.
 */
export function categoryTree(items: readonly Item[]) {
  const chains = chainsOf(items)
  const depthOf = (name: string) => name.split(BETWEEN_LEVELS).length
  const categories = [...new Set(chains.flat())].sort(
    (a, b) =>
      depthOf(b.name) - depthOf(a.name) ||
      (a.name === b.name ? a.members.length - b.members.length : a.name < b.name ? -1 : 1),
  )
  const numberOf = new Map(categories.map((group, number) => [group, number]))
  const parent = new Uint32Array(categories.length).fill(NONE)
  const category = new Uint32Array(items.length).fill(NONE)
  for (const chain of chains) {
    const numbers = chain.map(group => numberOf.get(group)!)
    for (const i of chain[0]!.members) category[i] = numbers[0]!
    numbers.forEach((number, level) => {
      parent[number] = numbers[level + 1] ?? NONE
    })
  }
  return { categories, category, parent }
}

/** For every path that items have: the group of its own items, then those of the levels above, each larger. */
function chainsOf(items: readonly Item[]): Group[][] {
  const own = membersBy(items, item => item.category)
  const withAllBelow = new Map<string, Group & { members: number[] }>()
  for (const [path, members] of own) {
    for (const name of pathsAbove(path)) {
      if (!withAllBelow.has(name)) withAllBelow.set(name, { name, members: [...(own.get(name) ?? [])] })
      for (const i of members) withAllBelow.get(name)!.members.push(i)
    }
  }
  for (const { members } of withAllBelow.values()) members.sort((a, b) => a - b)
  return [...own].map(([name, members]) => {
    const levels = [name, ...pathsAbove(name)].flatMap(path => withAllBelow.get(path) ?? [])
    const chain: Group[] = [{ name, members }]
    for (const level of levels) if (level.members.length > chain.at(-1)!.members.length) chain.push(level)
    return chain
  })
}

/** "A > B > C" → "A > B", "A" */
function pathsAbove(path: string): string[] {
  const levels = path.split(BETWEEN_LEVELS)
  return levels.slice(1).map((_, k) => levels.slice(0, levels.length - 1 - k).join(BETWEEN_LEVELS))
}

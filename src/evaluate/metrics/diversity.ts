import { NONE } from '../../format/layout.ts'

/**
 * Type diversity of a list: its distinct leaf categories over its items, of those whose category is known. 1 where each
 * is of another kind, 1 / n where all n are of one; 1 where nothing is known of them.
 */
export function typeDiversity(list: Uint32Array, category: Uint32Array): number {
  const types = new Set<number>()
  let known = 0
  for (const item of list) {
    if (category[item] === NONE) continue
    known++
    types.add(category[item]!)
  }
  return known === 0 ? 1 : types.size / known
}

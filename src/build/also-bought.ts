import { NONE } from '../format/layout.ts'
import { createUnion, invert } from './baskets.ts'
import { createCounter } from './count.ts'
import { firstOrderLists } from './first-order.ts'
import type { Groups } from './groups.ts'
import { passesGates, type Recipe, score } from './score.ts'
import type { Baskets } from './shop.ts'
import { createSubstitutes } from './substitutes.ts'

/** The rows of also-bought.idx, and how many orders stand behind each: items, then families, then categories. */
export type AlsoBought = {
  readonly rowStart: Uint32Array
  readonly neighbour: Uint32Array
  readonly together: Uint32Array
  readonly orders: Uint32Array
}

type Candidate = { readonly item: number; readonly together: number; readonly score: number }

/**
 * What is bought together with each item, with any item of its family, and with any item of its category.
 * Rows are best first, ties by item number. A row never lists itself: not the item, not its family, and for a
 * category not the category. Substitutes of an item are not in its row, those of a family's best seller not in that
 * family's.
 */
export function alsoBought(
  baskets: Baskets,
  groups: Groups,
  recipe: Recipe,
  onRow: (done: number, total: number) => void,
): AlsoBought {
  const { family, category } = groups
  const numItems = family.length
  const numOrders = baskets.start.length - 1
  const postings = invert(baskets, numItems)
  const countTogether = createCounter(baskets, numItems)
  const basketsOfAny = createUnion(postings, numOrders)
  const rows = [...rowsOf(groups, numItems)]

  const orders = new Uint32Array(rows.length)
  for (let i = 0; i < numItems; i++) orders[i] = postings.start[i + 1]! - postings.start[i]!
  const lists = firstOrderLists(postings, countTogether, recipe)
  const known = { orders: orders.subarray(0, numItems), numOrders, groups, baskets }
  const isSubstitute = createSubstitutes(lists, known)

  const rowStart = new Uint32Array(rows.length + 1)
  const neighbour: number[] = []
  const together: number[] = []
  rows.forEach(({ members, isOwn, face }, row) => {
    const inBaskets = basketsOfAny(members)
    orders[row] = inBaskets.length
    const candidates: Candidate[] = []
    countTogether(inBaskets, (y, n) => {
      if (isOwn(y) || !passesGates(recipe, n, inBaskets.length, orders[y]!, numOrders)) return
      candidates.push({ item: y, together: n, score: score(recipe, n, inBaskets.length, orders[y]!) })
    })
    const isLeftOut = ({ item, together }: Candidate) =>
      face !== undefined && isSubstitute(face, item, together, inBaskets.length)
    for (const best of selectBest(candidates, category, recipe, isLeftOut)) {
      neighbour.push(best.item)
      together.push(best.together)
    }
    rowStart[row + 1] = neighbour.length
    onRow(row + 1, rows.length)
  })
  return { rowStart, neighbour: Uint32Array.from(neighbour), together: Uint32Array.from(together), orders }
}

type Row = {
  readonly members: readonly number[]
  readonly isOwn: (item: number) => boolean
  /** The item, or the family's best seller: whose substitutes do not belong here. A category holds its own anyway. */
  readonly face?: number
}

function* rowsOf({ family, category, families, categories }: Groups, numItems: number): Generator<Row> {
  for (let x = 0; x < numItems; x++) {
    const own = family[x]!
    yield { members: [x], isOwn: y => y === x || (own !== NONE && family[y] === own), face: x }
  }
  for (const [f, { members }] of families.entries()) {
    yield { members, isOwn: y => family[y] === f, face: members[0]! }
  }
  for (const [c, { members }] of categories.entries()) yield { members, isOwn: y => category[y] === c }
}

/** The best of a row that are not left out, at most maxNeighbours and at most maxPerCategory of one category. */
function selectBest(
  candidates: Candidate[],
  category: Uint32Array,
  recipe: Recipe,
  isLeftOut: (candidate: Candidate) => boolean,
): Candidate[] {
  candidates.sort((a, b) => b.score - a.score || a.item - b.item)
  const perCategory = new Map<number, number>()
  const best: Candidate[] = []
  for (const candidate of candidates) {
    if (best.length === recipe.maxNeighbours) break
    const c = category[candidate.item]!
    const sofar = perCategory.get(c) ?? 0
    if ((c !== NONE && sofar === recipe.maxPerCategory) || isLeftOut(candidate)) continue
    perCategory.set(c, sofar + 1)
    best.push(candidate)
  }
  return best
}

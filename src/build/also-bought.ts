import { NONE } from '../format/layout.ts'
import { MIN_BAND_ORDERS } from './bands.ts'
import { createUnion, invert } from './baskets.ts'
import { createCounter } from './count.ts'
import type { Groups } from './groups.ts'
import { passesGates, type Recipe, score } from './score.ts'
import type { Baskets } from './shop.ts'

/**
 * The rows of also-bought.idx, and how many orders stand behind each: items, then families, then price bands, then
 * categories.
 */
export type AlsoBought = {
  readonly rowStart: Uint32Array
  readonly neighbour: Uint32Array
  readonly together: Uint32Array
  /** One a neighbour, in (0, 1], never rising within a row. */
  readonly score: Float64Array
  readonly orders: Uint32Array
}

type Candidate = { readonly item: number; readonly together: number; readonly score: number }

/**
 * What is bought together with each item, with any item of its family, of its price band, and of its category at
 * every level. Rows are best first, ties by item number. A row never lists what it may not recommend: not what
 * cannot be sold, not the item itself or its family, and for a band or a category not the category.
 */
export function alsoBought(
  baskets: Baskets,
  groups: Groups,
  recipe: Recipe,
  onRow: (done: number, total: number) => void,
): AlsoBought {
  const { family, category, isForSale } = groups
  const numItems = family.length
  const numOrders = baskets.start.length - 1
  const postings = invert(baskets, numItems)
  const countTogether = createCounter(baskets, numItems)
  const basketsOfAny = createUnion(postings, numOrders)
  const rows = [...rowsOf(groups, numItems)]

  const orders = new Uint32Array(rows.length)
  for (let i = 0; i < numItems; i++) orders[i] = postings.start[i + 1]! - postings.start[i]!

  const rowStart = new Uint32Array(rows.length + 1)
  const neighbour: number[] = []
  const together: number[] = []
  const scores: number[] = []
  rows.forEach(({ members, isOwn, minOrders }, row) => {
    const inBaskets = basketsOfAny(members)
    orders[row] = inBaskets.length
    const candidates: Candidate[] = []
    countTogether(inBaskets.length < minOrders ? NO_BASKETS : inBaskets, (y, n) => {
      if (isForSale[y] === 0 || isOwn(y) || !passesGates(recipe, n, inBaskets.length, orders[y]!, numOrders))
        return
      candidates.push({ item: y, together: n, score: score(recipe, n, inBaskets.length, orders[y]!) })
    })
    for (const best of selectBest(candidates, category, recipe)) {
      neighbour.push(best.item)
      together.push(best.together)
      scores.push(best.score)
    }
    rowStart[row + 1] = neighbour.length
    onRow(row + 1, rows.length)
  })
  return {
    rowStart,
    neighbour: Uint32Array.from(neighbour),
    together: Uint32Array.from(together),
    score: Float64Array.from(scores),
    orders,
  }
}

const NO_BASKETS = new Uint32Array(0)

type Row = {
  readonly members: readonly number[]
  readonly isOwn: (item: number) => boolean
  /** The row stays empty where fewer orders stand behind it. */
  readonly minOrders: number
}

function* rowsOf({ family, category, parent, ...groups }: Groups, numItems: number): Generator<Row> {
  for (let x = 0; x < numItems; x++) {
    const own = family[x]!
    yield { members: [x], isOwn: y => y === x || (own !== NONE && family[y] === own), minOrders: 0 }
  }
  for (const [f, { members }] of groups.families.entries()) {
    yield { members, isOwn: y => family[y] === f, minOrders: 0 }
  }
  for (const { members, category: c } of groups.bands) {
    yield { members, isOwn: y => category[y] === c, minOrders: MIN_BAND_ORDERS }
  }
  for (const [c, { members }] of groups.categories.entries()) {
    yield { members, isOwn: y => isWithin(category[y]!, c, parent), minOrders: 0 }
  }
}

/** Whether a category is the other one or below it. */
function isWithin(category: number, other: number, parent: Uint32Array): boolean {
  let c = category
  while (c !== NONE && c < other) c = parent[c]!
  return c === other
}

/** The best of a row, at most maxNeighbours and at most maxPerCategory of one category. */
function selectBest(candidates: Candidate[], category: Uint32Array, recipe: Recipe): Candidate[] {
  candidates.sort((a, b) => b.score - a.score || a.item - b.item)
  const perCategory = new Map<number, number>()
  const best: Candidate[] = []
  for (const candidate of candidates) {
    if (best.length === recipe.maxNeighbours) break
    const c = category[candidate.item]!
    const sofar = perCategory.get(c) ?? 0
    if (c !== NONE && sofar === recipe.maxPerCategory) continue
    perCategory.set(c, sofar + 1)
    best.push(candidate)
  }
  return best
}

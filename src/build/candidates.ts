import { NONE } from '../format/layout.ts'
import { MIN_BAND_ORDERS } from './bands.ts'
import { createUnion, invert } from './baskets.ts'
import { bestPlaces } from './best.ts'
import { createCounter } from './count.ts'
import type { Groups } from './groups.ts'
import { belief, damping, passesGates, type Recipe } from './score.ts'
import type { Baskets } from './shop.ts'
import { weigh, weightOf } from './weigh.ts'

/** What may stand in each row, best first: items, then families, then price bands, then categories. */
export type Candidates = {
  /** Row r: start[r] … start[r + 1], exclusive. */
  readonly start: Uint32Array
  readonly item: Uint32Array
  /** Raw counts of orders that hold the row's item, or any of its group, and the candidate. */
  readonly together: Uint32Array
  /** How far each is believed to go with the row, before its popularity is damped. */
  readonly belief: Float32Array
  /** Orders behind each row. */
  readonly orders: Uint32Array
}

/** So many candidates of a row are kept for each neighbour that it may have in the end. */
export const CANDIDATES_A_NEIGHBOUR = 4

const NO_BASKETS = new Uint32Array(0)

/** Counts every row's joint orders and keeps its best candidates. Work: Σ |basket|². */
export function gatherCandidates(
  baskets: Baskets,
  groups: Groups,
  recipe: Recipe,
  onRow: (done: number, total: number) => void = () => {},
): Candidates {
  const { isForSale } = groups
  const numItems = isForSale.length
  const numOrders = baskets.start.length - 1
  const postings = invert(baskets, numItems)
  const weight = weigh(baskets, recipe)
  const countTogether = createCounter(baskets, numItems, weight)
  const basketsOfAny = createUnion(postings, numOrders)
  const rows = [...rowsOf(groups, numItems)]

  const orders = new Uint32Array(rows.length)
  for (let i = 0; i < numItems; i++) orders[i] = postings.start[i + 1]! - postings.start[i]!
  const damped = damping(orders.subarray(0, numItems), recipe.beta)

  const scratch = createScratch(numItems)
  const collector = createCollector(rows.length, CANDIDATES_A_NEIGHBOUR * recipe.maxNeighbours)
  rows.forEach(({ members, isOwn, minOrders }, row) => {
    const inBaskets = basketsOfAny(members)
    const rowWeight = weightOf(inBaskets, weight)
    orders[row] = inBaskets.length
    scratch.count = 0
    countTogether(inBaskets.length < minOrders ? NO_BASKETS : inBaskets, (y, n, w) => {
      if (isForSale[y] === 0 || isOwn(y)) return
      if (!passesGates(recipe, n, inBaskets.length, orders[y]!, numOrders)) return
      const b = Math.fround(belief(w, rowWeight, recipe.z))
      const k = scratch.count++
      scratch.item[k] = y
      scratch.together[k] = n
      scratch.belief[k] = b
      scratch.score[k] = b * damped[y]!
    })
    collector.append(scratch)
    onRow(row + 1, rows.length)
  })
  return { ...collector.finish(), orders }
}

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

/** One row while it is gathered: columns that are filled up to `count` and used again for the next row. */
export type Scratch = {
  count: number
  readonly item: Uint32Array
  readonly together: Uint32Array
  readonly belief: Float64Array
  /** Belief damped by popularity: what ranks. */
  readonly score: Float64Array
}

export function createScratch(numItems: number): Scratch {
  return {
    count: 0,
    item: new Uint32Array(numItems),
    together: new Uint32Array(numItems),
    belief: new Float64Array(numItems),
    score: new Float64Array(numItems),
  }
}

/** Appends the best of one row after the other to columns that grow. */
function createCollector(numRows: number, maxARow: number) {
  const start = new Uint32Array(numRows + 1)
  let item = new Uint32Array(1024)
  let together = new Uint32Array(1024)
  let belief = new Float32Array(1024)
  let row = 0
  let end = 0
  return {
    append(scratch: Scratch): void {
      for (const k of bestPlaces(scratch.score, scratch.item, scratch.count, maxARow)) {
        if (end === item.length) {
          item = grown(item, new Uint32Array(2 * end))
          together = grown(together, new Uint32Array(2 * end))
          belief = grown(belief, new Float32Array(2 * end))
        }
        item[end] = scratch.item[k]!
        together[end] = scratch.together[k]!
        belief[end++] = scratch.belief[k]!
      }
      start[++row] = end
    },
    finish: () => ({
      start,
      item: item.subarray(0, end),
      together: together.subarray(0, end),
      belief: belief.subarray(0, end),
    }),
  }
}

function grown<A extends Uint32Array | Float32Array>(old: A, larger: A): A {
  larger.set(old)
  return larger
}

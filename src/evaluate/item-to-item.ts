import { createScores, insertBest } from './best-of.ts'
import type { Method } from './method.ts'
import type { Training } from './training.ts'

/** What is counted of a pair in the training orders. */
export type Pair = {
  readonly x: number
  readonly y: number
  /** Orders with both, each counted as its weight. */
  readonly together: number
  readonly ordersX: number
  readonly ordersY: number
  readonly numOrders: number
}

/** A score of y for x; a pair that gets none or less than nothing is not listed. */
export type Measure = (pair: Pair) => number | undefined

export type ListOptions = {
  /** How the lists of several given items become one. */
  readonly combine?: 'sum' | 'max'
  /** Whether the scores of a list are made to sum to one before they are summed. */
  readonly normalise?: boolean
  /** What an order counts, by its number of items. */
  readonly weightOf?: (basketItems: number) => number
}

/** Lists are cut to this many items: more changes no figure by more than its error. */
const LIST_LENGTH = 50

/** A method that gives each item a list of the best others, and a cart the lists of its items together. */
export function itemToItem(
  name: string,
  measureFor: (training: Training) => Measure,
  options: ListOptions = {},
): Method {
  const { combine = 'sum' } = options
  return {
    name,
    learn(training) {
      const listOf = createLists(training, measureFor(training), options)
      const scores = createScores(training.numItems)
      return (given, out) => {
        for (const x of given) {
          const { items, values } = listOf(x)
          for (let k = 0; k < items.length; k++)
            scores[combine === 'max' ? 'max' : 'add'](items[k]!, values[k]!)
        }
        scores.takeInto(out, given)
      }
    },
  }
}

type Row = { readonly items: readonly number[]; readonly together: readonly number[] }

/** The best items for one, and their scores. */
export type List = { readonly items: Uint32Array; readonly values: Float64Array }

/** The list of an item, made when it is first asked for. */
export function createLists(
  training: Training,
  measure: Measure,
  { normalise = false, weightOf }: ListOptions = {},
): (x: number) => List {
  const lists = new Map<number, List>()
  const rowOf = createRows(training, weightOf)
  const cut = createCut(training, measure, normalise)
  return x => {
    const known = lists.get(x)
    if (known) return known
    const list = cut(x, rowOf(x))
    lists.set(x, list)
    return list
  }
}

/** Cuts a row to its best. Sorting whole rows here, and whole neighbourhoods in order kNN, took 95 s where this takes 52. */
function createCut({ orders, numOrders, numItems }: Training, measure: Measure, normalise: boolean) {
  const score = new Float64Array(numItems)
  const best = new Uint32Array(LIST_LENGTH)
  return (x: number, row: Row): List => {
    let found = 0
    row.items.forEach((y, k) => {
      const pair = { x, y, together: row.together[k]!, ordersX: orders[x]!, ordersY: orders[y]!, numOrders }
      const value = measure(pair)
      if (value === undefined || !(value > 0)) return
      score[y] = value
      found = insertBest(best, found, y, score)
    })
    const items = best.slice(0, found)
    const values = Float64Array.from(items, y => score[y]!)
    const total = normalise ? values.reduce((sum, value) => sum + value, 0) : 1
    return { items, values: values.map(value => value / total) }
  }
}

/** The items that stand with x in an order, and in how many; each order counts as its weight. */
function createRows({ baskets, postings, numItems }: Training, weightOf?: (items: number) => number) {
  const sums = new Float64Array(numItems)
  return (x: number): Row => {
    const touched: number[] = []
    for (let k = postings.start[x]!; k < postings.start[x + 1]!; k++) {
      const b = postings.basket[k]!
      const [first, end] = [baskets.start[b]!, baskets.start[b + 1]!]
      const weight = weightOf ? weightOf(end - first) : 1
      for (let l = first; l < end; l++) {
        const y = baskets.item[l]!
        if (y === x) continue
        if (sums[y] === 0) touched.push(y)
        sums[y]! += weight
      }
    }
    const together = touched.map(y => sums[y]!)
    for (const y of touched) sums[y] = 0
    return { items: touched, together }
  }
}

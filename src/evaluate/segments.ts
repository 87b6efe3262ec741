import type { AlsoBought } from '../build/also-bought.ts'
import { pick } from '../build/baskets.ts'
import type { Recipe } from '../build/score.ts'
import { type Cell, type Parting, partings, significantCells } from '../build/segments.ts'
import type { Baskets, Item } from '../build/shop.ts'
import { NONE } from '../format/layout.ts'
import type { SegmentKind } from '../format/segments.ts'
import type { Query } from './method.ts'
import { type Interval, pairedInterval } from './metrics/bootstrap.ts'
import { mean } from './metrics/mean.ts'
import { listsOf } from './ours/issho.ts'
import { questionsOf } from './questions.ts'
import type { Split, Training } from './training.ts'
import { lastWindow } from './windows.ts'

/** What one kind of segments did for held-out product pages. */
export type SegmentTrial = {
  /** Whether the 95 % interval of the gain lies above zero. */
  readonly kept: boolean
  readonly questions: number
  readonly hitRate10With: number
  readonly hitRate10Without: number
  readonly gain: Interval
}

export type SegmentTrials = { readonly [K in SegmentKind]?: SegmentTrial }

export type Asking = { readonly seed: number; readonly maxQuestions: number }

export type TrialOptions = Asking & {
  readonly recipe: Recipe
  /** What is known of the items, by number. */
  readonly catalogue?: readonly Item[] | undefined
  /** Of more orders every second, third, … is taken, so that the seasons stay; MAX_ORDERS if not told. */
  readonly maxOrders?: number
}

export const MAX_ORDERS = 500_000
const SHOWN = 10
/** So many best sellers are re-ranked where a list is filled up. */
const BEST_SELLERS = 400

/** Whether it pays to re-rank by segments on the last tenth of a shop's orders, learning on the others. */
export function segmentsPay(all: Baskets, numItems: number, options: TrialOptions): SegmentTrials {
  const { recipe, catalogue, maxOrders = MAX_ORDERS } = options
  const window = lastWindow(thinned(all, maxOrders), numItems, 'time', catalogue)
  return segmentsPayIn(window, () => listsOf(window.training, recipe), options)
}

/**
 * Whether it pays to re-rank product pages by the segment of the moment, for each kind alone. Multipliers and lists
 * are learnt on the training; the held-out orders are asked with and without, each order at its own time and for its
 * own audience. A kind without a significant cell is left out of the answer.
 *
 * The last tenth of less than two years has months that the training saw once or never: then month is judged by the
 * few it saw, where season and trend are one. That it must gain all the same is all that guards against it.
 */
export function segmentsPayIn(
  window: Split,
  learnLists: () => AlsoBought,
  { seed, maxQuestions }: Asking,
): SegmentTrials {
  const { training, heldOut } = window
  const toAsk = partings(heldOut.baskets)
  const learnt = partings(training.baskets)
    .map(({ kind, ...parting }) => ({
      kind,
      cells: significantCells({ kind, ...parting }, training.postings),
    }))
    .filter(({ cells }) => cells.length > 0)
  if (learnt.length === 0) return {}

  const questions = questionsOf(window, 'product page', seed, maxQuestions)
  const hits = asker(training, learnLists())
  const without = hits(questions, () => 1)
  const trials = learnt.map(({ kind, cells }) => {
    const multiplierOf = lookUp(cells, toAsk.find(parting => parting.kind === kind)!)
    const withSegments = hits(questions, multiplierOf)
    const gain = pairedInterval(withSegments, without, seed)
    const trial: SegmentTrial = {
      kept: gain.low > 0,
      questions: questions.length,
      hitRate10With: mean(withSegments),
      hitRate10Without: mean(without),
      gain,
    }
    return [kind, trial] as const
  })
  return Object.fromEntries(trials)
}

/** Every k-th order, so that at most `most` are left: learning on a part finds less, never more. */
function thinned(baskets: Baskets, most: number): Baskets {
  const numOrders = baskets.start.length - 1
  const step = Math.ceil(numOrders / most)
  if (step <= 1) return baskets
  return pick(
    baskets,
    Array.from({ length: Math.floor(numOrders / step) }, (_, k) => k * step),
  )
}

type MultiplierOf = (order: number, item: number) => number

/** The multiplier of an item in the segment that a held-out order fell into; 1 where nothing is known. */
function lookUp(cells: readonly Cell[], { segmentOf, numSegments }: Parting): MultiplierOf {
  const multipliers = new Map(cells.map(c => [c.item * numSegments + c.segment, c.multiplier]))
  return (order, item) => {
    const segment = segmentOf[order]!
    return segment === NONE ? 1 : (multipliers.get(item * numSegments + segment) ?? 1)
  }
}

/** Asks all questions: 1 where the item stood among the first ten, else 0. */
function asker({ numItems, orders }: Training, { rowStart, neighbour, score }: AlsoBought) {
  const bestSellers = Array.from({ length: Math.min(BEST_SELLERS, numItems) }, (_, item) => item)

  const isAmongFirst = (given: number, truth: number, multiplier: (item: number) => number) => {
    const row = [...neighbour.subarray(rowStart[given]!, rowStart[given + 1]!)]
    const shown = ranked(row, k => score[rowStart[given]! + k]! * multiplier(row[k]!))
    if (shown.includes(truth)) return true
    if (shown.length === SHOWN) return false
    const others = bestSellers.filter(item => item !== given && !row.includes(item))
    const filled = ranked(others, k => orders[others[k]!]! * multiplier(others[k]!))
    return filled.slice(0, SHOWN - shown.length).includes(truth)
  }
  return (questions: readonly Query[], multiplierOf: MultiplierOf): Float64Array =>
    Float64Array.from(questions, ({ given, truth, order }) =>
      isAmongFirst(given[0]!, truth[0]!, item => multiplierOf(order!, item)) ? 1 : 0,
    )
}

/** The first of a list by value, ties in its own order. */
function ranked(list: readonly number[], valueAt: (place: number) => number): number[] {
  const values = list.map((_, place) => valueAt(place))
  const places = [...list.keys()].sort((a, b) => values[b]! - values[a]!)
  return places.slice(0, SHOWN).map(place => list[place]!)
}

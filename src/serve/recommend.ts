import { AVAILABLE, NONE } from '../format/layout.ts'
import { itemOf, scoreOf } from '../format/neighbour.ts'
import type { ServedModel } from './model.ts'
import type { Demand } from './moment.ts'
import { readColumns } from './read-ahead.ts'
import { bestSellers, type Level, type Row, reranked, storedRow } from './row.ts'
import { takeVaried } from './variety.ts'

export type Wish = {
  readonly limit: number
  /** Item numbers that must not be recommended. */
  readonly exclude: ReadonlySet<number>
  readonly fallback: 'popular' | 'none'
  /** How the demand of the moment differs; undefined where it is not asked for. */
  readonly demand?: Demand | undefined
}

/** An item that goes with the one asked for. The counts are those of its own row, 0 where it is merely popular. */
export type Companion = {
  readonly item: number
  readonly level: Level
  /** The row of also-bought that it comes from; NONE where it is merely popular. */
  readonly row: number
  readonly score: number
  readonly together: number
  readonly orders: number
}

/** A higher or a simpler model: a place among the steps of higher-model.idx, and the item that it leads to. */
export type Step = { readonly item: number; readonly at: number }

/**
 * What is bought together with the item (or what sells best, where it is NONE), best first. Follows the rows that the
 * build has chained, from the item's own to those of its groups; then come the best sellers.
 */
export function alsoBought(model: ServedModel, item: number, wish: Wish): Companion[] {
  const { next } = model.alsoBought.columns
  const companions: Companion[] = []
  for (let row = item; row !== NONE && companions.length < wish.limit; row = next[row]!) {
    const stored = storedRow(model, row)
    fillFrom(wish.demand ? reranked(stored, model, wish.demand) : stored, companions, model, item, wish)
  }
  if (companions.length < wish.limit && wish.fallback === 'popular') {
    const all = bestSellers(model)
    if (wish.demand) fillFrom(reranked(all, model, wish.demand), companions, model, item, wish)
    fillFrom(all, companions, model, item, wish)
  }
  return companions
}

/** Higher models of the item, the recommended one first. Never filled up. */
export function upgrades(model: ServedModel, item: number, wish: Wish): Step[] {
  return item === NONE ? [] : stepsFrom(model, item, item, wish)
}

/** Simpler, cheaper models of the item, the recommended one first. Never filled up. */
export function alternatives(model: ServedModel, item: number, wish: Wish): Step[] {
  return item === NONE ? [] : stepsFrom(model, item, model.items.counts.numItems + item, wish)
}

/**
 * Good, better, best: the item and the two of its upgrades that make a choice of three, if both are shown, all can be
 * sold and each still costs more than the one before.
 */
export function choiceOfThree({ items, higherModel }: ServedModel, item: number, shown: readonly Step[]) {
  if (item === NONE || (items.columns.flags[item]! & AVAILABLE) === 0) return undefined
  const { stepStart, better, best } = higherModel.columns
  const place = (step: Step) => step.at - stepStart[item]!
  const middle = shown.find(step => place(step) === better[item])
  const top = shown.find(step => place(step) === best[item])
  if (middle === undefined || top === undefined) return undefined
  const { price, currency } = items.columns
  const costsMore = (one: number, other: number) =>
    currency[one] === currency[other] && price[one]! < price[other]! && price[other] !== NONE
  const isAscending = costsMore(item, middle.item) && costsMore(middle.item, top.item)
  return isAscending ? { better: middle.item, best: top.item } : undefined
}

/** So many candidates of a list are passed over, as a rule at most. */
const SPARE = 4

/** Takes the row's best that may be shown. */
function fillFrom(from: Row, companions: Companion[], model: ServedModel, item: number, wish: Wish): void {
  const { level, row, orders, neighbour, together, scores, start, end } = from
  readColumns(model, neighbour, start, Math.min(end, start + wish.limit + SPARE))
  takeVaried(companions, wish.limit, model.items.columns.category, start, end, at => {
    const candidate = itemOf(neighbour[at]!)
    if (!mayStandBeside(model, item, candidate, wish.exclude)) return undefined
    const score = scores ? scores[at]! : together ? scoreOf(neighbour[at]!) : 0
    return { item: candidate, level, row, score, together: together?.[at] ?? 0, orders }
  })
}

/** Whether the candidate is another product that can be sold and was not excluded. */
function mayStandBeside(
  { items }: ServedModel,
  item: number,
  candidate: number,
  exclude: ReadonlySet<number>,
): boolean {
  const { flags, family } = items.columns
  if (candidate === item || (flags[candidate]! & AVAILABLE) === 0) return false
  if (exclude.size > 0 && exclude.has(candidate)) return false
  return item === NONE || family[candidate] === NONE || family[candidate] !== family[item]
}

function stepsFrom(model: ServedModel, item: number, row: number, { limit, exclude }: Wish): Step[] {
  const { items, higherModel } = model
  const { stepStart, step } = higherModel.columns
  const { flags } = items.columns
  const steps: Step[] = []
  const end = stepStart[row + 1]!
  readColumns(model, step, stepStart[row]!, Math.min(end, stepStart[row]! + limit))
  for (let at = stepStart[row]!; at < end && steps.length < limit; at++) {
    const candidate = step[at]!
    const mayBeShown = candidate !== item && (flags[candidate]! & AVAILABLE) !== 0 && !exclude.has(candidate)
    if (mayBeShown) steps.push({ item: candidate, at })
  }
  return steps
}

import type { Link } from './judge.ts'

/** The step that is easiest to take. */
const IDEAL_RATIO = 1.25
/** Spread of the logarithm of the ratio. */
const SPREAD = 0.25
export const MAX_STEPS = 8

/** Price ratios of the choice of three: the step recommended, and the one that makes it look reasonable. */
export const RECOMMENDED = { atLeast: 1.1, atMost: 1.5 } as const
export const TOP = { above: 1.5, atMost: 2.2 } as const

/**
 * How good a step is, from 0 to 1: how near it is, how much of what can be compared is better, how its price fits, how
 * well it sells (a popularity between 0 and 1). The weights are those of the behaviour-free part of the usual sum.
 */
export function scoreOf({ closeness, share, ratio }: Link, popularity: number): number {
  return (0.35 * closeness + 0.2 * share + 0.15 * priceFit(ratio) + 0.05 * popularity) / 0.75
}

/** How easy a step of this price ratio is to take: 1 at 1.25, bell-shaped over the logarithm. */
export function priceFit(ratio: number): number {
  const distance = Math.log(ratio / IDEAL_RATIO) / SPREAD
  return Math.exp(-(distance * distance) / 2)
}

/** The fourth. */
const TOP_PLACE = 3

/** What a step is ordered by. */
type Choice = { readonly link: Link; readonly score: number }

/**
 * Steps in the order shown: the series before the others, in it the variants of the very same model, of these the next
 * rungs before those beyond them; then the step of a recommended size, then by score. The top of the choice of three
 * stands among the first four, which a page has room for.
 */
export function inOrder<T extends Choice>(steps: readonly T[], isNext: (step: T) => boolean): T[] {
  const place = new Map(steps.map(step => [step, placeOf(step, isNext(step))]))
  const sorted = steps.toSorted((a, b) => place.get(a)! - place.get(b)! || b.score - a.score)
  const top = sorted.findIndex(({ link }) => isTop(link.ratio) && isOfSeries(link))
  if (top > TOP_PLACE) sorted.splice(TOP_PLACE, 0, ...sorted.splice(top, 1))
  return sorted
}

function placeOf({ link }: Choice, isNext: boolean): number {
  return (
    16 * Number(!isOfSeries(link)) +
    8 * Number(!link.isSameModel) +
    4 * Number(!link.isWeighty) +
    2 * Number(!isNext) +
    Number(!isRecommended(link.ratio))
  )
}

function isOfSeries({ rung }: Link): boolean {
  return rung !== 'same-brand' && rung !== 'type' && rung !== 'bought-instead'
}

export function isRecommended(ratio: number): boolean {
  return ratio >= RECOMMENDED.atLeast && ratio <= RECOMMENDED.atMost
}

export function isTop(ratio: number): boolean {
  return ratio > TOP.above && ratio <= TOP.atMost
}

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
  const distance = Math.log(ratio / IDEAL_RATIO) / SPREAD
  const fit = Math.exp(-(distance * distance) / 2)
  return (0.35 * closeness + 0.2 * share + 0.15 * fit + 0.05 * popularity) / 0.75
}

/**
 * Steps by score, those within the series before the others; the recommended one of the series first and its top one
 * second, where there are such.
 */
export function inOrder<T extends { readonly link: Link; readonly score: number }>(steps: readonly T[]): T[] {
  const sorted = [...steps].sort(
    (a, b) => Number(isOfSeries(b.link)) - Number(isOfSeries(a.link)) || b.score - a.score,
  )
  const lead = sorted.filter(({ link }) => isOfSeries(link) || !isOfSeries(sorted[0]!.link))
  const recommended = lead.find(({ link }) => isRecommended(link.ratio))
  const top = lead.find(({ link }) => isTop(link.ratio))
  const first = [recommended, top].flatMap(step => step ?? [])
  return [...first, ...sorted.filter(step => !first.includes(step))]
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

import type { Change } from './compare.ts'
import type { Reason } from './judge.ts'
import type { Model } from './models.ts'
import type { Scale } from './words.ts'

/** The sign of the step between two numbers, of which none is the first. */
export function stepOf(from = 1, to = 1): number {
  return Math.sign(to - from)
}

/** Of two models that came out closer than this, the higher number is the better, not the later one. */
const GENERATION_DAYS = 90

/**
 * Whether a higher number is a newer generation, or a tier: from 13 to 14 or 15, but not from 13 to 33 nor from 3 to 5,
 * unless dates tell.
 */
export function isNewer(a: Model, b: Model): boolean {
  if (a.releasedAt !== undefined && b.releasedAt !== undefined) {
    return Date.parse(b.releasedAt) - Date.parse(a.releasedAt) >= GENERATION_DAYS * 86_400_000
  }
  const [from = 1, to = 1] = [a.reading.title.generation, b.reading.title.generation]
  return to - from <= (to >= 10 ? 5 : 1)
}

/** The sign of the step from one tier to another, over all scales: −1 where it is down on any. */
export function tierStep(a: Model, b: Model): number {
  const [from, to] = [a.reading.title.ranks, b.reading.title.ranks]
  if (isMixed(from, to) || isMixed(to, from)) return Math.sign(asEdition(to) - asEdition(from))
  let step = 0
  for (const scale in { ...from, ...to }) {
    // A size is a number of the thing, compared like the others.
    const change = scale === 'size' ? 0 : rankStep(from[scale], to[scale], UNSAID[scale])
    if (change < 0) return -1
    step ||= change
  }
  return step
}

type Ranks = Model['reading']['title']['ranks']

/** "Pro" against "Enterprise": the one counts on the scale of models, the other on that of editions. */
function isMixed(one: Ranks, other: Ranks): boolean {
  return (
    one.model !== undefined &&
    one.edition === undefined &&
    other.model === undefined &&
    other.edition !== undefined
  )
}

/** Lite below basic, plus between standard and premium, pro with professional, ultra with ultimate. */
function asEdition({ edition, model = 0 }: Ranks): number {
  return edition ?? (model < 0 ? -1 : model < 2 ? 1.5 : model < 4 ? 3 : 4)
}

/** What a title without a word has on a scale: unknown but on these. */
const UNSAID: Readonly<Record<Scale, number>> = { model: 0, edition: 1 }

/** The sign of the step on one scale; where only one of them has a word, the other has the rank given, or is unknown. */
function rankStep(from: number | undefined, to: number | undefined, unsaid: number | undefined): number {
  const [low, high] = [from ?? unsaid, to ?? unsaid]
  return low === undefined || high === undefined ? 0 : Math.sign(high - low)
}

/** Whether the one came out before the other, both dates known; of dates so many letters count: 4 for the year. */
export function isLaunchedEarlier(one: Model, other: Model, letters: number): boolean {
  if (one.releasedAt === undefined || other.releasedAt === undefined) return false
  return one.releasedAt.slice(0, letters) < other.releasedAt.slice(0, letters)
}

/** Another size of screen is another kind of thing: a tablet among phones, the laptop to carry and the one to stay. */
export function isOtherScreen(a: Model, b: Model): boolean {
  const [from, to] = [a.reading.specs.get('screen')?.value, b.reading.specs.get('screen')?.value]
  return from !== undefined && to !== undefined && Math.max(from, to) > 1.1 * Math.min(from, to)
}

/** Nobody changes the series for these alone. */
const SLIGHT: ReadonlySet<string> = new Set(['weight', 'screen', 'pixels', 'os', 'ppi density'])

export function isWeighty({ attribute }: Change): boolean {
  return !SLIGHT.has(attribute)
}

export function worse(
  attribute: string,
  from: number | string | undefined,
  to: number | string | undefined,
): Reason {
  return {
    code: 'worse',
    attribute,
    ...(from !== undefined && from !== '' && { from }),
    ...(to !== undefined && to !== '' && { to }),
  }
}

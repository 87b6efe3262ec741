import { type Change, compare } from './compare.ts'
import type { Directions } from './directions.ts'
import type { Model } from './models.ts'
import type { Scale } from './words.ts'

/** Why one item is the higher model of another. The code in the file is the place in this list. */
export const RUNGS = [
  'variant',
  'tier',
  'pack',
  'successor',
  'edition',
  'same-brand',
  'type',
  'subscription',
  'bought-instead',
] as const
export type Rung = (typeof RUNGS)[number]

/** Price of the higher model over the price of the lower one, by rung. */
export const PRICE_BANDS: Readonly<Record<Rung, { readonly atLeast: number; readonly atMost: number }>> = {
  variant: { atLeast: 1.05, atMost: 2 },
  tier: { atLeast: 1.05, atMost: 2 },
  successor: { atLeast: 1.05, atMost: 2 },
  edition: { atLeast: 1.05, atMost: 2 },
  'same-brand': { atLeast: 1.1, atMost: 1.6 },
  type: { atLeast: 1.1, atMost: 1.4 },
  // A bigger pack costs more by being bigger.
  pack: { atLeast: 1.05, atMost: 3 },
  // The one step that is not dearer: each delivery costs less, and there are many.
  subscription: { atLeast: 0.7, atMost: 1 },
  'bought-instead': { atLeast: 1.05, atMost: 2 },
}
/** Whatever the rung: only within these can there be a link at all. */
export const WIDEST_BAND = { atLeast: 0.7, atMost: 3 } as const

/** The unit price of a bigger pack against the smaller one's, at most. */
const PACK_UNIT_PRICE = 0.98

/** One step up, and how near the two are. */
export type Link = {
  readonly rung: Rung
  readonly ratio: number
  /** 1 for a variant, 0.85 for another tier, 0.75 for another generation, 0.3 less for each further step at once; 0.5 for the brand, 0.2 for the type. */
  readonly closeness: number
  /** Share of what can be compared that is better. */
  readonly share: number
  readonly better: readonly Change[]
}

/** Why an item is not the higher model of another. */
export type Reason = {
  readonly code:
    | 'other-kind'
    | 'other-currency'
    | 'other-need'
    | 'accessory'
    | 'cheaper'
    | 'out-of-band'
    | 'worse'
    | 'unit-price'
    | 'contradiction'
    | 'colour-only'
    | 'nothing-better'
    | 'no-price'
    | 'unavailable'
  /** In what, where it is one attribute. */
  readonly attribute?: string
  readonly from?: number | string
  readonly to?: number | string
}

export function isLink(verdict: Link | Reason): verdict is Link {
  return 'rung' in verdict
}

/** The link from one model to a higher one, or why there is none. Whether the higher one can be sold is not asked. */
export function judge(a: Model, b: Model, directions: Directions): Link | Reason {
  if (a.currency !== b.currency) return { code: 'other-currency', from: a.currency, to: b.currency }
  if (Boolean(a.reading.title.accessory) !== Boolean(b.reading.title.accessory)) return { code: 'accessory' }
  if (a.reading.need !== b.reading.need) {
    return { code: 'other-need', from: a.reading.need, to: b.reading.need }
  }
  const isFamily = a.series !== undefined && a.series === b.series
  if (!isFamily && (a.type === undefined || a.type !== b.type)) return { code: 'other-kind' }
  const becomesSubscription = b.reading.isSubscription && !a.reading.isSubscription
  if (b.price <= a.price && !becomesSubscription) return { code: 'cheaper', from: a.price, to: b.price }
  const ratio = b.price / a.price
  if (ratio > WIDEST_BAND.atMost) return { code: 'out-of-band' }
  if (a.reading.isSubscription && !b.reading.isSubscription) {
    return { code: 'other-need', attribute: 'subscription' }
  }
  const verdict = isFamily ? withinFamily(a, b, directions, ratio) : acrossType(a, b, directions, ratio)
  if (!isLink(verdict)) return verdict
  const { atLeast, atMost } = PRICE_BANDS[verdict.rung]
  return ratio >= atLeast && ratio <= atMost ? verdict : { code: 'out-of-band' }
}

function withinFamily(a: Model, b: Model, directions: Directions, ratio: number): Link | Reason {
  const [ours, theirs] = [a.reading, b.reading]
  const generation = stepOf(ours.title.generation, theirs.title.generation)
  if (generation < 0 || (generation > 0 && isLaunchedEarlier(b, a, 10))) {
    return worse('generation', ours.title.generation, theirs.title.generation)
  }
  const model = rankStep(a, b, 'model', 0)
  const edition = rankStep(a, b, 'edition', 1)
  const rank = rankStep(a, b, 'rank', undefined)
  if (model < 0 || edition < 0 || rank < 0) return worse('tier', ours.title.tier, theirs.title.tier)
  const steps = Number(generation > 0) + Number(model > 0 || edition > 0 || rank > 0)
  const pieces = Math.sign(theirs.pieces - ours.pieces)
  if (Number.isNaN(pieces)) return { code: 'other-need', attribute: 'pieces' }
  if (pieces < 0) return worse('pieces', ours.pieces, theirs.pieces)
  if (steps === 0) {
    const other = otherWords(a, b)
    if (other !== undefined) return { code: 'other-need', attribute: other }
  }
  const { better, worse: loss, numShared } = compare(a, b, directions)
  if (loss) return worse(loss.attribute, loss.from.words ?? loss.from.value, loss.to.words ?? loss.to.value)
  const isConfigured = better.some(
    ({ attribute, from, to }) => CHOICES.has(attribute) || (from.isTitled && to.isTitled),
  )
  const link = (rung: Rung): Link => ({
    rung,
    ratio,
    closeness:
      (generation > 0 ? 0.75 : steps > 0 ? 0.85 : 1) - 0.3 * Math.max(0, steps + Number(isConfigured) - 1),
    share: Math.min(1, (better.length + steps) / Math.max(1, numShared + steps)),
    better,
  })
  const isSubscription = theirs.isSubscription && !ours.isSubscription
  if (pieces > 0 || isSubscription) {
    if (steps > 0 || better.length > 0 || (pieces > 0 && isSubscription)) return { code: 'other-need' }
    if (isSubscription) return { ...link('subscription'), closeness: 0.5, share: 0 }
    const unitPrice = b.price / theirs.pieces / (a.price / ours.pieces)
    return unitPrice <= PACK_UNIT_PRICE ? { ...link('pack'), share: 1 } : { code: 'unit-price' }
  }
  if (generation > 0) return link(isNewer(a, b) ? 'successor' : 'tier')
  if (better.some(change => change.attribute === 'size')) return link('variant')
  if (model > 0 || rank > 0) return link('tier')
  if (edition > 0) return link('edition')
  if (better.length > 0) return link('variant')
  return { code: ours.colours === theirs.colours ? 'nothing-better' : 'colour-only' }
}

/** What buyers of one model choose between. */
const CHOICES: ReadonlySet<string> = new Set(['storage', 'ssd', 'hdd', 'ram', 'size', 'count'])

/** How much must be known of two things of different series, and how much of it be better. */
const EVIDENCE = {
  'same-brand': { known: 2, better: 2, weighty: 1 },
  type: { known: 3, better: 2, weighty: 2 },
} as const

/** Nobody changes the series for these alone. */
const SLIGHT: ReadonlySet<string> = new Set(['weight', 'screen', 'pixels', 'os', 'ppi density'])

function acrossType(a: Model, b: Model, directions: Directions, ratio: number): Link | Reason {
  const rung = a.brand !== '' && a.brand === b.brand ? 'same-brand' : 'type'
  if (ratio < PRICE_BANDS[rung].atLeast || ratio > PRICE_BANDS[rung].atMost) return { code: 'out-of-band' }
  const [ours, theirs] = [a.reading, b.reading]
  if (ours.pieces !== theirs.pieces || ours.isSubscription !== theirs.isSubscription) {
    return { code: 'other-need', attribute: 'pieces' }
  }
  if (ours.isContested || theirs.isContested) return { code: 'contradiction' }
  const screens = [ours, theirs].map(({ specs }) => specs.get('screen')?.value)
  if (screens.every(size => size !== undefined) && !isAbout(screens[0]!, screens[1]!)) {
    return { code: 'other-need', attribute: 'screen' }
  }
  if (isLaunchedEarlier(b, a, 4)) return worse('release', a.releasedAt, b.releasedAt)
  const { better, worse: loss, numShared } = compare(a, b, directions)
  if (loss) return worse(loss.attribute, loss.from.words ?? loss.from.value, loss.to.words ?? loss.to.value)
  const needed = EVIDENCE[rung]
  const weighty = better.filter(({ attribute }) => !SLIGHT.has(attribute))
  if (numShared < needed.known || better.length < needed.better || weighty.length < needed.weighty) {
    return { code: 'nothing-better' }
  }
  const closeness = rung === 'same-brand' ? 0.5 : 0.2
  return { rung, ratio, closeness, share: better.length / numShared, better }
}

/** Another size of screen is another kind of thing: a tablet among phones, the laptop to carry and the one to stay. */
function isAbout(a: number, b: number): boolean {
  return Math.max(a, b) <= 1.15 * Math.min(a, b)
}

function worse(
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

/** The sign of the step between two numbers, of which none is the first. */
function stepOf(from = 1, to = 1): number {
  return Math.sign(to - from)
}

/** A higher number is a newer generation, but where no dates tell, from 3 to 5 may be a tier: then it is called that. */
export function isNewer(a: Model, b: Model): boolean {
  if (a.releasedAt !== undefined && b.releasedAt !== undefined) return true
  const [from = 1, to = 1] = [a.reading.title.generation, b.reading.title.generation]
  return to >= 10 || to - from <= 1
}

/** The sign of the step on a scale; where only one of them has a word, the other has the rank given, or is unknown. */
function rankStep(a: Model, b: Model, scale: Scale, unsaid: number | undefined): number {
  const from = a.reading.title.ranks[scale] ?? unsaid
  const to = b.reading.title.ranks[scale] ?? unsaid
  if (from === undefined || to === undefined) return 0
  if (scale === 'rank' && Math.floor(from / 10) !== Math.floor(to / 10)) return 0
  return Math.sign(to - from)
}

/** Whether the one came out before the other, both dates known; of dates so many letters count: 4 for the year. */
function isLaunchedEarlier(one: Model, other: Model, letters: number): boolean {
  if (one.releasedAt === undefined || other.releasedAt === undefined) return false
  return one.releasedAt.slice(0, letters) < other.releasedAt.slice(0, letters)
}

/** The first column of words in which two variants differ: a roast, a nib, a fabric is another need. */
function otherWords(a: Model, b: Model): string | undefined {
  for (const [key, text] of a.reading.words) {
    const other = b.reading.words.get(key)
    if (other !== undefined && other !== text) return key
  }
  return undefined
}

import type { Rejection } from '../../format/difference.ts'
import { acrossType } from './across-type.ts'
import type { Change } from './compare.ts'
import type { Directions } from './directions.ts'
import { type Successors, toSuccessor } from './given.ts'
import type { Model } from './models.ts'
import { areOtherThings } from './nouns.ts'
import { withinFamily } from './within-family.ts'

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

export type Band = { readonly atLeast: number; readonly atMost: number }

/** Price of the higher model over the price of the lower one, by rung. */
export const PRICE_BANDS: Readonly<Record<Rung, Band>> = {
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

/** One step up, and how near the two are. */
export type Link = {
  readonly rung: Rung
  readonly ratio: number
  /** 1 for a variant, 0.85 for another tier, 0.75 for another generation, 0.3 less for each further step at once; 0.5 for the brand, 0.2 for the type. */
  readonly closeness: number
  /** Share of what can be compared that is better. */
  readonly share: number
  readonly better: readonly Change[]
  /** Whether both bear the same name and have a screen of one size: the variants of one model. */
  readonly isSameModel: boolean
  /** Whether it is better in more than what nobody pays for alone: the size of a screen, the system. */
  readonly isWeighty: boolean
}

/** Why an item is not the higher model of another. */
export type Reason = Rejection & {
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
    | 'unavailable'
}

export function isLink(verdict: Link | Reason): verdict is Link {
  return 'rung' in verdict
}

/** What is known of the whole catalogue. */
export type Knowledge = {
  readonly directions: Directions
  readonly successors: Successors
  readonly nouns: ReadonlyMap<number, readonly string[]>
}

/** The link from one model to a higher one, or why there is none. Whether the higher one can be sold is not asked. */
export function judge(a: Model, b: Model, { directions, successors, nouns }: Knowledge): Link | Reason {
  if (a.currency !== b.currency) return { code: 'other-currency', from: a.currency, to: b.currency }
  if (Boolean(a.reading.title.accessory) !== Boolean(b.reading.title.accessory)) return { code: 'accessory' }
  if (a.reading.need !== b.reading.need) {
    return { code: 'other-need', from: a.reading.need, to: b.reading.need }
  }
  const isFamily = a.series === b.series
  const isGiven = successors.get(a.number)?.has(b.number) ?? false
  if (!isFamily && !isGiven && (a.type === undefined || a.type !== b.type)) return { code: 'other-kind' }
  const becomesSubscription = b.reading.isSubscription && !a.reading.isSubscription
  if (b.price <= a.price && !becomesSubscription) return { code: 'cheaper', from: a.price, to: b.price }
  const ratio = b.price / a.price
  if (ratio > WIDEST_BAND.atMost) return { code: 'out-of-band' }
  if (a.reading.isSubscription && !b.reading.isSubscription) {
    return { code: 'other-need', attribute: 'subscription' }
  }
  if (isGiven) {
    return isWithin(ratio, 'successor') ? toSuccessor(a, b, directions, ratio) : { code: 'out-of-band' }
  }
  if (!isFamily) {
    const rung = a.brand !== '' && a.brand === b.brand ? 'same-brand' : 'type'
    if (areOtherThings(nouns.get(a.number), nouns.get(b.number))) return { code: 'other-kind' }
    return isWithin(ratio, rung) ? acrossType(a, b, directions, ratio, rung) : { code: 'out-of-band' }
  }
  const verdict = withinFamily(a, b, directions, ratio)
  return !isLink(verdict) || isWithin(ratio, verdict.rung) ? verdict : { code: 'out-of-band' }
}

function isWithin(ratio: number, rung: Rung): boolean {
  return ratio >= PRICE_BANDS[rung].atLeast && ratio <= PRICE_BANDS[rung].atMost
}

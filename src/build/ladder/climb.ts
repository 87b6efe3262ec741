import type { Difference } from '../../format/difference.ts'
import type { Link, Rung } from './judge.ts'
import type { Model } from './models.ts'

/** One step between two models, before it is known which colour of them is shown. */
export type Climb = {
  readonly from: Model
  readonly to: Model
  readonly link: Link
  readonly score: number
  readonly visits?: StepVisits | undefined
}

/** One link of the ladder: from an item to its higher (or lower) model. */
export type Step = {
  readonly item: number
  readonly rung: Rung
  /** In what the higher of the two is better, best first, seen from the item asked for; at most three. */
  readonly differences: readonly Difference[]
  /** Of an upgrade, what visitors did; absent where no events tell. */
  readonly visits?: StepVisits
}

/** Sessions that looked at the lower model, and those of them that bought the higher one instead; colours together. */
export type StepVisits = { readonly looked: number; readonly bought: number }

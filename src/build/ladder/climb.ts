import type { Difference } from '../../format/difference.ts'
import type { Link, Rung } from './judge.ts'
import type { Model } from './models.ts'

/** One step between two models, before it is known which colour of them is shown. */
export type Climb = {
  readonly from: Model
  readonly to: Model
  readonly link: Link
  readonly score: number
  /** Whether none of the others from there lies between. */
  isNext: boolean
}

/** One link of the ladder: from an item to its higher (or lower) model. */
export type Step = {
  readonly item: number
  readonly rung: Rung
  /** In what the higher of the two is better, best first, seen from the item asked for; at most three. */
  readonly differences: readonly Difference[]
}

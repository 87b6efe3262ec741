import type { Reason } from './judge.ts'
import type { Model } from './models.ts'

/** A model that stands near enough to be thought a higher one, and why it is none. */
type NearMiss = {
  readonly to: Model
  readonly reason: Reason
  readonly kinship: number
  readonly distance: number
}

const MAX_MISSES = 5

/** What lies at hand as a step up: about so many times as dear. */
const USUAL_RATIO = 1.25

/**
 * Of what is rejected as a higher model the few that a merchandiser would ask about: dearer, of the series before the
 * brand before the rest, and near in price.
 */
export class NearMisses {
  readonly #from: Model
  #nearest: NearMiss[] = []

  constructor(from: Model) {
    this.#from = from
  }

  add(to: Model, reason: Reason): void {
    if (reason.code === 'cheaper') return
    const { series, brand, price } = this.#from
    const kinship = Number(to.series !== series) + Number(to.brand === '' || to.brand !== brand)
    const distance = Math.abs(Math.log(to.price / price / USUAL_RATIO))
    const place = this.#nearest.findIndex(
      other => kinship < other.kinship || (kinship === other.kinship && distance < other.distance),
    )
    if (place < 0 && this.#nearest.length === MAX_MISSES) return
    this.#nearest.splice(place < 0 ? this.#nearest.length : place, 0, { to, reason, kinship, distance })
    if (this.#nearest.length > MAX_MISSES) this.#nearest.pop()
  }

  /** Nearest first, one item of each. */
  items(): { readonly item: number; readonly reason: Reason }[] {
    return this.#nearest.map(({ to, reason }) => ({ item: to.items[0]!, reason }))
  }
}

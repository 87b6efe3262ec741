import type { Reason } from './judge.ts'
import type { Model } from './models.ts'

/** A model that stands near enough to be thought a higher one, and why it is none. */
export type NearMiss = { readonly to: Model; readonly reason: Reason }

const MAX_MISSES = 5

/** What lies at hand as a step up: about so many times as dear. */
const USUAL_RATIO = 1.25

/**
 * Of those rejected the ones that a merchandiser would ask about: dearer, of the series before the brand before the
 * type, and near in price; at most five.
 */
export function nearestMisses(from: Model, misses: readonly NearMiss[]): NearMiss[] {
  const kinship = ({ to }: NearMiss) =>
    Number(to.series !== from.series) + Number(to.brand === '' || to.brand !== from.brand)
  const distance = ({ to }: NearMiss) => Math.abs(Math.log(to.price / from.price / USUAL_RATIO))
  return misses
    .filter(({ reason }) => reason.code !== 'cheaper')
    .map(miss => ({ miss, kinship: kinship(miss), distance: distance(miss) }))
    .sort((a, b) => a.kinship - b.kinship || a.distance - b.distance)
    .slice(0, MAX_MISSES)
    .map(({ miss }) => miss)
}

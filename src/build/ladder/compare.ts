import { type Directions, typeOf } from './directions.ts'
import type { Model } from './models.ts'
import type { Spec } from './reading.ts'
import { KNOWN } from './units.ts'

/** One attribute in which two models differ. */
export type Change = { readonly attribute: string; readonly from: Spec; readonly to: Spec }

export type Comparison = {
  readonly better: readonly Change[]
  /** The first attribute in which the second is worse; undefined where there is none: then Pareto holds. */
  readonly worse: Change | undefined
  /** Attributes that are known of both and of which more, or less, is better. */
  readonly numShared: number
  /** How many of these are told by columns of both. */
  readonly numListed: number
  /** Whether both tell an attribute in ways that cannot be compared, or the second keeps silent on what the first is sold by. */
  readonly isOpen: boolean
}

/** What nobody notices in an attribute that the table does not know. */
const TOLERANCE = 0.05

/** Compares two models attribute by attribute. What one of them does not tell is neutral. */
export function compare(a: Model, b: Model, directions: Directions): Comparison {
  const better: Change[] = []
  let numShared = 0
  let numListed = 0
  let isOpen = false
  const type = typeOf(a)
  for (const [attribute, from] of a.reading.specs) {
    const to = b.reading.specs.get(attribute)
    if (isBeside(attribute, a, b)) continue
    if (!to || from.dimension !== to.dimension) {
      isOpen ||= to !== undefined || from.isTitled
      continue
    }
    if (from.dimension === 'flag') {
      // What a thing has, the higher model has too; that it has more of such is no reason by itself.
      if (from.value > to.value)
        return { better, worse: { attribute, from, to }, numShared, numListed, isOpen }
      continue
    }
    const direction = directions.of(type, attribute, from.isTitled && to.isTitled)
    if (direction === 0 || (direction < 0 && attribute === 'weight' && a.series === b.series)) continue
    numShared++
    if (from.isListed && to.isListed) numListed++
    const gap = (to.value - from.value) * direction
    if (Math.abs(gap) <= toleranceOf(attribute) * Math.max(from.value, to.value)) continue
    if (gap < 0) return { better, worse: { attribute, from, to }, numShared, numListed, isOpen }
    better.push({ attribute, from, to })
  }
  return { better, worse: undefined, numShared, numListed, isOpen }
}

/** Attributes that mean nothing between these two. */
function isBeside(attribute: string, a: Model, b: Model): boolean {
  if (!attribute.startsWith('graphics ')) return false
  return a.reading.specs.get('graphics')?.value !== b.reading.specs.get('graphics')?.value
}

function toleranceOf(attribute: string): number {
  return KNOWN[attribute]?.tolerance ?? TOLERANCE
}

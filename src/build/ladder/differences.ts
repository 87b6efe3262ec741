import type { Difference } from '../../format/difference.ts'
import type { Change } from './compare.ts'
import type { Link } from './judge.ts'
import type { Model } from './models.ts'
import { isNewer } from './steps.ts'
import { KNOWN, OWN_UNIT, UNITS } from './units.ts'

/** A sentence holds no more. */
const MAX_DIFFERENCES = 3

/** Further apart numbers are names of models. */
const MAX_GENERATIONS = 5

/** The differences of one step up, best first: what the rung is about, then what buyers ask for first. */
export function differencesOf(a: Model, b: Model, { better }: Link): Difference[] {
  const [ours, theirs] = [a.reading, b.reading]
  const differences: Difference[] = []
  if (theirs.pieces > ours.pieces) {
    differences.push({ attribute: 'pieces', from: ours.pieces, to: theirs.pieces })
  }
  const isFamily = a.series === b.series
  if (isFamily && ours.title.tier !== theirs.title.tier) {
    differences.push({ attribute: 'tier', from: ours.title.tier, to: theirs.title.tier })
  }
  const { generation: from = 1 } = ours.title
  const { generation: to = 1 } = theirs.title
  if (isFamily && Math.floor(from) !== Math.floor(to)) {
    // Nobody takes an A52 for the fortieth successor of the A12.
    const isStep = isYear(to) || to - from <= MAX_GENERATIONS
    const attribute = isStep && isNewer(a, b) ? 'generation' : 'model'
    differences.push(
      isYear(from) === isYear(to)
        ? { attribute, from: Math.floor(from), to: Math.floor(to) }
        : { attribute, from: yearOf(from), to: yearOf(to) },
    )
  }
  const changes = [...better].sort((x, y) => placeOf(x) - placeOf(y) || gainOf(y) - gainOf(x))
  for (const { attribute, from, to } of changes) {
    if (from.words !== undefined && to.words !== undefined) {
      differences.push({ attribute, from: from.words, to: to.words })
    } else {
      const { unit, factor } = shownIn(attribute, to.dimension)
      differences.push({
        attribute,
        ...(unit && { unit }),
        from: rounded(from.value * factor),
        to: rounded(to.value * factor),
      })
    }
  }
  return differences.slice(0, MAX_DIFFERENCES)
}

/** Whether a generation is told as a year: "SE 2022". */
export function isYear(generation: number): boolean {
  return generation >= 1900
}

/** Beside a year the number of a generation says nothing. */
function yearOf(generation: number): string {
  return isYear(generation) ? String(Math.floor(generation)) : ''
}

const ORDER = Object.keys(KNOWN)

function placeOf({ attribute }: Change): number {
  const place = ORDER.indexOf(attribute)
  return place < 0 ? ORDER.length : place
}

function gainOf({ from, to }: Change): number {
  return Math.abs(Math.log((to.value + 1) / (from.value + 1)))
}

/** A screen is told in inches, other lengths in cm; a battery in mAh or in Wh, as it was measured. */
function shownIn(attribute: string, dimension: string): { unit: string | undefined; factor: number } {
  const usual = KNOWN[attribute]?.unit
  const isUsual = dimension === '' || UNITS[usual?.toLowerCase() ?? '']?.[0] === dimension
  const unit = isUsual ? usual : OWN_UNIT[dimension]
  return { unit, factor: unit === 'inch' && dimension === 'length' ? 1 / 2.54 : 1 }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** The same differences seen from the higher of the two. */
export function mirrored(differences: readonly Difference[]): Difference[] {
  return differences.map(
    difference => ({ ...difference, from: difference.to, to: difference.from }) as Difference,
  )
}

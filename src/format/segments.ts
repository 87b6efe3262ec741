/*
 * Segments of orders: what part of the year, the week, the day, and which audience. Shared by who counts orders and
 * who answers for a moment.
 */

/** The ways to part orders, in the order of the file. */
export const SEGMENT_KINDS = ['month', 'weekday', 'hour', 'audience'] as const
export type SegmentKind = (typeof SEGMENT_KINDS)[number]
export type ClockKind = Exclude<SegmentKind, 'audience'>

/** How many segments each clock has: January first, Monday first, 0:00 to 4:00 first. */
export const CLOCK_SEGMENTS: Readonly<Record<ClockKind, number>> = { month: 12, weekday: 7, hour: 6 }

const SECONDS_A_DAY = 86_400
const SECONDS_A_BLOCK = 4 * 3_600

/** Which segment of a clock a moment falls into; seconds since 1970, the wall clock taken as UTC. */
export function clockSegment(kind: ClockKind, seconds: number): number {
  const day = Math.floor(seconds / SECONDS_A_DAY)
  if (kind === 'hour') return Math.floor((seconds - day * SECONDS_A_DAY) / SECONDS_A_BLOCK)
  if (kind === 'weekday') return (((day + 3) % 7) + 7) % 7 // 1970 began on a Thursday
  return monthOf(day)
}

/** Source: H. Hinnant, chrono-compatible low-level date algorithms, civil_from_days. */
function monthOf(day: number): number {
  const z = day + 719_468 // days since 0000-03-01
  const ofEra = z - Math.floor(z / 146_097) * 146_097
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  return (Math.floor((5 * ofYear + 2) / 153) + 2) % 12
}

/** Where the segments of each kind begin, and how many there are of all. */
export function firstSegments(kinds: readonly SegmentKind[], numAudiences: number) {
  const first: { [K in SegmentKind]?: number } = {}
  let end = 0
  for (const kind of kinds) {
    first[kind] = end
    end += kind === 'audience' ? numAudiences : CLOCK_SEGMENTS[kind]
  }
  return { first, end }
}

const UNITY = 128
const STEPS_A_DOUBLING = 64

/** A multiplier from ½ to 2 as a byte q: 2^((q − 128) / 64), steps of 1.1 %. */
export function packMultiplier(multiplier: number): number {
  return Math.min(255, Math.max(0, UNITY + Math.round(STEPS_A_DOUBLING * Math.log2(multiplier))))
}

export function multiplierOf(q: number): number {
  return MULTIPLIERS[q]!
}

const MULTIPLIERS = Float64Array.from({ length: 256 }, (_, q) => 2 ** ((q - UNITY) / STEPS_A_DOUBLING))

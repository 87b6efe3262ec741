import { NONE } from '../format/layout.ts'
import { CLOCK_SEGMENTS, clockSegment, SEGMENT_KINDS, type SegmentKind } from '../format/segments.ts'
import { chiSquareTail, logLikelihoodRatio } from '../measures.ts'
import type { Postings } from './baskets.ts'
import { type Baskets, MAX_AUDIENCES, NO_AUDIENCE } from './shop.ts'

/** One way to part the orders, and which part each is in; NONE where that is not known. */
export type Parting = {
  readonly kind: SegmentKind
  readonly numSegments: number
  readonly segmentOf: Uint32Array
}

/** Where the demand for an item differs from that of the shop, and by how much. */
export type Cell = { readonly item: number; readonly segment: number; readonly multiplier: number }

/** Orders of the average item that the multiplier of a thin one leans on. */
const SHRINKAGE = 50
export const MULTIPLIER_RANGE = { atLeast: 0.5, atMost: 2 } as const
/** Of the cells that are kept, at most this share differs by chance. */
const FALSE_DISCOVERY_RATE = 0.01
/** Cochran's rule: below five expected orders the statistic does not follow its distribution. */
const MIN_EXPECTED = 5

/** The ways in which these orders can be parted: by month, weekday and hour where they have dates, by audience. */
export function partings({ start, orderedAt, audience, audiences }: Baskets): Parting[] {
  const numBaskets = start.length - 1
  return SEGMENT_KINDS.flatMap((kind): Parting[] => {
    if (kind === 'audience') {
      if (!audience || !audiences || audiences.length > MAX_AUDIENCES) return []
      const segmentOf = audience.map(a => (a === NO_AUDIENCE ? NONE : a))
      return [{ kind, numSegments: audiences.length, segmentOf }]
    }
    if (!orderedAt) return []
    const segmentOf = Uint32Array.from({ length: numBaskets }, (_, b) =>
      Number.isNaN(orderedAt[b]) ? NONE : clockSegment(kind, orderedAt[b]!),
    )
    return [{ kind, numSegments: CLOCK_SEGMENTS[kind], segmentOf }]
  })
}

/**
 * The cells of a parting in which an item sells significantly more or less than the shop does, by item, then segment.
 *
 *   m(y, s) = (n(y, s) + k · π(s)) / ((n(y) + k) · π(s)), k = 50, within ½ and 2; π(s) is the share of orders in s
 *
 * Significant by the log-likelihood ratio of n(y, s) against π(s), with the correction of Y. Benjamini and
 * Y. Hochberg, Controlling the False Discovery Rate, JRSS B 57 (1995), over all cells with five expected orders.
 * What it cannot tell apart: with less than two years of orders a month is also a trend and a launch. Whether a
 * parting is of use is for held-out orders to say.
 */
export function significantCells(parting: Parting, postings: Postings): Cell[] {
  const { numSegments, segmentOf } = parting
  const inSegment = new Uint32Array(numSegments)
  let numOrders = 0
  for (const s of segmentOf) {
    if (s === NONE) continue
    inSegment[s]!++
    numOrders++
  }

  const candidates: (Cell & { readonly chance: number })[] = []
  let numTested = 0
  const counts = new Uint32Array(numSegments)
  for (let item = 0; item + 1 < postings.start.length; item++) {
    counts.fill(0)
    let orders = 0
    for (let k = postings.start[item]!; k < postings.start[item + 1]!; k++) {
      const s = segmentOf[postings.basket[k]!]!
      if (s === NONE) continue
      counts[s]!++
      orders++
    }
    for (let s = 0; s < numSegments; s++) {
      const share = inSegment[s]! / numOrders
      if (orders * share < MIN_EXPECTED) continue
      numTested++
      const chance = chiSquareTail(logLikelihoodRatio(counts[s]!, orders, inSegment[s]!, numOrders))
      if (chance > FALSE_DISCOVERY_RATE) continue
      candidates.push({ item, segment: s, multiplier: multiplier(counts[s]!, orders, share), chance })
    }
  }
  const limit = chanceLimit(
    candidates.map(c => c.chance),
    numTested,
  )
  return candidates
    .filter(c => c.chance <= limit)
    .map(({ item, segment, multiplier }) => ({ item, segment, multiplier }))
}

function multiplier(inSegment: number, orders: number, share: number): number {
  const shrunk = (inSegment + SHRINKAGE * share) / ((orders + SHRINKAGE) * share)
  return Math.min(MULTIPLIER_RANGE.atMost, Math.max(MULTIPLIER_RANGE.atLeast, shrunk))
}

/** The greatest chance that passes: the k-th smallest of all tests, where it is at most k / tests of the rate. */
function chanceLimit(chances: number[], numTested: number): number {
  const sorted = Float64Array.from(chances).sort()
  for (let k = sorted.length; k > 0; k--) {
    if (sorted[k - 1]! <= (k / numTested) * FALSE_DISCOVERY_RATE) return sorted[k - 1]!
  }
  return -1
}

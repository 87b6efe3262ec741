import { invert } from './baskets.ts'
import { createCounter } from './count.ts'
import { type Events, PURCHASE, VIEW } from './events.ts'

/** No such unit, no such type: it is not counted. */
export const UNCOUNTED = 0xffffffff

/** Nobody looks at more things in one sitting; what does is a machine. Bounds the work: pairs a session. */
const MAX_VIEWED = 100

/**
 * Sessions, counted. A unit is what is looked at and bought, an item or all its colours; units of one type serve the
 * same need.
 */
export type Visits = {
  /** By unit: its type. */
  readonly type: Uint32Array
  /** Sessions by unit. */
  readonly viewed: Uint32Array
  readonly bought: Uint32Array
  /** By type: sessions with any of its units, and the sums of the above. */
  readonly sessionsOfType: Uint32Array
  readonly viewedOfType: Uint32Array
  readonly boughtOfType: Uint32Array
  /** Unit → sessions that looked at both, of x's type. */
  readonly alsoViewed: (x: number) => ReadonlyMap<number, number>
  /** Unit → sessions that looked at x, did not buy it, and later bought this one, of x's type. */
  readonly boughtInstead: (x: number) => ReadonlyMap<number, number>
}

/** Counts the sessions. `unit` is by item number, `type` by unit; both may be UNCOUNTED. Linear in the events. */
export function countVisits(events: Events, unit: Uint32Array, type: Uint32Array): Visits {
  const numUnits = type.length
  const numTypes = type.reduce((most, t) => (t === UNCOUNTED ? most : Math.max(most, t + 1)), 0)
  const bought = new Uint32Array(numUnits)
  const sessionsOfType = new Uint32Array(numTypes)
  const viewedOfType = new Uint32Array(numTypes)
  const boughtOfType = new Uint32Array(numTypes)
  const start = [0]
  const seen: number[] = []
  const instead = new Map<number, number[]>()
  for (let s = 0; s + 1 < events.start.length; s++) {
    const { viewedAt, boughtAt } = sessionOf(events, s, unit)
    if (viewedAt.size > MAX_VIEWED) continue
    for (const x of viewedAt.keys()) {
      seen.push(x)
      if (type[x] !== UNCOUNTED) viewedOfType[type[x]!]!++
    }
    start.push(seen.length)
    for (const [y, at] of boughtAt) {
      bought[y]!++
      if (type[y] === UNCOUNTED) continue
      boughtOfType[type[y]!]!++
      for (const [x, when] of viewedAt) {
        if (when > at || type[x] !== type[y] || boughtAt.has(x)) continue
        const list = instead.get(x)
        if (list) list.push(y)
        else instead.set(x, [y])
      }
    }
    const types = new Set([...viewedAt.keys(), ...boughtAt.keys()].map(x => type[x]!))
    for (const t of types) if (t !== UNCOUNTED) sessionsOfType[t]!++
  }
  const views = { start: Uint32Array.from(start), item: Uint32Array.from(seen) }
  const postings = invert(views, numUnits)
  const count = createCounter(views, numUnits)
  return {
    type,
    viewed: Uint32Array.from({ length: numUnits }, (_, x) => postings.start[x + 1]! - postings.start[x]!),
    bought,
    sessionsOfType,
    viewedOfType,
    boughtOfType,
    alsoViewed(x) {
      const counts = new Map<number, number>()
      if (type[x] === UNCOUNTED) return counts
      count(postings.basket.subarray(postings.start[x], postings.start[x + 1]), (y, together) => {
        if (y !== x && type[y] === type[x]) counts.set(y, together)
      })
      return counts
    },
    boughtInstead(x) {
      const counts = new Map<number, number>()
      for (const y of instead.get(x) ?? []) counts.set(y, (counts.get(y) ?? 0) + 1)
      return counts
    },
  }
}

/** When each unit was first looked at and first bought in a session, as places of the events. */
function sessionOf({ start, item, kind }: Events, s: number, unit: Uint32Array) {
  const viewedAt = new Map<number, number>()
  const boughtAt = new Map<number, number>()
  for (let at = start[s]!; at < start[s + 1]!; at++) {
    const x = unit[item[at]!]!
    if (x === UNCOUNTED) continue
    const when = kind[at] === VIEW ? viewedAt : kind[at] === PURCHASE ? boughtAt : undefined
    if (when && !when.has(x)) when.set(x, at)
  }
  return { viewedAt, boughtAt }
}

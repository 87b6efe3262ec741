import { ROUTES } from './routes.ts'

/** Microseconds: an answer takes tens of them, a pause of the process thousands. */
export const BOUNDS_US = [
  10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000,
] as const

const NUM_STATUSES = 600
const NUM_BUCKETS = BOUNDS_US.length + 1

/**
 * Requests by route and status, and how long they took. Float64Arrays, because 32 bits are full after two days at
 * 20,000 requests a second.
 */
export function createTally() {
  const requests = new Float64Array(ROUTES.length * NUM_STATUSES)
  const buckets = new Float64Array(ROUTES.length * NUM_BUCKETS)
  const sumUs = new Float64Array(ROUTES.length)
  const counts = { cached: 0, shed: 0, refusedConnections: 0 }

  function count(route: number, status: number, us: number): void {
    requests[route * NUM_STATUSES + status]!++
    let bucket = 0
    while (bucket < BOUNDS_US.length && us > BOUNDS_US[bucket]!) bucket++
    buckets[route * NUM_BUCKETS + bucket]!++
    sumUs[route]! += us
  }

  /** A request that was refused before it was answered: without a duration, which would tell nothing of answers. */
  function countRefusal(route: number, status: number): void {
    requests[route * NUM_STATUSES + status]!++
  }

  return { requests, buckets, sumUs, counts, count, countRefusal }
}

export type Tally = ReturnType<typeof createTally>

/** What a tally holds, as plain data. */
export type Tallied = Pick<Tally, 'requests' | 'buckets' | 'sumUs' | 'counts'>

/** Requests by route and status, those that there were any of. */
export function requestsOf({ requests }: Tallied) {
  return [...requests.keys()]
    .filter(at => requests[at]! > 0)
    .map(at => ({
      labels: { route: ROUTES[Math.floor(at / NUM_STATUSES)]!, status: String(at % NUM_STATUSES) },
      value: requests[at]!,
    }))
}

/** Of a route: requests by bucket, the last of those above all bounds, and the sum of their durations. */
export function durationsOf({ buckets, sumUs }: Tallied, route: number) {
  return {
    counts: buckets.subarray(route * NUM_BUCKETS, (route + 1) * NUM_BUCKETS),
    sumUs: sumUs[route]!,
  }
}

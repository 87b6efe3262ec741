import { ROUTES } from './routes.ts'
import { family, histogramFamily } from './text.ts'

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
  const counts = { shed: 0, refusedConnections: 0 }

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

  function text(): string {
    const answered = [...requests.keys()].filter(at => requests[at]! > 0)
    return [
      family(
        'issho_requests_total',
        'counter',
        'Requests by route and status.',
        answered.map(at => ({
          labels: {
            route: ROUTES[Math.floor(at / NUM_STATUSES)]!,
            status: String(at % NUM_STATUSES),
          },
          value: requests[at]!,
        })),
      ),
      histogramFamily(
        'issho_request_duration_seconds',
        'From the parsed request to the answer handed to the socket; what waits before that is in the event-loop lag.',
        BOUNDS_US.map(us => us / 1e6),
        ROUTES.map((route, r) => ({
          labels: { route },
          counts: buckets.subarray(r * NUM_BUCKETS, (r + 1) * NUM_BUCKETS),
          sum: sumUs[r]! / 1e6,
        })),
      ),
      family('issho_shed_requests_total', 'counter', 'Requests answered 503 because too many came at once.', [
        { value: counts.shed },
      ]),
      family('issho_refused_connections_total', 'counter', 'Connections refused at the cap.', [
        { value: counts.refusedConnections },
      ]),
    ].join('')
  }

  return { counts, count, countRefusal, text }
}

export type Tally = ReturnType<typeof createTally>

import { LIMITS } from '../src/serve/limits.ts'
import type { Side } from './child.ts'
import type { Report } from './document.ts'
import type { Latencies, Loaded, Pace } from './load.ts'
import { publishModel } from './model.ts'
import type { Load } from './sides/load.ts'
import { onStage } from './stage.ts'
import { median } from './stats.ts'
import { toCount, toMs } from './words.ts'

export const DEFAULTS = { items: 100_000, connections: 3000, seconds: 4, rounds: 3 }

const SEED = 1
const QUERY = 'limit=50&fields=id'
const ACCEPT = 'application/msgpack'
/** As many in flight as keep the service busy, fewer than it would shed. */
const CALIBRATION: Pace = { connections: 200, seconds: 3 }
const LOADS = [0.5, 3] as const

type Run = {
  readonly round: number
  readonly side: string
  readonly load: number
  readonly perSecond: number
  readonly result: Loaded
}

/** What a client sees of a service that is asked for three times what it can do, with shedding and without. */
export async function overload(sizes: typeof DEFAULTS): Promise<Report> {
  return onStage(async stage => {
    await publishModel(stage.folder, { numItems: sizes.items, seed: SEED })
    const sides = {
      shedding: stage.server('http-guarded', [stage.folder, String(LIMITS.maxTurnMs)]),
      'not shedding': stage.server('http-guarded', [stage.folder, '0']),
    }
    const client = stage.client('load')
    const load = async (side: Side, pace: Pace) => {
      const asked = { question: `?${QUERY}`, accept: ACCEPT, numItems: sizes.items, seed: SEED }
      return client.ask<Loaded>('load', { url: await side.ask('url'), ...asked, ...pace } satisfies Load)
    }
    const capacityOf = async (side: Side) => {
      const { answered, seconds } = await load(side, CALIBRATION)
      return answered.count / seconds
    }
    for (const side of Object.values(sides)) await capacityOf(side) // warm-up

    const capacities: number[] = []
    const runs: Run[] = []
    for (let round = 1; round <= sizes.rounds; round++) {
      const capacity = await capacityOf(sides['not shedding'])
      capacities.push(capacity)
      for (const times of LOADS) {
        for (const [name, side] of Object.entries(sides)) {
          const { connections, seconds } = sizes
          const perSecond = times * capacity
          const result = await load(side, { connections, seconds, perSecond })
          runs.push({ round, side: name, load: times, perSecond, result })
        }
      }
    }
    return reportOf(sizes, stage.pinning, capacities, runs)
  })
}

function reportOf(
  sizes: typeof DEFAULTS,
  pinning: string,
  capacities: readonly number[],
  runs: readonly Run[],
): Report {
  const at = ({ count }: Latencies, us: number) => (count === 0 ? 'none' : toMs(us / 1000))
  const cells = ({ perSecond, result: { answered, shed, seconds, unanswered, failures } }: Run) => [
    toCount(perSecond, '/s'),
    toCount(answered.count / seconds, '/s'),
    at(answered, answered.p50),
    at(answered, answered.p99),
    at(answered, answered.max),
    toCount(shed.count / seconds, '/s'),
    at(shed, shed.p99),
    toCount(unanswered, 'requests'),
    toCount(failures, 'failures'),
  ]
  const head = [
    'offered',
    'answered 200',
    'its p50',
    'its p99',
    'its max',
    'answered 503',
    'its p99',
    'never answered',
    'errors',
  ]
  return {
    question: `GET /v1/items/{id}?${QUERY} as MessagePack in an open loop at half of what the service can do and at three times as much.`,
    setup: [
      ['Items', toCount(sizes.items, 'items')],
      ['Requests', 'each a fresh draw over all items, Zipf-distributed with exponent 1'],
      ['Client', `its own, one request in flight on each of ${toCount(sizes.connections, 'connections')}`],
      [
        'Latency',
        'from the time at which a request should have been sent; what waits for a free connection counts',
      ],
      [
        'Duration',
        `${sizes.seconds} s a run; what is unanswered a second later is counted as never answered`,
      ],
      ['Pinned', pinning],
      [
        'Capacity',
        `${toCount(median(capacities), '/s')}, median; measured before each round with ${CALIBRATION.connections} connections that always have a request in flight`,
      ],
      ['Cache', 'none, in which an answer would cost less than a request'],
      ['Shedding', `maxTurnMs ${LIMITS.maxTurnMs}, the default; not shedding: 0`],
      ['Why this question', 'the dearest answer for its size: the client can ask for three times as many'],
    ],
    tables: [
      {
        title: 'Every run.',
        head: ['round', 'load', 'side', ...head],
        rows: runs.map(run => [`round ${run.round}`, `${run.load} × capacity`, run.side, ...cells(run)]),
      },
    ],
  }
}

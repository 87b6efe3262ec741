import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS } from '../src/serve/limits.ts'
import { type Side, startSide } from './child.ts'
import type { Report } from './document.ts'
import { idOfItem, publishModel } from './model.ts'
import type { Flood, Flooded } from './sides/flood.ts'
import { median, percentile } from './stats.ts'
import { toCount, toMs } from './words.ts'
import { zipfItems } from './zipf.ts'

export const DEFAULTS = { items: 100_000, paths: 5000, connections: 3000, seconds: 4, rounds: 3 }

const SEED = 1
const QUERY = 'limit=50&fields=id'
const ACCEPT = 'application/msgpack'
/** As many in flight as keep the service busy, fewer than it would shed. */
const CALIBRATION = { connections: 200, perSecond: 60_000, seconds: 3 }
const LOADS = [0.5, 3] as const
const SERVER_CORE = 0
const CLIENT_CORE = 1

type Run = {
  readonly round: number
  readonly side: string
  readonly load: number
  readonly perSecond: number
  readonly result: Flooded
}

/** What a client sees of a service that is asked for three times what it can do, with shedding and without. */
export async function overload(sizes: typeof DEFAULTS): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0
  const onCore = (core: number) => (isPinned ? { core } : {})
  await publishModel(folder, { numItems: sizes.items, seed: SEED })
  const paths = Array.from(
    zipfItems(sizes.items, sizes.paths, SEED),
    item => `/v1/items/${idOfItem(item)}?${QUERY}`,
  )
  const started: Side[] = []
  const start = (name: string, args: readonly string[], core: number) => {
    const side = startSide(name, args, onCore(core))
    started.push(side)
    return side
  }
  try {
    const sides = {
      shedding: start('http-guarded', [folder, String(LIMITS.maxTurnMs)], SERVER_CORE),
      'not shedding': start('http-guarded', [folder, '0'], SERVER_CORE),
    }
    const client = start('flood', [], CLIENT_CORE)
    const flood = async (side: Side, rate: Pick<Flood, 'connections' | 'perSecond' | 'seconds'>) =>
      client.ask<Flooded>('flood', { url: await side.ask('url'), paths, accept: ACCEPT, ...rate })
    const capacityOf = async (side: Side) =>
      (await flood(side, CALIBRATION)).acceptedMs.length / CALIBRATION.seconds
    for (const side of Object.values(sides)) await capacityOf(side) // warm-up

    const capacities: number[] = []
    const runs: Run[] = []
    for (let round = 1; round <= sizes.rounds; round++) {
      const capacity = await capacityOf(sides['not shedding'])
      capacities.push(capacity)
      for (const load of LOADS) {
        for (const [name, side] of Object.entries(sides)) {
          const perSecond = load * capacity
          const { connections, seconds } = sizes
          runs.push({
            round,
            side: name,
            load,
            perSecond,
            result: await flood(side, { connections, seconds, perSecond }),
          })
        }
      }
    }
    return reportOf(sizes, isPinned, capacities, runs)
  } finally {
    for (const side of started) await side.stop()
    rmSync(folder, { recursive: true })
  }
}

function reportOf(
  sizes: typeof DEFAULTS,
  isPinned: boolean,
  capacities: readonly number[],
  runs: readonly Run[],
): Report {
  const at = (values: readonly number[], share: number) =>
    values.length === 0 ? 'none' : toMs(percentile(values, share))
  const rate = (values: readonly unknown[]) => toCount(values.length / sizes.seconds, '/s')
  const cells = ({ perSecond, result: { acceptedMs, shedMs, unanswered, failures } }: Run) => [
    toCount(perSecond, '/s'),
    rate(acceptedMs),
    at(acceptedMs, 0.5),
    at(acceptedMs, 0.99),
    at(acceptedMs, 1),
    rate(shedMs),
    at(shedMs, 0.99),
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
      ['Requests', toCount(sizes.paths, 'draws, Zipf-distributed with exponent 1, sent in turn')],
      ['Client', `its own, one request in flight on each of ${toCount(sizes.connections, 'connections')}`],
      [
        'Latency',
        'from the time at which a request should have been sent; what waits for a free connection counts',
      ],
      ['Duration', `${sizes.seconds} s a run; what is unanswered at its end is counted as never answered`],
      [
        'Pinned',
        isPinned ? `servers to core ${SERVER_CORE}, client to core ${CLIENT_CORE}` : 'no (taskset missing)',
      ],
      [
        'Capacity',
        `${toCount(median(capacities), '/s')}, median; measured before each round with ${CALIBRATION.connections} connections that always have a request in flight`,
      ],
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

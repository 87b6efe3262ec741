import { LIMITS } from '../src/serve/limits.ts'
import { LIMIT } from './bodies.ts'
import { BARE, ISSHO, LITTLE_CACHE_BYTES, POSTGRES, REDIS } from './contenders.ts'
import type { Report, Table } from './document.ts'
import { type Loaded, numBad } from './load.ts'
import { PLENTY, SATURATING } from './loader.ts'
import type { Cannoned } from './sides/autocannon.ts'
import { serverNode } from './stage.ts'
import { ratios, spreadOf } from './stats.ts'
import { toBytes, toCount, toMebibytes, toShare, toSpread, toTimes, toWholeUs } from './words.ts'

export type Round = {
  readonly name: string
  readonly round: number
  readonly loaded: Loaded
  /** Requests a second that were due in the open loop. */
  readonly offered: number | undefined
  readonly perSecond: number
  /** Processor time of the server's process, for each request. */
  readonly cpuUs: number
  /** Share of one core that the server's process had. */
  readonly cpuShare: number
  /** Share of answers from the cache. */
  readonly hits: number
}

/** What autocannon says of a side. */
export type Cannonade = Cannoned & { readonly name: string }

type Found = {
  readonly sizes: { readonly items: number; readonly seconds: number; readonly warmup: number }
  readonly pinning: string
  readonly bodies: readonly Buffer[]
  readonly stores: [string, string][]
  readonly saturated: readonly Round[]
  readonly half: readonly Round[]
  readonly cannonades: readonly Cannonade[]
}

export function reportOf({ sizes, pinning, bodies, stores, saturated, half, cannonades }: Found): Report {
  const meanBytes = bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length
  return {
    question: `GET /v1/items/{id}/also-bought?limit=${LIMIT}: one process, saturated and at half of that, against other ways to send the same.`,
    setup: [
      ['Node of the servers', serverNode()],
      ['Items', toCount(sizes.items, 'items')],
      [
        'Requests',
        'each a fresh draw over all items, Zipf-distributed with exponent 1; the same for all sides of a round, which take turns in being first',
      ],
      ['Bodies', `${toCount(bodies.length, 'bodies')}, mean ${toBytes(meanBytes)} as JSON`],
      ['Client', 'its own, in its own process, one request in flight on a connection, kept alive'],
      [
        'Saturated',
        `${SATURATING} connections that always have a request in flight, ${sizes.seconds} s a round`,
      ],
      [
        'Half',
        `open loop on ${PLENTY} connections, ${sizes.seconds} s a round, latency from the time at which a request is due`,
      ],
      ['Pinned', `${pinning}; a server that is not asked stands still; Redis and PostgreSQL to none`],
      [
        'issho',
        `as issho serve runs with --metrics-port; ${toMebibytes(LIMITS.maxCacheBytes)} of cache, the default here, each item asked for twice before`,
      ],
      [
        'Other issho',
        `just begun: the same after the warm-up alone; little cache: ${toMebibytes(LITTLE_CACHE_BYTES)}; no cache: every answer is made`,
      ],
      [BARE, 'the same bodies as bytes in a Map, content-type and content-length'],
      ...stores,
      ['Processor', 'of the server’s process; of Redis and PostgreSQL themselves it is not counted'],
      ['Proved', 'every list is of whole cards; every answer of every run is compared with it by checksum'],
      ['Warm-up', `${sizes.warmup} s of each side, saturated`],
    ],
    tables: [
      ...tablesOf('Saturated', saturated, SATURATED, {
        head: ['of one core', 'from the cache'],
        cells: ({ cpuShare, hits }) => [toShare(cpuShare), toShare(hits)],
      }),
      ...tablesOf('At half', half, HALF, {
        head: ['offered'],
        cells: ({ offered }) => [toRate(offered!)],
      }),
      {
        title: `As load testers run it: autocannon, ${SATURATING} connections, 5,000 draws sent in turn.`,
        head: ['side', 'throughput', 'errors, timeouts, other than 2xx'],
        rows: cannonades.map(({ name, perSecond, failures }) => [
          name,
          toRate(perSecond),
          toCount(failures, 'failures'),
        ]),
      },
    ],
  }
}

type Figure = readonly [head: string, of: (round: Round) => number, write: (value: number) => string]

const toRate = (perSecond: number) => toCount(perSecond, 'requests/s')

const SATURATED: readonly Figure[] = [
  ['throughput', round => round.perSecond, toRate],
  ['requests a processor second', round => 1e6 / round.cpuUs, toRate],
]
const HALF: readonly Figure[] = [
  ['p50', round => round.loaded.answered.p50, toWholeUs],
  ['p99', round => round.loaded.answered.p99, toWholeUs],
  ['p99.9', round => round.loaded.answered.p999, toWholeUs],
  ['max', round => round.loaded.answered.max, toWholeUs],
]

/** Every round, the spread of each side, and the ratios that matter. */
function tablesOf(
  title: string,
  rounds: readonly Round[],
  figures: readonly Figure[],
  more: { readonly head: readonly string[]; readonly cells: (round: Round) => string[] },
): Table[] {
  const names = [...new Set(rounds.map(({ name }) => name))]
  const head = figures.map(([text]) => text)
  const column = (name: string, of: Figure[1]) => rounds.filter(round => round.name === name).map(of)
  const ratioRow = (left: string, right: string) => [
    `${left} ÷ ${right}`,
    ...figures.map(([, of]) => toSpread(spreadOf(ratios(column(left, of), column(right, of))), toTimes)),
  ]
  return [
    {
      title: `${title}: every round.`,
      head: ['round', 'side', ...head, ...more.head, 'failed or wrong'],
      rows: rounds.map(round => [
        `round ${round.round}`,
        round.name,
        ...figures.map(([, of, write]) => write(of(round))),
        ...more.cells(round),
        toCount(numBad(round.loaded), 'answers'),
      ]),
    },
    {
      title: `${title}: median (range).`,
      head: ['side', ...head],
      rows: [
        ...names.map(name => [
          name,
          ...figures.map(([, of, write]) => toSpread(spreadOf(column(name, of)), write)),
        ]),
        ...names.filter(name => name !== BARE).map(name => ratioRow(name, BARE)),
        ...names.filter(name => name === REDIS || name === POSTGRES).map(name => ratioRow(ISSHO, name)),
      ],
    },
  ]
}

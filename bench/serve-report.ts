import { LIMIT } from './bodies.ts'
import type { Report, Table } from './document.ts'
import { numBad } from './load.ts'
import { BARE, ISSHO, PLENTY, POSTGRES, REDIS, type Round, SATURATING, type Sizes } from './serve.ts'
import { serverNode } from './stage.ts'
import { ratios, spreadOf } from './stats.ts'
import { toBytes, toCount, toShare, toSpread, toTimes, toWholeUs } from './words.ts'

type Found = {
  readonly sizes: Sizes
  readonly pinning: string
  readonly bodies: readonly Buffer[]
  readonly stores: [string, string][]
  readonly saturated: readonly Round[]
  readonly half: readonly Round[]
}

export function reportOf({ sizes, pinning, bodies, stores, saturated, half }: Found): Report {
  const meanBytes = bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length
  return {
    question: `GET /v1/items/{id}/also-bought?limit=${LIMIT}: one process, saturated and at half of that, against other ways to send the same.`,
    setup: [
      ['Node of the servers', serverNode()],
      ['Items', toCount(sizes.items, 'items')],
      [
        'Requests',
        'each a fresh draw over all items, Zipf-distributed with exponent 1; the same for all sides of a round',
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
      ['Pinned', `${pinning}; Redis and PostgreSQL to none`],
      ['issho', 'as issho serve runs with --metrics-port; 64 MiB of cache by default'],
      [BARE, 'the same bodies as bytes in a Map, content-type and content-length'],
      ...stores,
      ['Processor', 'of the server’s process; of Redis and PostgreSQL themselves it is not counted'],
      ['Proved', 'every list is of whole cards; every answer of every run is compared with it by checksum'],
      ['Warm-up', `${sizes.warmup} s of each side, saturated`],
    ],
    tables: [
      ...tablesOf('Saturated', saturated, SATURATED, {
        head: ['of one core', 'from the cache'],
        cells: ({ cpuShare, hits }) => [toShare(cpuShare), hits === undefined ? 'none' : toShare(hits)],
      }),
      ...tablesOf('At half', half, HALF, {
        head: ['offered'],
        cells: ({ offered }) => [toRate(offered!)],
      }),
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

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Side, startSide } from './child.ts'
import type { Report } from './document.ts'
import { idOfItem, publishModel } from './model.ts'
import type { Load, Loaded } from './sides/http-load.ts'
import { ratios, spreadOf } from './stats.ts'
import { toBytes, toCount, toSpread, toTimes, toUs } from './words.ts'
import { zipfItems } from './zipf.ts'

export const DEFAULTS = { items: 100_000, paths: 5000, connections: 32, seconds: 6, rounds: 4 }

const LIMIT = 10
const SEED = 1
const SERVER_CORE = 0
const CLIENT_CORE = 1

type Round = {
  readonly perSecond: number
  /** Processor time of the server's process, for each request. */
  readonly cpuUs: number
  /** Requests in one second of the server's processor time: the throughput, had nobody else been on its core. */
  readonly perCpuSecond: number
  /** Share of one core that the server's process had. */
  readonly cpuShare: number
  readonly failures: number
}

/** How many also-bought lists a second does one process send, against node:http sending the same bodies. */
export async function http(sizes: typeof DEFAULTS): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0
  const onCore = (core: number) => (isPinned ? { core } : {})
  await publishModel(folder, { numItems: sizes.items, seed: SEED })
  const paths = Array.from(
    zipfItems(sizes.items, sizes.paths, SEED),
    item => `/v1/items/${idOfItem(item)}/also-bought?limit=${LIMIT}`,
  )
  const started: Side[] = []
  const start = (name: string, args: readonly string[], core: number) => {
    const side = startSide(name, args, onCore(core))
    started.push(side)
    return side
  }
  try {
    const issho = start('http-issho', [folder], SERVER_CORE)
    const bodies = await fetchBodies(await issho.ask('url'), paths)
    const bodiesFile = join(folder, 'bodies.json')
    writeFileSync(bodiesFile, JSON.stringify(Object.fromEntries(bodies)))
    const bare = start('http-bare', [bodiesFile], SERVER_CORE)
    const client = start('http-load', [], CLIENT_CORE)
    await proveEqual(bodies, await bare.ask('url'))

    const load = (side: Side) => measure(side, client, { ...sizes, paths })
    for (const side of [issho, bare]) await load(side)
    const ours: Round[] = []
    const floor: Round[] = []
    for (let round = 0; round < sizes.rounds; round++) {
      ours.push(await load(issho))
      floor.push(await load(bare))
    }
    return reportOf(sizes, isPinned, bodies, ours, floor)
  } finally {
    for (const side of started) await side.stop()
    rmSync(folder, { recursive: true })
  }
}

async function measure(server: Side, client: Side, load: Omit<Load, 'url'>): Promise<Round> {
  const url = await server.ask<string>('url')
  const before = await server.ask<NodeJS.CpuUsage>('cpu')
  const { requests, seconds, failures } = await client.ask<Loaded>('load', { ...load, url })
  const after = await server.ask<NodeJS.CpuUsage>('cpu')
  const cpuUs = after.user + after.system - before.user - before.system
  return {
    perSecond: requests / seconds,
    cpuUs: cpuUs / requests,
    perCpuSecond: (1e6 * requests) / cpuUs,
    cpuShare: cpuUs / 1e6 / seconds,
    failures,
  }
}

/** The answer of each distinct path. Throws where it is not a list of whole cards about the item asked for. */
async function fetchBodies(url: string, paths: readonly string[]): Promise<Map<string, string>> {
  const bodies = new Map<string, string>()
  for (const path of new Set(paths)) {
    const body = await (await fetch(url + path)).text()
    const { item, items } = JSON.parse(body)
    const isWhole = items?.every(
      (entry: Record<string, unknown>) => entry.title && entry.price && entry.reason,
    )
    if (!path.includes(`/${item}/`) || items.length !== LIMIT || !isWhole) {
      throw new Error(`${path}: not a list of ${LIMIT} cards: ${body}`)
    }
    bodies.set(path, body)
  }
  return bodies
}

async function proveEqual(bodies: ReadonlyMap<string, string>, url: string): Promise<void> {
  for (const [path, body] of bodies) {
    if ((await (await fetch(url + path)).text()) !== body) throw new Error(`${path}: the two servers differ`)
  }
}

const toRate = (perSecond: number) => toCount(perSecond, 'requests/s')
const FIGURES = [
  ['perSecond', toRate],
  ['perCpuSecond', toRate],
  ['cpuUs', toUs],
] as const

function reportOf(
  sizes: typeof DEFAULTS,
  isPinned: boolean,
  bodies: ReadonlyMap<string, string>,
  ours: readonly Round[],
  floor: readonly Round[],
): Report {
  const bytes = [...bodies.values()].map(body => Buffer.byteLength(body))
  const toShare = (share: number) => `${(100 * share).toFixed(0)} %`
  const column = (rounds: readonly Round[], figure: keyof Round) => rounds.map(round => round[figure])
  const spread = (rounds: readonly Round[], figure: keyof Round) => spreadOf(column(rounds, figure))
  const ratio = (left: readonly Round[], right: readonly Round[], figure: keyof Round) =>
    toSpread(spreadOf(ratios(column(left, figure), column(right, figure))), toTimes)
  const cells = (round: Round) => [
    toRate(round.perSecond),
    toUs(round.cpuUs),
    toShare(round.cpuShare),
    toCount(round.failures, 'failures'),
  ]
  const head = ['throughput', 'processor a request', 'of one core', 'errors, timeouts, other than 2xx']
  return {
    question: `GET /v1/items/{id}/also-bought?limit=${LIMIT}, saturated, one process, against bare node:http.`,
    setup: [
      ['Items', toCount(sizes.items, 'items')],
      ['Requests', toCount(sizes.paths, 'draws, Zipf-distributed with exponent 1, sent in turn')],
      ['Bodies', `${toCount(bodies.size, 'distinct bodies')}, mean ${toBytes(spreadMean(bytes))}`],
      ['Client', `autocannon, ${toCount(sizes.connections, 'connections')}, ${sizes.seconds} s a round`],
      [
        'Pinned',
        isPinned ? `servers to core ${SERVER_CORE}, client to core ${CLIENT_CORE}` : 'no (taskset missing)',
      ],
      ['Bare server', 'node:http, the same bodies as strings in a Map, content-type and content-length'],
      ['Proved', 'every body is a list of whole cards, and both servers send the same'],
      ['Warm-up', '1 round of each side'],
    ],
    tables: [
      {
        title: 'Every round.',
        head: ['round', ...head.map(h => `issho: ${h}`), ...head.map(h => `bare: ${h}`)],
        rows: ours.map((round, r) => [`round ${r + 1}`, ...cells(round), ...cells(floor[r]!)]),
      },
      {
        title: 'Median (range).',
        head: ['side', 'throughput', 'requests a processor second', 'processor a request'],
        rows: [
          ['issho', ...FIGURES.map(([figure, write]) => toSpread(spread(ours, figure), write))],
          ['bare', ...FIGURES.map(([figure, write]) => toSpread(spread(floor, figure), write))],
          ['issho ÷ bare', ...FIGURES.map(([figure]) => ratio(ours, floor, figure))],
        ],
      },
    ],
  }
}

function spreadMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

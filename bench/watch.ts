import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS } from '../src/serve/limits.ts'
import { type Side, startSide } from './child.ts'
import type { Report } from './document.ts'
import { guardAloneNs } from './guard-alone.ts'
import { idOfItem, publishModel } from './model.ts'
import type { Load, Loaded } from './sides/http-load.ts'
import { ratios, spreadOf } from './stats.ts'
import { toCount, toSpread, toTimes, toUs } from './words.ts'
import { zipfItems } from './zipf.ts'

export const DEFAULTS = { items: 100_000, paths: 5000, connections: 32, seconds: 2, rounds: 16 }

const SEED = 1
const LIMIT = 10
const SERVER_CORE = 0
const CLIENT_CORE = 1

type Round = { readonly perSecond: number; readonly cpuUs: number; readonly failures: number }

/** What counting, timing, limits and shedding cost a hot route. */
export async function watch(sizes: typeof DEFAULTS): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0
  const onCore = (core: number) => (isPinned ? { core } : {})
  await publishModel(folder, { numItems: sizes.items, seed: SEED })
  const paths = Array.from(
    zipfItems(sizes.items, sizes.paths, SEED),
    item => `/v1/items/${idOfItem(item)}/also-bought?limit=${LIMIT}`,
  )
  const sides: Side[] = []
  const start = (name: string, args: readonly string[], core: number) => {
    const side = startSide(name, args, onCore(core))
    sides.push(side)
    return side
  }
  try {
    const guarded = start('http-guarded', [folder, String(LIMITS.maxTurnMs)], SERVER_CORE)
    const bare = start('http-guarded', [folder, 'bare'], SERVER_CORE)
    const client = start('http-load', [], CLIENT_CORE)
    await proveEqual(await guarded.ask('url'), await bare.ask('url'), paths)
    const load = (side: Side) => measure(side, client, { ...sizes, paths })
    for (const side of [guarded, bare]) await load(side)
    const withIt: Round[] = []
    const without: Round[] = []
    for (let round = 0; round < sizes.rounds; round++) {
      // What comes second finds the machine as the first left it: each is first in every other round.
      if (round % 2 === 0) withIt.push(await load(guarded))
      without.push(await load(bare))
      if (round % 2 === 1) withIt.push(await load(guarded))
    }
    const aloneNs: number[] = []
    for (let round = 0; round < sizes.rounds; round++) aloneNs.push(await guardAloneNs(paths))
    return reportOf(sizes, isPinned, withIt, without, aloneNs)
  } finally {
    for (const side of sides) await side.stop()
    rmSync(folder, { recursive: true })
  }
}

async function measure(server: Side, client: Side, load: Omit<Load, 'url'>): Promise<Round> {
  const url = await server.ask<string>('url')
  const before = await server.ask<NodeJS.CpuUsage>('cpu')
  const { requests, seconds, failures } = await client.ask<Loaded>('load', { ...load, url })
  const after = await server.ask<NodeJS.CpuUsage>('cpu')
  const cpuUs = after.user + after.system - before.user - before.system
  return { perSecond: requests / seconds, cpuUs: cpuUs / requests, failures }
}

async function proveEqual(url: string, otherUrl: string, paths: readonly string[]): Promise<void> {
  for (const path of new Set(paths)) {
    const [one, other] = await Promise.all([fetch(url + path), fetch(otherUrl + path)])
    if ((await one.text()) !== (await other.text()) || one.status !== 200)
      throw new Error(`${path}: the two servers differ`)
  }
}

const toRate = (perSecond: number) => toCount(perSecond, 'requests/s')
const FIGURES = [
  ['perSecond', toRate],
  ['cpuUs', toUs],
] as const

function reportOf(
  sizes: typeof DEFAULTS,
  isPinned: boolean,
  withIt: readonly Round[],
  without: readonly Round[],
  aloneNs: readonly number[],
): Report {
  const column = (rounds: readonly Round[], figure: keyof Round) => rounds.map(round => round[figure])
  const spread = (rounds: readonly Round[], figure: keyof Round) => spreadOf(column(rounds, figure))
  const cells = ({ perSecond, cpuUs, failures }: Round) => [
    toRate(perSecond),
    toUs(cpuUs),
    toCount(failures, 'failures'),
  ]
  const head = ['throughput', 'processor a request', 'errors, timeouts, other than 2xx']
  return {
    question: `GET /v1/items/{id}/also-bought?limit=${LIMIT}, saturated: the service with metrics, limits and shedding, against the same app without them.`,
    setup: [
      ['Items', toCount(sizes.items, 'items')],
      ['Requests', toCount(sizes.paths, 'draws, Zipf-distributed with exponent 1, sent in turn')],
      ['Client', `autocannon, ${toCount(sizes.connections, 'connections')}, ${sizes.seconds} s a round`],
      [
        'Pinned',
        isPinned ? `servers to core ${SERVER_CORE}, client to core ${CLIENT_CORE}` : 'no (taskset missing)',
      ],
      ['With', 'as issho serve runs with --metrics-port; access logs off'],
      ['Without', 'createApp behind node:http; the source of a list is counted here, too'],
      ['Proved', 'both answer every path with the same bytes'],
      ['Warm-up', '1 round of each side'],
    ],
    tables: [
      {
        title: 'Every round.',
        head: ['round', ...head.map(h => `with: ${h}`), ...head.map(h => `without: ${h}`)],
        rows: withIt.map((round, r) => [`round ${r + 1}`, ...cells(round), ...cells(without[r]!)]),
      },
      {
        title: 'Median (range).',
        head: ['side', 'throughput', 'processor a request'],
        rows: [
          ['with', ...FIGURES.map(([figure, write]) => toSpread(spread(withIt, figure), write))],
          ['without', ...FIGURES.map(([figure, write]) => toSpread(spread(without, figure), write))],
          [
            'with ÷ without',
            ...FIGURES.map(([figure]) =>
              toSpread(spreadOf(ratios(column(withIt, figure), column(without, figure))), toTimes),
            ),
          ],
        ],
      },
      {
        title: 'In process: what stands before the app, without an app and a socket, one request a turn.',
        head: ['figure', 'median (range)'],
        rows: [['a request', toSpread(spreadOf(aloneNs), ns => `${ns.toFixed(0)} ns`)]],
      },
    ],
  }
}

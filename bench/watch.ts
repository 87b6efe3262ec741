import { LIMITS } from '../src/serve/limits.ts'
import { QUESTION } from './bodies.ts'
import type { Side } from './child.ts'
import type { Report } from './document.ts'
import { guardAloneNs } from './guard-alone.ts'
import { type Loaded, numBad } from './load.ts'
import { idOfItem, publishModel } from './model.ts'
import type { Load } from './sides/load.ts'
import { onStage } from './stage.ts'
import { ratios, spreadOf } from './stats.ts'
import { toCount, toSpread, toTimes, toUs } from './words.ts'
import { zipfItems } from './zipf.ts'

export const DEFAULTS = { items: 100_000, connections: 32, seconds: 2, rounds: 16 }

const SEED = 1
const NUM_PROVED = 5000

type Round = { readonly perSecond: number; readonly cpuUs: number; readonly failures: number }

/** What counting, timing, limits and shedding cost a hot route. */
export async function watch(sizes: typeof DEFAULTS): Promise<Report> {
  return onStage(async stage => {
    await publishModel(stage.folder, { numItems: sizes.items, seed: SEED })
    const paths = Array.from(
      zipfItems(sizes.items, NUM_PROVED, SEED),
      item => `/v1/items/${idOfItem(item)}${QUESTION}`,
    )
    const guarded = stage.server('http-guarded', [stage.folder, String(LIMITS.maxTurnMs)])
    const bare = stage.server('http-guarded', [stage.folder, 'bare'])
    const client = stage.client('load')
    await proveEqual(await guarded.ask('url'), await bare.ask('url'), paths)
    const load = (side: Side, round: number) => measure(side, client, sizes, round)
    for (const side of [guarded, bare]) await load(side, 0)
    const withIt: Round[] = []
    const without: Round[] = []
    for (let round = 0; round < sizes.rounds; round++) {
      // What comes second finds the machine as the first left it: each is first in every other round.
      if (round % 2 === 0) withIt.push(await load(guarded, round))
      without.push(await load(bare, round))
      if (round % 2 === 1) withIt.push(await load(guarded, round))
    }
    const aloneNs: number[] = []
    for (let round = 0; round < sizes.rounds; round++) aloneNs.push(await guardAloneNs(paths))
    return reportOf(sizes, stage.pinning, withIt, without, aloneNs)
  })
}

async function measure(
  server: Side,
  client: Side,
  { items, connections, seconds }: typeof DEFAULTS,
  seed: number,
): Promise<Round> {
  const url = await server.ask<string>('url')
  const before = await server.ask<NodeJS.CpuUsage>('cpu')
  const load: Load = {
    ...{ url, question: QUESTION, accept: 'application/json' },
    ...{ numItems: items, seed, connections, seconds },
  }
  const loaded = await client.ask<Loaded>('load', load)
  const after = await server.ask<NodeJS.CpuUsage>('cpu')
  const cpuUs = after.user + after.system - before.user - before.system
  const { count } = loaded.answered
  return { perSecond: count / loaded.seconds, cpuUs: cpuUs / count, failures: numBad(loaded) }
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
  pinning: string,
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
  const head = ['throughput', 'processor a request', 'failed']
  return {
    question: `GET /v1/items/{id}${QUESTION}, saturated: the service with metrics, limits and shedding, against the same app without them.`,
    setup: [
      ['Items', toCount(sizes.items, 'items')],
      ['Requests', 'each a fresh draw over all items, Zipf-distributed with exponent 1'],
      [
        'Client',
        `its own, ${toCount(sizes.connections, 'connections')} always at work, ${sizes.seconds} s a round`,
      ],
      ['Pinned', pinning],
      ['With', 'as issho serve runs with --metrics-port; access logs off; no cache, which the other has not'],
      ['Without', 'createApp behind node:http; the source of a list is counted here, too'],
      ['Proved', `both answer ${toCount(NUM_PROVED, 'draws')} with the same bytes`],
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

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pointTo } from '../src/models/publish.ts'
import { currentVersion } from '../src/models/read.ts'
import { LIMITS } from '../src/serve/limits.ts'
import { answersOf, checksums, QUESTION } from './bodies.ts'
import type { Side } from './child.ts'
import type { Report } from './document.ts'
import { type Loaded, numBad } from './load.ts'
import { halfOfSaturated, JSON_TYPE, loaderOf, PLENTY } from './loader.ts'
import { publishModel } from './model.ts'
import type { ModelLoad } from './sides/http-issho.ts'
import { onStage, serverNode } from './stage.ts'
import { percentile, spreadOf } from './stats.ts'
import { toCount, toMB, toMs, toSpread, toWholeUs } from './words.ts'

export const DEFAULTS = { items: 100_000, seconds: 10, rounds: 3, everyMs: 2500, warmup: 4 }

const VERSIONS = ['one', 'two']
const POLL_MS = 10

type Run = {
  readonly name: string
  readonly round: number
  readonly loaded: Loaded
  /** Latencies of what was due between the move of the pointer and the use of the model, ascending, in ms. */
  readonly inSwapMs: readonly number[]
  readonly swapMs: readonly number[]
  readonly residentBytes: number
}

/** What a client at half of the saturated rate sees of one model taking another's place, again and again. */
export async function swap(sizes: typeof DEFAULTS): Promise<Report> {
  const { items, seconds, rounds, everyMs, warmup } = sizes
  return onStage(async ({ folder, server, client, pinning }) => {
    const sums: Uint32Array[] = []
    for (const [i, version] of VERSIONS.entries()) {
      await publishModel(folder, { numItems: items, seed: i, version })
      sums.push(checksums(items, await answersOf(folder, version)))
    }
    const sumsFile = join(folder, 'sums')
    writeFileSync(sumsFile, Buffer.concat(sums.map(each => new Uint8Array(each.buffer))))
    const samplesFile = join(folder, 'samples')
    const issho = server('http-issho', [folder, String(LIMITS.maxCacheBytes), String(POLL_MS)])
    const url = await issho.ask<string>('url')
    const asked = { url, question: QUESTION, accept: JSON_TYPE, numItems: items, sumsFile, samplesFile }
    const load = loaderOf(client('load'), asked)
    const perSecond = await halfOfSaturated(load, warmup)
    const runs: Run[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const isSwapping of [false, true]) {
        const loading = load({ connections: PLENTY, seconds, perSecond })
        const swaps = isSwapping ? await swapUntil(loading, issho, folder, everyMs) : []
        const loaded = await loading
        runs.push({
          name: isSwapping ? 'swapping' : 'quiet',
          round,
          loaded,
          inSwapMs: latenciesIn(samplesFile, swaps),
          swapMs: swaps.map(([begin, end]) => end - begin),
          residentBytes: (await issho.ask<NodeJS.MemoryUsage>('memory')).rss,
        })
      }
    }
    return reportOf(sizes, perSecond, pinning, runs)
  })
}

/** From the move of the pointer to the use of the model, in ms since 1970. */
type Swap = readonly [begin: number, end: number]

/** Points at the other version again and again, each time after the one before it is in use. */
async function swapUntil(
  done: Promise<unknown>,
  issho: Side,
  modelsDir: string,
  everyMs: number,
): Promise<Swap[]> {
  const swaps: Swap[] = []
  let isDone = false
  const finished = done.finally(() => {
    isDone = true
  })
  for (;;) {
    await Promise.race([sleep(everyMs), finished])
    if (isDone) return swaps
    const current = await currentVersion(modelsDir)
    const next = VERSIONS.find(version => version !== current)!
    const begin = nowMs()
    await pointTo(modelsDir, next)
    swaps.push([begin, await inUseSince(issho, next, begin)])
  }
}

/** Throws where it is not within ten seconds. */
async function inUseSince(issho: Side, version: string, begin: number): Promise<number> {
  while (nowMs() < begin + 10_000) {
    const last = (await issho.ask<ModelLoad[]>('loads')).at(-1)
    if (last?.version === version && last.atMs >= begin) return last.atMs
    await sleep(POLL_MS)
  }
  throw new Error(`the service has not taken up ${version} in ten seconds`)
}

/** In ms, of what was due during one of the swaps. */
function latenciesIn(samplesFile: string, swaps: readonly Swap[]): number[] {
  const samples = new Float64Array(new Uint8Array(readFileSync(samplesFile)).buffer)
  const latencies: number[] = []
  for (let at = 0; at < samples.length; at += 2) {
    const due = samples[at]!
    if (swaps.some(([begin, end]) => begin <= due && due < end)) latencies.push(samples[at + 1]!)
  }
  return latencies.sort((a, b) => a - b)
}

const nowMs = () => performance.timeOrigin + performance.now()

function reportOf(
  { items, seconds, everyMs, warmup }: typeof DEFAULTS,
  perSecond: number,
  pinning: string,
  runs: readonly Run[],
): Report {
  const swaps = runs.filter(({ swapMs }) => swapMs.length > 0)
  const at = ({ inSwapMs }: Run, share: number) => percentile(inSwapMs, share) * 1000
  return {
    question: `GET /v1/items/{id}${QUESTION} at half of the saturated rate while one model takes the place of another.`,
    setup: [
      ['Node of the server', serverNode()],
      ['Items', toCount(items, 'items in each of two models of different lists')],
      [
        'Requests',
        `${toCount(perSecond, '/s')} in an open loop on ${PLENTY} connections, ${seconds} s a round`,
      ],
      ['Draws', 'each a fresh one over all items, Zipf-distributed with exponent 1'],
      ['Latency', 'from the time at which a request is due'],
      [
        'Swaps',
        `the pointer moves to the other version ${everyMs} ms after the last was taken into use; it is read every ${POLL_MS} ms`,
      ],
      ['During a swap', 'due between the move of the pointer and the use of the model'],
      ['Pinned', pinning],
      ['Proved', 'every answer is by checksum the one of the one model or the other'],
      ['Warm-up', `${warmup} s, saturated`],
    ],
    tables: [
      {
        title: 'Every round.',
        head: [
          'round',
          'side',
          'swaps',
          'p50',
          'p99',
          'p99.9',
          'max',
          'failed or wrong',
          'resident after it',
        ],
        rows: runs.map(({ name, round, loaded, swapMs, residentBytes }) => [
          `round ${round}`,
          name,
          toCount(swapMs.length, 'swaps'),
          ...FIGURES.map(figure => toWholeUs(loaded.answered[figure])),
          toCount(numBad(loaded), 'answers'),
          toMB(residentBytes),
        ]),
      },
      {
        title: 'During the swaps alone.',
        head: ['round', 'requests', 'p50', 'p99', 'p99.9', 'max', 'a swap took'],
        rows: swaps.map(run => [
          `round ${run.round}`,
          toCount(run.inSwapMs.length, 'requests'),
          ...[0.5, 0.99, 0.999, 1].map(share => toWholeUs(at(run, share))),
          toSpread(spreadOf(run.swapMs), toMs),
        ]),
      },
      {
        title: 'p99.9, median (range).',
        head: ['side', 'p99.9'],
        rows: [
          ...['quiet', 'swapping'].map(side => {
            const rounds = runs.filter(({ name }) => name === side)
            return [side, toSpread(spreadOf(rounds.map(({ loaded }) => loaded.answered.p999)), toWholeUs)]
          }),
          ['during the swaps alone', toSpread(spreadOf(swaps.map(run => at(run, 0.999))), toWholeUs)],
        ],
      },
    ],
  }
}

const FIGURES = ['p50', 'p99', 'p999', 'max'] as const

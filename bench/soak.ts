import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '../src/serve/limits.ts'
import { answersOf, checksums, QUESTION } from './bodies.ts'
import type { Side } from './child.ts'
import type { Report } from './document.ts'
import { type Loaded, numBad } from './load.ts'
import { halfOfSaturated, JSON_TYPE, loaderOf, PLENTY } from './loader.ts'
import { MODEL_VERSION, publishModel } from './model.ts'
import { onStage, serverNode } from './stage.ts'
import { type Spread, spreadOf } from './stats.ts'
import { toCount, toMB, toSpread, toWholeUs } from './words.ts'

export const DEFAULTS = { items: 100_000, minutes: 10, warmup: 10 }

const SEED = 1
const SAMPLE_EVERY_MS = 1000
const ONE_DAY_MS = 86_400_000

type Minute = { readonly loaded: Loaded; readonly resident: Spread; readonly heap: Spread }

/** Whether minutes of work leave the service as it was: memory and latencies, minute by minute. */
export async function soak({ items, minutes, warmup }: typeof DEFAULTS): Promise<Report> {
  return onStage(async ({ folder, server, client, pinning }) => {
    await publishModel(folder, { numItems: items, seed: SEED })
    const sumsFile = join(folder, 'sums')
    const sums = checksums(items, await answersOf(folder, MODEL_VERSION))
    writeFileSync(sumsFile, sums)
    const issho = server('http-issho', [folder, String(LIMITS.maxCacheBytes), String(ONE_DAY_MS)])
    const url = await issho.ask<string>('url')
    const load = loaderOf(client('load'), {
      url,
      question: QUESTION,
      accept: JSON_TYPE,
      numItems: items,
      sumsFile,
    })
    const perSecond = await halfOfSaturated(load, warmup)
    const found: Minute[] = []
    for (let minute = 1; minute <= minutes; minute++) {
      const loading = load({ connections: PLENTY, seconds: 60, perSecond })
      const memory = await memoryUntil(loading, issho)
      found.push({
        loaded: await loading,
        resident: spreadOf(memory.map(({ rss }) => rss)),
        heap: spreadOf(memory.map(({ heapUsed }) => heapUsed)),
      })
    }
    return {
      question: `GET /v1/items/{id}${QUESTION} at half of the saturated rate for ${minutes} minutes.`,
      setup: [
        ['Node of the server', serverNode()],
        ['Items', toCount(items, 'items')],
        [
          'Requests',
          `${toCount(perSecond, '/s')} in an open loop on ${PLENTY} connections, anew each minute`,
        ],
        ['Draws', 'each a fresh one over all items, Zipf-distributed with exponent 1'],
        ['Latency', 'from the time at which a request is due'],
        ['Memory', 'of the server’s process, looked at every second'],
        ['Pinned', pinning],
        ['Proved', 'every answer, by checksum'],
        ['Warm-up', `${warmup} s, saturated`],
      ],
      tables: [
        {
          title: 'Minute by minute; memory: median (range).',
          head: [
            'minute',
            'answers',
            'p50',
            'p99',
            'p99.9',
            'max',
            'shed',
            'failed or wrong',
            'resident',
            'heap',
          ],
          rows: found.map(({ loaded, resident, heap }, i) => [
            `minute ${i + 1}`,
            toCount(loaded.answered.count, 'answers'),
            ...FIGURES.map(figure => toWholeUs(loaded.answered[figure])),
            toCount(loaded.shed.count, 'answers'),
            toCount(numBad(loaded) - loaded.shed.count, 'answers'),
            toSpread(resident, toMB),
            toSpread(heap, toMB),
          ]),
        },
      ],
    }
  })
}

async function memoryUntil(done: Promise<unknown>, side: Side): Promise<NodeJS.MemoryUsage[]> {
  const samples: NodeJS.MemoryUsage[] = []
  let isDone = false
  const finished = done.finally(() => {
    isDone = true
  })
  while (!isDone) {
    samples.push(await side.ask('memory'))
    await Promise.race([sleep(SAMPLE_EVERY_MS), finished])
  }
  return samples
}

const FIGURES = ['p50', 'p99', 'p999', 'max'] as const

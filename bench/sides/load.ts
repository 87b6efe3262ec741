import { readFileSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { seeded } from '../../src/random.ts'
import { answerAll } from '../child.ts'
import { type Loaded, load, type Pace } from '../load.ts'
import { idOfItem } from '../model.ts'
import { zipfSampler } from '../zipf.ts'

/** Each request is a fresh draw over all items; the same seed draws the same. */
export type Load = Pace & {
  readonly url: string
  /** What is asked about an item: what follows its id in the target. */
  readonly question: string
  readonly accept: string
  readonly numItems: number
  readonly seed: number
  /** Asks for each item twice in a row instead, so that a cache that has the room keeps them all. */
  readonly fill?: boolean
  /** Checksums by which every answer is checked, item by item, one version after the other; none is where absent. */
  readonly sumsFile?: string
  /** Where to write each request's due time (ms since 1970) and latency (ms), 64-bit floats; nowhere where absent. */
  readonly samplesFile?: string
}

answerAll({ load: run })

async function run({ samplesFile, ...asked }: Load): Promise<Loaded> {
  const { url, question, accept, numItems, seed, fill, sumsFile, ...pace } = asked
  const samples: number[] = []
  const random = seeded(seed, 'requests')
  const draw = once(`${numItems}`, () => zipfSampler(numItems))
  const texts = once(`${numItems} ${question} ${accept}`, () =>
    Array.from(
      { length: numItems },
      (_, item) =>
        `GET /v1/items/${idOfItem(item)}${question} HTTP/1.1\r\nHost: bench\r\nAccept: ${accept}\r\n\r\n`,
    ),
  )
  const sums = sumsFile === undefined ? undefined : once(sumsFile, () => readSums(sumsFile))
  const isRight = (item: number, body: Buffer): boolean => {
    if (sums === undefined) return true
    const sum = crc32(body)
    for (let at = item; at < sums.length; at += numItems) if (sums[at] === sum) return true
    return false
  }
  const keep = (_: number, dueMs: number, answeredMs: number) => {
    samples.push(performance.timeOrigin + dueMs, answeredMs - dueMs)
  }
  let numAsked = 0
  const next = fill ? () => (numAsked++ >> 1) % numItems : () => draw(random)
  const asking = { url, next, textOf: (item: number) => texts[item]!, isRight }
  const loaded = await load(samplesFile === undefined ? asking : { ...asking, onAnswer: keep }, pace)
  if (samplesFile !== undefined) writeFileSync(samplesFile, Float64Array.from(samples))
  return loaded
}

function readSums(path: string): Uint32Array {
  const bytes = readFileSync(path)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

const made = new Map<string, unknown>()

/** What many runs need is made before the first. */
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as T
}

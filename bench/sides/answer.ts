import { findItem } from '../../src/format/ids.ts'
import { readModel } from '../../src/models/read.ts'
import { type Answer, alsoBought, page } from '../../src/serve/answers.ts'
import { prepare } from '../../src/serve/model.ts'
import { parseItemRequest } from '../../src/serve/params.ts'
import { answerAll } from '../child.ts'
import { idOfItem, MODEL_VERSION } from '../model.ts'
import { percentile } from '../stats.ts'
import { zipfItems } from '../zipf.ts'

export type Loaded = {
  readonly loadMs: number
  readonly residentBytes: number
  readonly numItems: number
  readonly numNeighbours: number
  /** Of the columns that hold what is stored of each neighbour. */
  readonly neighbourBytes: number
  readonly itemsFileBytes: number
  readonly alsoBoughtFileBytes: number
  readonly higherModelFileBytes: number
}
export type Timed = {
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly mean: number
}
export type List = 'also-bought' | 'page'

const [modelsDir, numDrawsText, seedText] = process.argv.slice(2)

const residentBefore = resident()
const begin = performance.now()
const model = prepare(await readModel(modelsDir!, MODEL_VERSION))
const loadMs = performance.now() - begin
const residentBytes = resident() - residentBefore

const { numItems } = model.items.counts
const targets = Array.from(
  zipfItems(numItems, Number(numDrawsText), Number(seedText)),
  item => `/v1/items/${idOfItem(item)}`,
)
const ANSWERS: Record<List, Answer> = { 'also-bought': alsoBought, page }
const finished: Record<List, ReadonlyMap<string, string>> = {
  'also-bought': new Map(targets.map(target => [target, answer(target, 'also-bought').toString()])),
  page: new Map(targets.map(target => [target, answer(target, 'page').toString()])),
}

answerAll({
  loaded(): Loaded {
    const { neighbour, together } = model.alsoBought.columns
    const bytesOf = (kind: string) => model.manifest.files.find(file => file.kind === kind)!.bytes
    return {
      loadMs,
      residentBytes,
      numItems,
      numNeighbours: model.alsoBought.counts.numNeighbours,
      neighbourBytes: neighbour.byteLength + together.byteLength,
      itemsFileBytes: bytesOf('items'),
      alsoBoughtFileBytes: bytesOf('also-bought'),
      higherModelFileBytes: bytesOf('higher-model'),
    }
  },

  /** Distinct ids, and the mean length of a body in bytes; throws where an answer is not what it must be. */
  prove(list: List) {
    let bytes = 0
    for (const target of targets) {
      const body = answer(target, list)
      if (!body.equals(lookUp(target, list))) throw new Error(`${target}: two answers differ`)
      const json = JSON.parse(body.toString())
      const { items, known } = list === 'page' ? { ...json.alsoBought, ...json } : json
      const shown = list === 'page' ? json.alsoBought.items : items
      const isWhole = shown.every(
        (entry: Record<string, unknown>) => entry.title && entry.price && entry.reason,
      )
      if (json.item !== target.slice('/v1/items/'.length) || !known || shown.length !== 8 || !isWhole) {
        throw new Error(`${target}: not a list of eight cards: ${body}`)
      }
      bytes += body.length
    }
    return { meanBytes: bytes / targets.length, numIds: finished[list].size }
  },

  answer: (list: List) => timed(target => answer(target, list)),
  floor: (list: List) => timed(target => lookUp(target, list)),
  clock: () => timed(() => Buffer.of()),
})

/** What the service does between the request's target and the body's bytes. */
function answer(target: string, list: List): Buffer {
  const request = parseItemRequest(target, 'en')
  if ('faults' in request) throw new Error(`${target}: ${request.faults[0]!.detail}`)
  return ANSWERS[list]({ model, item: findItem(model.items.columns, request.id), request }).json
}

/** The floor: no more than finding the finished text and copying it out. */
function lookUp(target: string, list: List): Buffer {
  return Buffer.from(finished[list].get(target)!)
}

/** In µs: percentiles of every call by itself, the clock included, and the mean of all calls in one batch. */
function timed(call: (target: string) => Buffer): Timed {
  const us = new Float64Array(targets.length)
  for (let i = 0; i < targets.length; i++) {
    const begin = performance.now()
    call(targets[i]!)
    us[i] = (performance.now() - begin) * 1000
  }
  const begin = performance.now()
  for (const target of targets) call(target)
  const mean = ((performance.now() - begin) * 1000) / targets.length
  us.sort()
  return { p50: percentile(us, 0.5), p99: percentile(us, 0.99), p999: percentile(us, 0.999), mean }
}

function resident(): number {
  globalThis.gc!()
  return process.memoryUsage.rss()
}

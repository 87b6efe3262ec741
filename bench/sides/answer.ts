import { findItem } from '../../src/format/ids.ts'
import { readModel } from '../../src/models/read.ts'
import { type Answer, alsoBought, cart, page } from '../../src/serve/answers.ts'
import { parseCartRequest } from '../../src/serve/cart/request.ts'
import { prepare } from '../../src/serve/model.ts'
import { parseItemRequest } from '../../src/serve/params.ts'
import { answerAll } from '../child.ts'
import { idOfItem, MODEL_VERSION } from '../model.ts'
import { percentile } from '../stats.ts'
import { zipfCarts, zipfItems } from '../zipf.ts'

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
export type List = 'also-bought' | 'page' | 'cart'

const [modelsDir, numDrawsText, seedText] = process.argv.slice(2)

const residentBefore = resident()
const begin = performance.now()
const model = prepare(await readModel(modelsDir!, MODEL_VERSION))
const loadMs = performance.now() - begin
const residentBytes = resident() - residentBefore

const { numItems } = model.items.counts
const [numDraws, seed] = [Number(numDrawsText), Number(seedText)]
const pages = Array.from(zipfItems(numItems, numDraws, seed), item => `/v1/items/${idOfItem(item)}`)
const carts = zipfCarts(numItems, numDraws, seed).map(
  items => `/v1/cart?items=${items.map(idOfItem).join(',')}`,
)
const TARGETS: Record<List, readonly string[]> = { 'also-bought': pages, page: pages, cart: carts }
const ANSWERS: Record<List, (target: string) => Buffer> = {
  'also-bought': target => aboutItem(target, alsoBought),
  page: target => aboutItem(target, page),
  cart: aboutCart,
}
const finishedFor = (list: List) =>
  new Map(TARGETS[list].map(target => [target, ANSWERS[list](target).toString()]))
const finished: Record<List, ReadonlyMap<string, string>> = {
  'also-bought': finishedFor('also-bought'),
  page: finishedFor('page'),
  cart: finishedFor('cart'),
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

  /** Distinct targets, and the mean length of a body in bytes; throws where an answer is not what it must be. */
  prove(list: List) {
    let bytes = 0
    for (const target of TARGETS[list]) {
      const body = ANSWERS[list](target)
      if (!body.equals(lookUp(target, list))) throw new Error(`${target}: two answers differ`)
      const { asked, shown } = list === 'cart' ? saidOfCart(body) : saidOfItem(body, list)
      const isWhole = shown.every(entry => entry.title && entry.price && entry.reason)
      if (asked !== target || shown.length !== 8 || !isWhole) {
        throw new Error(`${target}: not a list of eight cards: ${body}`)
      }
      bytes += body.length
    }
    return { meanBytes: bytes / TARGETS[list].length, numTargets: finished[list].size }
  },

  answer: (list: List) => timed(TARGETS[list], ANSWERS[list]),
  floor: (list: List) => timed(TARGETS[list], target => lookUp(target, list)),
  clock: () => timed(pages, () => Buffer.of()),
})

type Entry = { readonly id: string; readonly known: boolean } & Readonly<Record<string, unknown>>

/** The target that an answer is to, and its entries. */
function saidOfItem(body: Buffer, list: List): { readonly asked: string; readonly shown: readonly Entry[] } {
  const { item, known, items, alsoBought } = JSON.parse(body.toString())
  return { asked: known && `/v1/items/${item}`, shown: list === 'page' ? alsoBought.items : items }
}

function saidOfCart(body: Buffer): { readonly asked: string; readonly shown: readonly Entry[] } {
  const { cart, complements } = JSON.parse(body.toString())
  const ids = cart.filter(({ known }: Entry) => known).map(({ id }: Entry) => id)
  return { asked: `/v1/cart?items=${ids.join(',')}`, shown: complements.items }
}

/** What the service does between the request's target and the body's bytes. */
function aboutItem(target: string, answer: Answer): Buffer {
  const request = parseItemRequest(target, 'en')
  if ('faults' in request) throw new Error(`${target}: ${request.faults[0]!.detail}`)
  return answer({ model, item: findItem(model.items.columns, request.id), request }).json
}

function aboutCart(target: string): Buffer {
  const request = parseCartRequest(target, 'en')
  if ('faults' in request) throw new Error(`${target}: ${request.faults[0]!.detail}`)
  return cart(model, request).json
}

/** The floor: no more than finding the finished text and copying it out. */
function lookUp(target: string, list: List): Buffer {
  return Buffer.from(finished[list].get(target)!)
}

/** In µs: percentiles of every call by itself, the clock included, and the mean of all calls in one batch. */
function timed(targets: readonly string[], call: (target: string) => Buffer): Timed {
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

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from 'msgpackr'
import { LIMITS } from '../src/serve/limits.ts'
import { answersOf, checksums, LIMIT, QUESTION } from './bodies.ts'
import type { Side } from './child.ts'
import type { Report } from './document.ts'
import { type Loaded, numBad } from './load.ts'
import { idOfItem, MODEL_VERSION, publishModel } from './model.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import { reportOf } from './serve-report.ts'
import type { Load } from './sides/load.ts'
import { onStage, type Stage } from './stage.ts'
import { median } from './stats.ts'
import { tablesOf } from './tables.ts'

export const DEFAULTS = { items: 100_000, seconds: 1, rounds: 9, warmup: 4 }
export type Sizes = typeof DEFAULTS

const SEED = 1
const JSON_TYPE = 'application/json'
const ONE_DAY_MS = 86_400_000
export const SATURATING = 32
/** Enough that no request waits for a connection unless the server stands still for milliseconds. */
export const PLENTY = 256

export const ISSHO = 'issho'
export const BARE = 'bare node:http'
export const REDIS = 'Hono + Redis'
export const POSTGRES = 'Hono + PostgreSQL'

type Contender = {
  readonly name: string
  readonly side: Side
  readonly accept: string
  readonly sumsFile: string
  /** Whether it has a cache that can tell of its hits. */
  readonly hasCache: boolean
  /** Half of whose saturated rate it is asked at in the open loop; absent where it is not. */
  readonly halfOf?: string
}

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
  readonly hits: number | undefined
}

/** One process of the service under load: how many answers, how late, against four other ways to give them. */
export async function serve(sizes: Sizes): Promise<Report> {
  return onStage(async stage => {
    const { items, rounds, seconds, warmup } = sizes
    await publishModel(stage.folder, { numItems: items, seed: SEED })
    const bodies = await provedBodies(stage.folder, items)
    const { contenders, stores } = await startAll(stage, bodies)
    const client = stage.client('load')
    const ask = (contender: Contender, round: number, pace: Pick<Load, 'seconds' | 'perSecond'>) =>
      measured(contender, client, { ...pace, numItems: items, seed: round, round })

    for (const contender of contenders) proveRight(await ask(contender, 0, { seconds: warmup }))
    const saturated: Round[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) saturated.push(await ask(contender, round, { seconds }))
    }
    const half: Round[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) {
        const rates = saturated.filter(({ name }) => name === contender.halfOf).map(r => r.perSecond)
        if (rates.length > 0)
          half.push(await ask(contender, round, { seconds, perSecond: median(rates) / 2 }))
      }
    }
    return reportOf({ sizes, pinning: stage.pinning, bodies, stores, saturated, half })
  })
}

/** Every answer, in this process. Throws where one is not a list of whole cards about the item asked for. */
async function provedBodies(modelsDir: string, numItems: number): Promise<Buffer[]> {
  const bodyOf = await answersOf(modelsDir, MODEL_VERSION)
  return Array.from({ length: numItems }, (_, number) => {
    const body = bodyOf(number)
    const { item, items } = JSON.parse(body.toString())
    const isWhole = items.every(
      (entry: Record<string, unknown>) => entry.title && entry.price && entry.reason,
    )
    if (item !== idOfItem(number) || items.length !== LIMIT || !isWhole) {
      throw new Error(`${idOfItem(number)}: not a list of ${LIMIT} cards: ${body}`)
    }
    return body
  })
}

async function startAll(stage: Stage, bodies: readonly Buffer[]) {
  const numItems = bodies.length
  const written = (name: string, bytes: Uint8Array) => {
    const path = join(stage.folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const sumsOf = (name: string, bodyOf: (item: number) => Uint8Array) =>
    written(name, new Uint8Array(checksums(numItems, bodyOf).buffer))
  const sumsFile = sumsOf('json.sums', item => bodies[item]!)
  const lengths = Uint32Array.from(bodies, body => body.length)
  const bareFiles = [
    written('bodies', Buffer.concat(bodies)),
    written('lengths', new Uint8Array(lengths.buffer)),
  ]
  const issho = (maxCacheBytes: number) =>
    stage.server('http-issho', [stage.folder, String(maxCacheBytes), String(ONE_DAY_MS)])
  const asJson = { accept: JSON_TYPE, sumsFile }

  const contenders: Contender[] = [
    { name: ISSHO, side: issho(LIMITS.maxCacheBytes), ...asJson, hasCache: true, halfOf: ISSHO },
    { name: 'issho, 1 GiB of cache', side: issho(2 ** 30), ...asJson, hasCache: true },
    { name: 'issho, no cache', side: issho(0), ...asJson, hasCache: true },
    {
      name: 'issho, MessagePack',
      side: issho(LIMITS.maxCacheBytes),
      accept: 'application/msgpack',
      sumsFile: sumsOf('msgpack.sums', item => pack(JSON.parse(bodies[item]!.toString()))),
      hasCache: true,
      halfOf: 'issho, MessagePack',
    },
    {
      name: BARE,
      side: stage.server('http-bare', [...bareFiles, QUESTION]),
      ...asJson,
      hasCache: false,
      halfOf: ISSHO,
    },
  ]
  const redis = await startRedis(stage, numItems, item => [idOfItem(item), bodies[item]!])
  if (redis) {
    const side = stage.server('http-redis', [redis.socket])
    contenders.push({ name: REDIS, side, ...asJson, hasCache: false, halfOf: REDIS })
  }
  const postgres = await startPostgres(
    stage,
    tablesOf(numItems, item => bodies[item]!),
  )
  if (postgres) {
    const side = stage.server('http-postgres', [postgres.socketFolder])
    contenders.push({ name: POSTGRES, side, ...asJson, hasCache: false, halfOf: POSTGRES })
  }
  const stores: [string, string][] = [
    [
      REDIS,
      redis
        ? `${redis.version}, finished JSON under the id, Unix socket`
        : 'skipped: redis-server is not installed',
    ],
    [
      POSTGRES,
      postgres
        ? `${postgres.version}, indexed companions joined with cards, prepared statement, pool of 8, Unix socket`
        : 'skipped: postgresql is not installed',
    ],
  ]
  return { contenders, stores }
}

async function measured(
  { name, side, accept, sumsFile, hasCache }: Contender,
  client: Side,
  { round, ...pace }: Pick<Load, 'seconds' | 'perSecond' | 'numItems' | 'seed'> & { readonly round: number },
): Promise<Round> {
  const url = await side.ask<string>('url')
  const cached = () => (hasCache ? side.ask<number>('metric', 'issho_cached_answers_total') : 0)
  const cachedBefore = await cached()
  const before = await side.ask<NodeJS.CpuUsage>('cpu')
  const connections = pace.perSecond === undefined ? SATURATING : PLENTY
  const load: Load = { url, question: QUESTION, accept, sumsFile, connections, ...pace }
  const loaded = await client.ask<Loaded>('load', load)
  const after = await side.ask<NodeJS.CpuUsage>('cpu')
  const { count } = loaded.answered
  const cpuUs = after.user + after.system - before.user - before.system
  return {
    name,
    round,
    loaded,
    offered: pace.perSecond,
    perSecond: count / loaded.seconds,
    cpuUs: cpuUs / count,
    cpuShare: cpuUs / 1e6 / loaded.seconds,
    hits: hasCache ? ((await cached()) - cachedBefore) / count : undefined,
  }
}

function proveRight({ name, loaded }: Round): void {
  if (loaded.answered.count > 0 && numBad(loaded) === 0) return
  throw new Error(`${name}: an answer is missing or wrong: ${JSON.stringify(loaded)}`)
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from 'msgpackr'
import { LIMITS } from '../src/serve/limits.ts'
import { checksums, QUESTION } from './bodies.ts'
import type { Side } from './child.ts'
import { JSON_TYPE, type Loader, loaderOf, SATURATING } from './loader.ts'
import { idOfItem } from './model.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import type { Stage } from './stage.ts'
import { tablesOf } from './tables.ts'

export const ISSHO = 'issho'
export const BARE = 'bare node:http'
export const REDIS = 'Hono + Redis'
export const POSTGRES = 'Hono + PostgreSQL'
const MESSAGE_PACK = 'issho, MessagePack'

export type Contender = {
  readonly name: string
  readonly side: Side
  readonly url: string
  readonly load: Loader
  /** Half of whose saturated rate it is asked at in the open loop; absent where it is not. */
  readonly halfOf?: string | undefined
}

const ONE_DAY_MS = 86_400_000
export const LITTLE_CACHE_BYTES = 64 * 2 ** 20
/** Twice what 100,000 items take. */
const FILL_SECONDS = 12

/** Starts all that can be asked for these bodies, with a word on those that need a program this machine may lack. */
export async function startContenders(stage: Stage, client: Side, bodies: readonly Buffer[]) {
  const numItems = bodies.length
  const inFile = (name: string, content: Uint8Array | Uint32Array) => {
    const path = join(stage.folder, name)
    writeFileSync(path, content)
    return path
  }
  const bodyOf = (item: number) => bodies[item]!
  const messagePackOf = (item: number) => pack(JSON.parse(bodyOf(item).toString()))
  const sumsFiles = {
    [JSON_TYPE]: inFile('json.sums', checksums(numItems, bodyOf)),
    'application/msgpack': inFile('msgpack.sums', checksums(numItems, messagePackOf)),
  }
  const contenders: Contender[] = []
  async function add(name: string, side: Side, more: { halfOf?: string; accept?: keyof typeof sumsFiles }) {
    const { halfOf, accept = JSON_TYPE } = more
    const url = await side.ask<string>('url')
    const load = loaderOf(client, { url, question: QUESTION, accept, numItems, sumsFile: sumsFiles[accept] })
    contenders.push({ name, side, url, load, halfOf })
    return load
  }
  const issho = (maxCacheBytes: number) =>
    stage.server('http-issho', [stage.folder, String(maxCacheBytes), String(ONE_DAY_MS)])

  const loadWarm = await add(ISSHO, issho(LIMITS.maxCacheBytes), { halfOf: ISSHO })
  await loadWarm({ connections: SATURATING, seconds: FILL_SECONDS, fill: true })
  await add('issho, just begun', issho(LIMITS.maxCacheBytes), {})
  await add('issho, little cache', issho(LITTLE_CACHE_BYTES), {})
  await add('issho, no cache', issho(0), {})
  await add(MESSAGE_PACK, issho(LIMITS.maxCacheBytes), {
    accept: 'application/msgpack',
    halfOf: MESSAGE_PACK,
  })

  const lengths = inFile(
    'lengths',
    Uint32Array.from(bodies, body => body.length),
  )
  const bare = stage.server('http-bare', [inFile('bodies', Buffer.concat(bodies)), lengths, QUESTION])
  await add(BARE, bare, { halfOf: ISSHO })

  const redis = await startRedis(stage, numItems, item => [idOfItem(item), bodyOf(item)])
  if (redis) await add(REDIS, stage.server('http-redis', [redis.socket]), { halfOf: REDIS })

  const postgres = await startPostgres(stage, () => tablesOf(numItems, bodyOf))
  if (postgres) {
    await add(POSTGRES, stage.server('http-postgres', [postgres.socketFolder]), { halfOf: POSTGRES })
  }
  const stores: [string, string][] = [
    [REDIS, redis ? `${redis.version}, ${ABOUT_REDIS}` : 'skipped: redis-server is not installed'],
    [POSTGRES, postgres ? `${postgres.version}, ${ABOUT_POSTGRES}` : 'skipped: postgresql is not installed'],
  ]
  return { contenders, stores }
}

const ABOUT_REDIS = 'the finished JSON under the id, Unix socket'
const ABOUT_POSTGRES =
  'companions by an index, joined with cards; prepared statement, pool of 8, Unix socket; the handler writes the JSON'

import type { Logger } from 'pino'
import { LIMITS } from '../limits.ts'
import type { Snapshot } from '../live/state.ts'
import { type Counted, NOTHING_COUNTED, summed } from '../metrics/counted.ts'
import type { ServiceConfig } from '../service-config.ts'
import type { Shopfront } from '../shopfront.ts'
import { GONE, type Handle, handleOf } from './handle.ts'
import { sharedPort } from './port.ts'
import { forkProcess, spawnThread } from './spawn.ts'
import type { InUse, Name, Tasks } from './tasks.ts'

export type PoolOptions = {
  readonly config: ServiceConfig
  readonly numWorkers: number
  /** What is in use, for those who begin and when it changes. */
  readonly snapshot: () => Snapshot
  readonly log: Pick<Logger, 'info' | 'error'>
}

/** A worker that ended sooner after its start than this is replaced later each time. */
const SOUND_MS = 10_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000

/**
 * Several who answer on one port: threads, if each can listen on it by itself, with one copy of the model in memory that
 * they share; else processes, each with its own. What they are told they do in the order in which it was said. One that
 * ends or cannot do it is replaced, and nobody waits for it.
 */
export async function startPool(options: PoolOptions): Promise<Shopfront> {
  const { config, numWorkers, snapshot, log } = options
  const { limits = LIMITS } = config
  const limitsOfEach = { ...limits, maxCacheBytes: limits.maxCacheBytes / numWorkers }
  const { url, address, byThemselves } = await sharedPort(config)
  const pool = new Set<Handle>()
  /** What those have counted who have ended, when they were last asked. */
  let left = NOTHING_COUNTED
  const lastCounted = new Map<Handle, Counted>()
  let isStopping = false

  function inUse(): InUse {
    const { model, batches, revision } = snapshot()
    const brought = model && (byThemselves ? { model } : { version: model.manifest.version })
    return { brought, batches, revision }
  }

  /** Resolves when the worker answers on the port; rejects where it cannot. */
  async function startWorker(place: number, pauseMs: number): Promise<void> {
    const begunMs = performance.now()
    const handle = handleOf(byThemselves ? spawnThread() : forkProcess())
    pool.add(handle)
    handle.onEnd(why => {
      pool.delete(handle)
      left = summed([left, { ...(lastCounted.get(handle) ?? NOTHING_COUNTED), cacheBytes: 0 }])
      lastCounted.delete(handle)
      if (isStopping) return
      log.error({ worker: place, why }, 'a worker ended; another takes its place')
      const isSound = performance.now() - begunMs > SOUND_MS
      const again = () => {
        const nextMs = isSound ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)
        if (isStopping) return
        startWorker(place, nextMs).then(
          () => log.info({ worker: place }, 'another worker took the place'),
          () => {}, // it has ended, so that this is begun anew
        )
      }
      setTimeout(again, isSound ? 0 : pauseMs)
    })
    const { modelsDir, accessLog, locale } = config
    const told = { modelsDir, limits: limitsOfEach, accessLog, locale }
    try {
      const started = await handle.ask('start', { config: told, address, inUse: inUse() })
      if (started === GONE) throw new Error('a worker ended before it could answer')
    } catch (error) {
      handle.end()
      throw error
    }
  }

  /** One that cannot do what it is told must not answer as if it had. */
  async function tell<N extends Name>(handle: Handle, name: N, ask: Tasks[N]['ask']) {
    try {
      return await handle.ask(name, ask)
    } catch (error) {
      log.error({ err: error }, `a worker could not ${name}`)
      handle.end()
      return GONE
    }
  }

  /** Resolves when each has done it or is gone. */
  async function tellAll<N extends Name>(name: N, ask: Tasks[N]['ask']): Promise<void> {
    await Promise.all([...pool].map(handle => tell(handle, name, ask)))
  }

  try {
    await Promise.all(Array.from({ length: numWorkers }, (_, i) => startWorker(i + 1, FIRST_PAUSE_MS)))
  } catch (error) {
    isStopping = true
    for (const handle of pool) handle.end()
    throw error
  }
  log.info({ workers: numWorkers, as: byThemselves ? 'threads' : 'processes' }, 'workers started')

  return {
    url,
    take: () => tellAll('take', inUse()),
    apply: batches => tellAll('apply', batches),
    async count() {
      await Promise.all(
        [...pool].map(async handle => {
          const counted = await tell(handle, 'count', undefined)
          if (counted !== GONE) lastCounted.set(handle, counted)
        }),
      )
      return summed([left, ...lastCounted.values()])
    },
    async drain() {
      isStopping = true
      await tellAll('drain', undefined)
      for (const handle of pool) handle.end()
    },
  }
}

import type { Logger } from 'pino'
import type { Snapshot } from '../live/state.ts'
import { type Counted, NOTHING_COUNTED, summed } from '../metrics/counted.ts'
import type { ServiceConfig } from '../service-config.ts'
import type { Shopfront } from '../shopfront.ts'
import { GONE, type Hand, handOf } from './hand.ts'
import { forkProcess, spawnThread } from './hire.ts'
import type { InUse, Name, Orders } from './orders.ts'
import { sharedPort } from './port.ts'

export type CrewOptions = {
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
export async function startCrew(options: CrewOptions): Promise<Shopfront> {
  const { config, numWorkers, snapshot, log } = options
  const { url, address, byThemselves } = await sharedPort(config)
  const crew = new Set<Hand>()
  /** What those have counted who have ended, when they were last asked. */
  let left = NOTHING_COUNTED
  const lastCounted = new Map<Hand, Counted>()
  let isStopping = false

  function inUse(): InUse {
    const { model, batches, revision } = snapshot()
    const brought = model && (byThemselves ? { model } : { version: model.manifest.version })
    return { brought, batches, revision }
  }

  /** Resolves when the worker answers on the port; rejects where it cannot. */
  async function hire(place: number, pauseMs: number): Promise<void> {
    const begunMs = performance.now()
    const hand = handOf(byThemselves ? spawnThread() : forkProcess())
    crew.add(hand)
    hand.onEnd(why => {
      crew.delete(hand)
      left = summed([left, { ...(lastCounted.get(hand) ?? NOTHING_COUNTED), cacheBytes: 0 }])
      lastCounted.delete(hand)
      if (isStopping) return
      log.error({ worker: place, why }, 'a worker ended; another takes its place')
      const isSound = performance.now() - begunMs > SOUND_MS
      const again = () => {
        const nextMs = isSound ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)
        if (isStopping) return
        hire(place, nextMs).then(
          () => log.info({ worker: place }, 'another worker took the place'),
          () => {}, // it has ended, so that this is begun anew
        )
      }
      setTimeout(again, isSound ? 0 : pauseMs)
    })
    const { modelsDir, limits, accessLog, locale } = config
    const told = { modelsDir, limits, accessLog, locale }
    try {
      await hand.ask('start', { config: told, address, inUse: inUse() })
    } catch (error) {
      hand.end()
      throw error
    }
  }

  /** One that cannot do what it is told must not answer as if it had. */
  async function tell<N extends Name>(hand: Hand, name: N, ask: Orders[N]['ask']) {
    try {
      return await hand.ask(name, ask)
    } catch (error) {
      log.error({ err: error }, `a worker could not ${name}`)
      hand.end()
      return GONE
    }
  }

  /** Resolves when each has done it or is gone. */
  async function tellAll<N extends Name>(name: N, ask: Orders[N]['ask']): Promise<void> {
    await Promise.all([...crew].map(hand => tell(hand, name, ask)))
  }

  try {
    await Promise.all(Array.from({ length: numWorkers }, (_, i) => hire(i + 1, FIRST_PAUSE_MS)))
  } catch (error) {
    isStopping = true
    for (const hand of crew) hand.end()
    throw error
  }
  log.info({ workers: numWorkers, as: byThemselves ? 'threads' : 'processes' }, 'workers started')

  return {
    url,
    take: () => tellAll('take', inUse()),
    apply: batches => tellAll('apply', batches),
    async count() {
      await Promise.all(
        [...crew].map(async hand => {
          const counted = await tell(hand, 'count', undefined)
          if (counted !== GONE) lastCounted.set(hand, counted)
        }),
      )
      return summed([left, ...lastCounted.values()])
    },
    async drain() {
      isStopping = true
      await tellAll('drain', undefined)
      for (const hand of crew) hand.end()
    },
  }
}

import type { Logger } from 'pino'
import { findItem } from '../../format/ids.ts'
import { NONE } from '../../format/layout.ts'
import type { Manifest } from '../../models/manifest.ts'
import type { LoadedModel } from '../loading/load.ts'
import { prepare } from '../model.ts'
import { openFactLog } from './fact-log.ts'
import { type Batch, batchesOf, type Change, dropUntil } from './facts.ts'
import { createState } from './state.ts'

export type LiveFactsOptions = {
  /** The file that keeps the facts. */
  readonly path: string
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Brings what was set to those who answer elsewhere; a change is acknowledged when they have it. */
  readonly spread?: (batches: readonly Batch[]) => Promise<void>
}

/** What became of a change: the model in use, if there is one, and the ids that it does not know. */
export type Told = { readonly model: string | undefined; readonly unknown: readonly string[] }

type Waiting = {
  readonly items: readonly Change[]
  readonly resolve: (told: Told) => void
  readonly reject: (error: Error) => void
}

/** The log is written anew when it holds twice as many changes as facts, and so many more. */
const SPARE_CHANGES = 1000

/**
 * What was set between builds, over the model in use. A change is on the disk first, then in every answer that starts
 * from then on, then acknowledged. Changes that come while one is being written are written together.
 */
export async function openLiveFacts({ path, log, spread }: LiveFactsOptions) {
  const factLog = await openFactLog(path)
  if (factLog.tornBytes > 0) {
    log.warn({ path, bytes: factLog.tornBytes }, 'the last change was not written whole and is left out')
  }
  const state = createState()
  const { facts } = state
  let numLogged = 0
  for (const batch of factLog.batches) {
    state.remember(batch)
    numLogged += batch.items.length
  }
  if (facts.size > 0) log.info({ path, items: facts.size }, 'facts set since the last build')

  let waiting: Waiting[] = []
  let isDropped = false
  let work: Promise<void> | undefined

  const nextRevision = () => Math.max(Date.now(), state.revision() + 1)

  function tell({ items }: Waiting): Told {
    const model = state.base()
    if (model === undefined) return { model: undefined, unknown: [] }
    const unknown = items.filter(({ id }) => findItem(model.items.columns, id) === NONE).map(({ id }) => id)
    return { model: model.version, unknown }
  }

  async function keep(group: readonly Waiting[]): Promise<void> {
    const at = nextRevision()
    const batches = group.map(({ items }, i) => ({ at: at + i, items }))
    try {
      await factLog.append(batches)
    } catch (error) {
      for (const { reject } of group) reject(error as Error)
      return
    }
    batches.forEach(state.apply)
    await spread?.(batches)
    for (const change of group) change.resolve(tell(change))
    for (const { items } of batches) numLogged += items.length
  }

  async function compact(): Promise<void> {
    const batches = [...batchesOf(facts), { at: state.revision(), items: [] }]
    try {
      await factLog.rewrite(batches)
      isDropped = false
      numLogged = batches.reduce((sum, { items }) => sum + items.length, 0)
    } catch (error) {
      log.error({ err: error, path }, 'the log of facts could not be written anew; it is kept as it was')
    }
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await keep(group)
    }
    if (isDropped || numLogged > 2 * facts.size + SPARE_CHANGES) await compact()
    work = undefined
    if (waiting.length > 0) start()
  }

  function start(): void {
    work ??= writeAll()
  }

  return {
    /** The model in use under the facts; undefined until one is taken. */
    current: state.current,
    snapshot: state.snapshot,

    /**
     * Puts a newly loaded model into use and drops the facts that it was built from. Throws FormatError where its files do
     * not belong together.
     */
    take(model: LoadedModel): void {
      const prepared = prepare(model) // before anything is dropped
      const dropped = dropUntil(facts, knownUntil(model.manifest))
      state.take(model, prepared, dropped > 0 ? nextRevision() : state.revision())
      if (dropped === 0) return
      isDropped = true
      log.info(
        { model: model.manifest.version, dropped, kept: facts.size },
        'facts that the model was built from',
      )
      start()
    },

    /** Resolves when the changes are kept and in every answer; rejects with nothing changed. */
    put(items: readonly Change[]): Promise<Told> {
      return new Promise((resolve, reject) => {
        waiting.push({ items, resolve, reject })
        start()
      })
    },

    async close(): Promise<void> {
      await work
      await factLog.close()
    },
  }
}

export type LiveFacts = Awaited<ReturnType<typeof openLiveFacts>>

/**
 * Until when the model knows what holds, in milliseconds since 1970: the time at which the oldest file of its
 * catalogue was written, or of its orders and events where it has no catalogue. Never where the manifest does not say.
 */
export function knownUntil({ inputs }: Pick<Manifest, 'inputs'>): number {
  const catalogue = inputs.filter(({ role }) => role === 'catalog')
  const times = (catalogue.length > 0 ? catalogue : inputs).map(({ modifiedAt }) =>
    modifiedAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(modifiedAt),
  )
  return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...times)
}

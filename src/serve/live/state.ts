import type { LoadedModel } from '../loading/load.ts'
import type { ServedModel } from '../model.ts'
import { amend, type Batch, batchesOf, type Facts } from './facts.ts'
import { amended, overlaid } from './overlaid.ts'

/** All that a process needs to answer as another does: the model, if there is one, and the facts over it. */
export type Snapshot = {
  readonly model: LoadedModel | undefined
  readonly batches: readonly Batch[]
  readonly revision: number
}

/** The model in use under the facts that were set since it was built, in memory. */
export function createState() {
  const facts: Facts = new Map()
  let model: LoadedModel | undefined
  let base: ServedModel | undefined
  let current: ServedModel | undefined
  /** The time of the last change, which names the state that it made; never the same twice. */
  let revision = 0

  return {
    facts,
    /** The model in use under the facts; undefined until one is taken. */
    current: () => current,
    /** The same without the facts. */
    base: () => base,
    revision: () => revision,

    /** Sets facts that no answer knows yet. */
    remember(batch: Batch): void {
      amend(facts, batch)
      revision = Math.max(revision, batch.at)
    },

    /** Sets facts, in every answer that starts from now on. */
    apply(batch: Batch): void {
      revision = batch.at
      amend(facts, batch)
      const ids = batch.items.map(({ id }) => id)
      if (base && current) current = amended(base, current, facts, ids, revision)
    },

    /** Puts a model into use, under the facts of the moment. */
    take(taken: LoadedModel, prepared: ServedModel, at: number): void {
      model = taken
      base = prepared
      revision = at
      current = overlaid(base, facts, revision)
    },

    snapshot: (): Snapshot => ({ model, batches: batchesOf(facts), revision }),
  }
}

export type State = ReturnType<typeof createState>

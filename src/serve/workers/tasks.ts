import type { Address } from '../listen.ts'
import type { Batch } from '../live/facts.ts'
import type { LoadedModel } from '../loading/load.ts'
import type { Counted } from '../metrics/counted.ts'
import type { ServiceConfig } from '../service-config.ts'

/** A model as it reaches a worker: in memory that threads share, or by the name under which a process reads it. */
export type Brought = { readonly model: LoadedModel } | { readonly version: string } | undefined

/** What is in use: a model, if there is one, and the facts over it. */
export type InUse = {
  readonly brought: Brought
  readonly batches: readonly Batch[]
  readonly revision: number
}

/** What the first of them tells a worker to do, and what the worker answers when it is done. */
export type Tasks = {
  /** Begin to answer on the address. */
  readonly start: {
    readonly ask: {
      readonly config: Pick<ServiceConfig, 'modelsDir' | 'limits' | 'accessLog' | 'locale'>
      readonly address: Address
      readonly inUse: InUse
    }
    readonly answer: undefined
  }
  /** Put a model and its facts into use. */
  readonly take: { readonly ask: InUse; readonly answer: undefined }
  /** Set facts. */
  readonly apply: { readonly ask: readonly Batch[]; readonly answer: undefined }
  /** Tell what was counted. */
  readonly count: { readonly ask: undefined; readonly answer: Counted }
  /** Answer what has come and take no more. */
  readonly drain: { readonly ask: undefined; readonly answer: undefined }
}

export type Name = keyof Tasks
export type Task<N extends Name = Name> = {
  readonly id: number
  readonly name: N
  readonly ask: Tasks[N]['ask']
}
/** What a worker says first: a process that does not listen yet loses what it is told. */
export const LISTENS = 'listens'

export type Done = { readonly id: number; readonly answer?: unknown; readonly error?: string }

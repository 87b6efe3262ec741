import type { MessagePort } from 'node:worker_threads'
import type { Manifest } from '../../models/manifest.ts'
import type { LoadedModel } from './load.ts'

/** What to read, and where to say what came of it. */
export type Wanted = {
  readonly folder: string
  /** Read and checked already: a thread then needs few modules, and is there in half the time. */
  readonly manifest: Manifest
  readonly answer: MessagePort
}

export type Loaded =
  | { readonly model: LoadedModel }
  | { readonly message: string; readonly syscall: string | undefined }

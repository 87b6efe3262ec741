import type { MessagePort } from 'node:worker_threads'
import type { LoadedModel } from '../model.ts'

/** What to read, and where to say what came of it. */
export type Wanted = {
  readonly modelsDir: string
  readonly version: string
  readonly answer: MessagePort
}

export type Loaded =
  | { readonly model: LoadedModel }
  | { readonly message: string; readonly syscall: string | undefined }

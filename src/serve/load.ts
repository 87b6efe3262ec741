import { once } from 'node:events'
import { Worker as Thread } from 'node:worker_threads'
import { readModel } from '../models/read.ts'
import type { LoadedModel } from './model.ts'

export type Wanted = { readonly modelsDir: string; readonly version: string }
export type Loaded =
  | { readonly model: LoadedModel }
  | { readonly message: string; readonly syscall: string | undefined }

/**
 * Reads models for a thread that answers. The first is read right here, for there is nothing to answer yet; those that
 * follow in a thread beside it, because a million items take a quarter of a second to check, in which no request would be
 * answered.
 */
export function readerFor(modelsDir: string): (version: string) => Promise<LoadedModel> {
  let isFirst = true
  return async version => {
    const model =
      isFirst || !IS_COMPILED ? await readModel(modelsDir, version) : await beside(modelsDir, version)
    isFirst = false
    return model
  }
}

/** A thread cannot begin with TypeScript. */
const IS_COMPILED = import.meta.url.endsWith('.js')

/** Throws what `readModel` would; of a fault of the system only the message and the call are left. */
async function beside(modelsDir: string, version: string): Promise<LoadedModel> {
  const workerData: Wanted = { modelsDir, version }
  const thread = new Thread(new URL('loader.js', import.meta.url), { workerData })
  const [loaded]: [Loaded] = (await once(thread, 'message')) as [Loaded]
  await thread.terminate()
  if ('message' in loaded) {
    const { message, syscall } = loaded
    throw Object.assign(new Error(message), syscall !== undefined && { syscall })
  }
  return loaded.model
}

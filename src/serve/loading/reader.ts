import { once } from 'node:events'
import { join } from 'node:path'
import { MessageChannel, Worker as Thread } from 'node:worker_threads'
import type { Manifest } from '../../models/manifest.ts'
import { currentVersion, readManifest } from '../../models/read.ts'
import { sharedMemory, together } from '../../models/whole-file.ts'
import { type LoadedModel, load } from './load.ts'
import type { Loaded, Wanted } from './messages.ts'

/**
 * Reads models for threads that answer. The first is read right here, for there is nothing to answer yet; those that
 * follow in a thread beside it, because a million items take a quarter of a second, in which no request would be answered.
 * Both are of one shape, as a message brings them: answers that had to learn another took 200 µs each after the first swap.
 */
export function readerFor(modelsDir: string) {
  let isFirst = true
  let begun: { readonly version: string; readonly model: Promise<LoadedModel> } | undefined
  let spawner: Thread | undefined

  function spawn(): Thread {
    const thread = new Thread(new URL('spawner.js', import.meta.url))
    thread.unref()
    thread.on('error', () => {}) // and "exit" after it
    thread.on('exit', () => {
      spawner = undefined
    })
    return thread
  }

  /** Throws what `load` would; of a fault of the system only the message and the call are left. */
  async function beside(folder: string, manifest: Manifest): Promise<LoadedModel> {
    const { port1: ours, port2: answer } = new MessageChannel()
    spawner ??= spawn()
    spawner.postMessage({ folder, manifest, answer } satisfies Wanted, [answer])
    const answered = once(ours, 'message').then(([loaded]) => loaded as Loaded)
    const loaded = await Promise.race([answered, once(ours, 'close')])
    if (Array.isArray(loaded)) throw new Error(`the thread that should read ${folder} has ended`)
    if ('model' in loaded) return loaded.model
    const { message, syscall } = loaded
    throw Object.assign(new Error(message), syscall !== undefined && { syscall })
  }

  async function read(version: string): Promise<LoadedModel> {
    const early = begun
    begun = undefined
    if (early?.version === version) return early.model
    const folder = join(modelsDir, version)
    const manifest = await readManifest(modelsDir, version)
    if (!isFirst && IS_COMPILED) return beside(folder, manifest)
    const model = structuredClone(await load(folder, manifest, together(sharedMemory))) // shares the memory
    isFirst = false
    if (IS_COMPILED) spawner ??= spawn()
    return model
  }

  return {
    read,

    /** Begins to read what models/current names, for whoever asks for it soon; a fault is told to them. */
    async begin(): Promise<void> {
      const version = await currentVersion(modelsDir).catch(() => undefined)
      if (version === undefined) return
      const model = read(version)
      model.catch(() => {})
      begun = { version, model }
    },
  }
}

export type Reader = ReturnType<typeof readerFor>

/** A thread cannot begin with TypeScript. */
const IS_COMPILED = import.meta.url.endsWith('.js')

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { ModelsError } from '../models/errors.ts'
import { currentVersion } from '../models/read.ts'
import type { LoadedModel } from './loading/load.ts'

export type WatchOptions = {
  readonly modelsDir: string
  readonly pollMs: number
  /** Reads and checks a version. */
  readonly read: (version: string) => Promise<LoadedModel>
  readonly log: Pick<Logger, 'info' | 'error'>
  /** Puts a model into use; what it throws refuses the model. */
  readonly onLoad: (model: LoadedModel) => void | Promise<void>
  readonly onRefuse: () => void
}

/**
 * Keeps the service on the version that models/current names; resolves after the first look, whatever it saw.
 * The pointer is read again and again instead of being watched: fs.watch misses the symlink swap by which
 * Kubernetes updates a volume. A version that is refused is logged once and left alone until the pointer or its
 * folder changes; the model in use keeps serving.
 */
export async function watchModels({ modelsDir, pollMs, read, log, onLoad, onRefuse }: WatchOptions) {
  let loaded: string | undefined
  let refused: string | undefined
  let lastFault: string | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function look(): Promise<void> {
    const version = await currentVersion(modelsDir)
    if (version === undefined) {
      throw new ModelsError(
        `${join(modelsDir, 'current')}: not found; publish a model: issho build --orders FILE`,
      )
    }
    if (version === loaded) {
      refused = lastFault = undefined
      return
    }
    const candidate = `${version} ${await fingerprint(join(modelsDir, version))}`
    if (candidate === refused) return
    try {
      const model = await read(version)
      if (isStopped) return
      await onLoad(model)
      loaded = version
      refused = lastFault = undefined
      log.info({ model: version, items: model.items.counts.numItems }, 'model loaded')
    } catch (error) {
      if (!isSystemError(error)) {
        refused = candidate
        onRefuse()
      }
      throw error
    }
  }

  async function poll(): Promise<void> {
    try {
      await look()
    } catch (error) {
      const fault = (error as Error).message
      if (fault !== lastFault) log.error({ model: loaded }, fault)
      lastFault = fault
    }
    if (!isStopped) timer = setTimeout(poll, pollMs)
  }

  await poll()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** What changes when any file of a folder is written, replaced or swapped; content is not read. */
async function fingerprint(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => [])
  const files = names.sort().map(async name => {
    const { ino, size, ctimeMs } = await stat(join(folder, name))
    return `${name}:${ino}:${size}:${ctimeMs}`
  })
  return (await Promise.all(files)).join(' ')
}

/** Too many open files, an unreachable disk: passing troubles that say nothing about the model. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

import { parentPort, workerData } from 'node:worker_threads'
import type { Loaded, Wanted } from './load.ts'
import { loadShared } from './model.ts'

/* A thread that loads one model, hands it over, and ends. */

const { modelsDir, version } = workerData as Wanted
let loaded: Loaded
try {
  loaded = { model: await loadShared(modelsDir, version) }
} catch (error) {
  const { message, syscall } = error as NodeJS.ErrnoException
  loaded = { message, syscall }
}
parentPort!.postMessage(loaded)

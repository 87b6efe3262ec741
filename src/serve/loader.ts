import { parentPort, workerData } from 'node:worker_threads'
import { readModel, sharedMemory } from '../models/read.ts'
import type { Loaded, Wanted } from './load.ts'

/* A thread that reads and checks one model into memory that threads share, hands it over, and ends. */

const { modelsDir, version } = workerData as Wanted
let loaded: Loaded
try {
  loaded = { model: await readModel(modelsDir, version, sharedMemory) }
} catch (error) {
  const { message, syscall } = error as NodeJS.ErrnoException
  loaded = { message, syscall }
}
parentPort!.postMessage(loaded)

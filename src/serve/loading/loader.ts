import { workerData } from 'node:worker_threads'
import { alone, sharedMemory } from '../../models/whole-file.ts'
import { loadShared } from '../model.ts'
import type { Loaded, Wanted } from './messages.ts'

/* A thread that reads one model, hands it over, and ends. */

const { modelsDir, version, answer } = workerData as Wanted
let loaded: Loaded
try {
  loaded = { model: await loadShared(modelsDir, version, alone(sharedMemory)) }
} catch (error) {
  const { message, syscall } = error as NodeJS.ErrnoException
  loaded = { message, syscall }
}
answer.postMessage(loaded)
answer.close()

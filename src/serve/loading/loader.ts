import { workerData } from 'node:worker_threads'
import { alone, sharedMemory } from '../../models/whole-file.ts'
import { load } from './load.ts'
import type { Loaded, Wanted } from './messages.ts'

/* A thread that reads one model, hands it over, and ends. */

const { folder, manifest, answer } = workerData as Wanted
let loaded: Loaded
try {
  loaded = { model: await load(folder, manifest, alone(sharedMemory)) }
} catch (error) {
  const { message, syscall } = error as NodeJS.ErrnoException
  loaded = { message, syscall }
}
answer.postMessage(loaded)
answer.close()

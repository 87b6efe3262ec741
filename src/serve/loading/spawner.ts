import { constants, setPriority } from 'node:os'
import { parentPort, Worker as Thread } from 'node:worker_threads'
import type { Wanted } from './messages.ts'

/*
 * Begins a thread for each model to be read. It runs at the lowest priority, and they inherit it: on a single core they get
 * what those who answer leave. It reads nothing itself, for an idle thread would hold on to an old model.
 */

// Linux alone takes this for the thread; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

parentPort!.on('message', (wanted: Wanted) => {
  const thread = new Thread(new URL('loader.js', import.meta.url), {
    workerData: wanted,
    transferList: [wanted.answer],
  })
  thread.on('error', () => {}) // its end closes the port on which it should have answered
})

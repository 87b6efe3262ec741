import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import type { Done, LISTENS, Task } from './tasks.ts'

/** A thread or a process, as the one who gives the tasks sees it. */
export type Worker = {
  readonly send: (task: Task) => void
  readonly onDone: (hear: (done: Done | typeof LISTENS) => void) => void
  readonly onEnd: (hear: (why: string) => void) => void
  readonly end: () => void
}

const WORKER = new URL('worker.js', import.meta.url)

export function spawnThread(): Worker {
  const thread = new Thread(WORKER)
  let fault: Error | undefined
  thread.on('error', error => {
    fault = error
  })
  return {
    send: task => thread.postMessage(task),
    onDone: hear => thread.on('message', hear),
    onEnd: hear => thread.on('exit', code => hear(fault?.message ?? `exit code ${code}`)),
    end: () => void thread.terminate(),
  }
}

/**
 * The workers accept connections themselves. Dealt out by the first of them (SCHED_RR) each killed worker leaves the
 * connection that was on its way to it without an answer for ever, and short connections cost twice as much.
 */
export function forkProcess(): Worker {
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({ exec: fileURLToPath(WORKER), args: [], serialization: 'advanced' })
  const child = cluster.fork()
  child.on('error', () => {}) // of a message to one that has ended, which 'exit' tells
  return {
    send: task => child.send(task),
    onDone: hear => child.on('message', hear),
    onEnd: hear => child.on('exit', (code, signal) => hear(signal ?? `exit code ${code}`)),
    end: () => void child.process.kill('SIGKILL'),
  }
}

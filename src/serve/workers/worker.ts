import cluster from 'node:cluster'
import { parentPort, threadId } from 'node:worker_threads'
import { pino } from 'pino'
import { growFreely } from '../heap.ts'
import { listen } from '../listen.ts'
import { createState } from '../live/state.ts'
import type { LoadedModel } from '../loading/load.ts'
import { readerFor } from '../loading/reader.ts'
import { prepare } from '../model.ts'
import { freeOldModels } from '../old-models.ts'
import { drain } from '../server.ts'
import { createShopServer } from '../shop-server.ts'
import { type Done, type InUse, LISTENS, type Name, type Task, type Tasks } from './tasks.ts'

/*
 * One of several who answer the shop, in a thread or a process of its own. It does what it is told, one after the other,
 * and knows neither the folder of facts nor the ports beside the shop's.
 */

const isThread = parentPort !== null
if (!isThread) growFreely()
const log = pino().child({ worker: isThread ? threadId : cluster.worker?.id })
const state = createState()
let read: (version: string) => Promise<LoadedModel>
let front: ReturnType<typeof createShopServer> | undefined
let isStopping = false

async function take({ brought, batches, revision }: InUse): Promise<void> {
  const model = brought && ('model' in brought ? brought.model : await read(brought.version))
  state.facts.clear()
  batches.forEach(state.remember)
  if (!model) return
  state.take(model, prepare(model), revision)
  freeOldModels()
}

const handlers: { readonly [N in Name]: (ask: Tasks[N]['ask']) => Promise<Tasks[N]['answer']> } = {
  async start({ config, address, inUse }) {
    read = readerFor(config.modelsDir).read
    front = createShopServer({ config, current: state.current, isStopping: () => isStopping, log })
    await take(inUse)
    await listen(front.server, address, { flags: '--host or --port', reusePort: isThread })
    return undefined
  },
  async take(inUse) {
    await take(inUse)
    return undefined
  },
  async apply(batches) {
    batches.forEach(state.apply)
    return undefined
  },
  async count() {
    return front!.counted()
  },
  async drain() {
    isStopping = true
    await drain(front!.server)
    return undefined
  },
}

/** A worker that cannot do what it is told must not answer as if it had: it ends, and another takes its place. */
async function obey<N extends Name>({ id, name, ask }: Task<N>): Promise<void> {
  let done: Done
  try {
    done = { id, answer: await handlers[name](ask) }
  } catch (error) {
    done = { id, error: (error as Error).message }
  }
  tell(done)
}

function tell(what: Done | typeof LISTENS): void {
  if (isThread) parentPort!.postMessage(what)
  else process.send!(what)
}

let work = Promise.resolve()
const onTask = (task: Task) => {
  work = work.then(() => obey(task))
}
if (isThread) parentPort!.on('message', onTask)
else {
  process.on('message', onTask)
  // the terminal tells all of them; the first of them says when to stop
  process.on('SIGINT', () => {}).on('SIGTERM', () => {})
}
tell(LISTENS)

import type { Worker } from './spawn.ts'
import { type Done, LISTENS, type Name, type Task, type Tasks } from './tasks.ts'

/** What one who has ended answers. */
export const GONE = Symbol('gone')

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }

/** A worker that is asked and answers; whoever waits for one that ends is let go. */
export function handleOf(worker: Worker) {
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  let isGone = false
  let listens = () => {}
  const isListening = new Promise<void>(resolve => {
    listens = resolve
  })

  worker.onDone((done: Done | typeof LISTENS) => {
    if (done === LISTENS) return listens()
    const { id, answer, error } = done
    const { resolve, reject } = waiting.get(id)!
    waiting.delete(id)
    if (error === undefined) resolve(answer)
    else reject(new Error(error))
  })
  worker.onEnd(() => {
    isGone = true
    for (const { resolve } of waiting.values()) resolve(GONE)
    waiting.clear()
  })

  return {
    ask<N extends Name>(name: N, ask: Tasks[N]['ask']): Promise<Tasks[N]['answer'] | typeof GONE> {
      if (isGone) return Promise.resolve(GONE)
      return new Promise((resolve, reject) => {
        const id = nextId++
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        isListening.then(() => worker.send({ id, name, ask } as Task))
      })
    },
    onEnd: worker.onEnd,
    end: worker.end,
  }
}

export type Handle = ReturnType<typeof handleOf>

import { MessageChannel } from 'node:worker_threads'

/** V8 begins to look for what is not needed when this much is added outside of its heap. */
const ENOUGH_BYTES = 2 ** 27
/** Then the cache has been filled again, and looking takes nobody's time. */
const CALM_MS = 2000

let isWaiting = false

/** Has old models freed in a while, once for all that are put out of use until then. */
export function freeOldModels(): void {
  if (isWaiting) return
  isWaiting = true
  setTimeout(() => {
    isWaiting = false
    beginCollection()
  }, CALM_MS).unref()
}

/**
 * Makes V8 begin to look, step by step beside the answers. It does not count memory that threads share, and would let one
 * old model after the other lie about. So it is given something it counts, and that is taken from it at once: nobody
 * receives it. As long as it was there, each further allocation would make V8 look for 5 to 10 ms on end.
 */
export function beginCollection(): void {
  const { port1, port2 } = new MessageChannel()
  port2.close()
  const weight = new ArrayBuffer(ENOUGH_BYTES) // never touched: no memory is used
  port1.postMessage(undefined, [weight])
  port1.close()
}

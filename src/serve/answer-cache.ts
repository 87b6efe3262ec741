import type { Source } from './metrics/sources.ts'

/** A finished answer, and what its headers say of it. */
export type Finished = {
  readonly body: Uint8Array
  readonly etag: string
  /** What its also-bought list stands on; undefined where it has none. */
  readonly source: Source | undefined
}

/** What an entry takes beside its body: tag, key, its place in the map. */
const OVERHEAD_BYTES = 500

/** Answers that were asked for once are remembered by a hash, so many at a time. */
const NUM_SEEN = 2 ** 16

/**
 * Finished answers of one state of the model (its tag), by what was asked. An answer is kept when it is asked for a second
 * time: most are not, and keeping costs as much as half an answer. Two generations: new answers and those that are asked
 * for again go into the young one; once it holds half of the bytes, it becomes the old one, and what was not asked for
 * since goes.
 */
export function createAnswerCache(maxBytes: number) {
  const most = maxBytes / 2
  const seen = new Uint32Array(NUM_SEEN)
  let tag = ''
  let young = createGeneration()
  let old = createGeneration()

  function put(key: string, answer: Finished): void {
    if (young.bytes() + answer.body.length + OVERHEAD_BYTES > most) {
      old = young
      young = createGeneration()
    }
    young.put(key, answer)
  }

  return {
    find(modelTag: string, key: string): Finished | undefined {
      if (modelTag !== tag) return undefined
      const answer = young.answers.get(key)
      if (answer !== undefined) return answer
      const again = old.answers.get(key)
      if (again !== undefined) put(key, again)
      return again
    },

    /** Tells of an answer that was made; `hash` is one of its key. What is larger than half of the cache is not kept. */
    offer(modelTag: string, key: string, hash: number, answer: Finished): void {
      const isNew = seen[hash % NUM_SEEN] !== hash
      seen[hash % NUM_SEEN] = hash
      if (isNew || answer.body.length + OVERHEAD_BYTES > most) return
      if (modelTag !== tag) {
        tag = modelTag
        young = createGeneration()
        old = createGeneration()
      }
      put(key, answer)
    },

    /** Of what is kept; what was asked for again counts in both generations until the older goes. */
    bytes: () => young.bytes() + old.bytes(),
  }
}

export type AnswerCache = ReturnType<typeof createAnswerCache>

const SLAB_BYTES = 2 ** 20

/** Answers that go together. Their bodies share memory: one of its own for each is work for the garbage collector. */
function createGeneration() {
  const answers = new Map<string, Finished>()
  let slab = new Uint8Array(0)
  let end = 0
  let bytes = 0
  return {
    answers: answers as ReadonlyMap<string, Finished>,
    bytes: () => bytes,
    put(key: string, { body, etag, source }: Finished): void {
      if (end + body.length > slab.length) {
        slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, body.length))
        end = 0
      }
      slab.set(body, end)
      answers.set(key, { body: slab.subarray(end, end + body.length), etag, source })
      end += body.length
      bytes += body.length + OVERHEAD_BYTES
    },
  }
}

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

/** A piece of memory that answers share. */
type Slab = {
  readonly bytes: Uint8Array
  end: number
  /** Whether somebody may still read from it when its answers have gone. */
  isLent: boolean
}

/** An answer that is kept, in memory that is used again when it has gone. */
export type Kept = Finished & { readonly slab: Slab }

/**
 * Finished answers of one state of the model (its tag), by what was asked. An answer is kept when it is asked for a second
 * time: most are not, and keeping costs as much as half an answer. Two generations: new answers and those that are asked
 * for again go into the young one; once it holds half of the bytes, it becomes the old one, and what was not asked for
 * since goes.
 */
export function createAnswerCache(maxBytes: number) {
  const most = maxBytes / 2
  const slabs = createSlabs(Math.min(SLAB_BYTES, most))
  const seen = new Uint32Array(NUM_SEEN)
  let tag = ''
  let young = createGeneration(slabs)
  let old = createGeneration(slabs)

  function put(key: string, answer: Finished): Kept {
    if (young.bytes() + answer.body.length + OVERHEAD_BYTES <= most) return young.put(key, answer)
    const gone = old
    old = young
    young = createGeneration(slabs)
    const kept = young.put(key, answer)
    gone.release() // not before the answer, which may be one of them, is copied
    return kept
  }

  return {
    /** Is to be used at once; whoever does so later lends it. */
    find(modelTag: string, key: string): Kept | undefined {
      if (modelTag !== tag) return undefined
      const answer = young.answers.get(key)
      if (answer !== undefined) return answer
      const again = old.answers.get(key)
      return again === undefined ? undefined : put(key, again)
    },

    /** Leaves the memory of an answer as it is until nobody holds it. */
    lend({ slab }: Kept): void {
      slab.isLent = true
    },

    /** Tells of an answer that was made; `hash` is one of its key. What is larger than half of the cache is not kept. */
    offer(modelTag: string, key: string, hash: number, answer: Finished): void {
      const isNew = seen[hash % NUM_SEEN] !== hash
      seen[hash % NUM_SEEN] = hash
      if (isNew || answer.body.length + OVERHEAD_BYTES > most) return
      if (modelTag !== tag) {
        tag = modelTag
        for (const generation of [young, old]) generation.release()
        young = createGeneration(slabs)
        old = createGeneration(slabs)
      }
      put(key, answer)
    },

    /** Of what is kept; what was asked for again counts in both generations until the older goes. */
    bytes: () => young.bytes() + old.bytes(),
  }
}

export type AnswerCache = ReturnType<typeof createAnswerCache>

const SLAB_BYTES = 2 ** 20

/**
 * Memory for the bodies. New memory of its own for each makes the garbage collector look at all that lives, twice a second
 * under load, and keeps answers waiting for 25 ms on one core; shared by many but new for each generation it does so too.
 */
function createSlabs(size: number) {
  const free: Slab[] = []
  return {
    take(leastBytes: number): Slab {
      if (leastBytes <= size) {
        const slab = free.pop()
        if (slab !== undefined) return slab
      }
      return { bytes: Buffer.allocUnsafeSlow(Math.max(size, leastBytes)), end: 0, isLent: false }
    },
    release(slab: Slab): void {
      if (slab.isLent || slab.bytes.length !== size) return
      slab.end = 0
      free.push(slab)
    },
  }
}

/** Answers that go together. */
function createGeneration(memory: ReturnType<typeof createSlabs>) {
  const answers = new Map<string, Kept>()
  const slabs: Slab[] = []
  let bytes = 0
  return {
    answers: answers as ReadonlyMap<string, Kept>,
    bytes: () => bytes,
    put(key: string, { body, etag, source }: Finished): Kept {
      let slab = slabs.at(-1)
      if (slab === undefined || slab.end + body.length > slab.bytes.length) {
        slab = memory.take(body.length)
        slabs.push(slab)
      }
      const { bytes: shared, end } = slab
      shared.set(body, end)
      slab.end += body.length
      bytes += body.length + OVERHEAD_BYTES
      const kept = { body: shared.subarray(end, slab.end), etag, source, slab }
      answers.set(key, kept)
      return kept
    },
    release(): void {
      slabs.forEach(memory.release)
    },
  }
}

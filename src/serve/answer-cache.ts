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

/** A piece of memory that answers share. They come and go together. */
type Slab = {
  readonly bytes: Uint8Array
  end: number
  answers: Kept[]
  /** Whether somebody may still read from it when its answers have gone. */
  isLent: boolean
}

/** An answer that is kept, in memory that is used again when it has gone. */
export type Kept = Finished & {
  readonly key: string
  readonly slab: Slab
  /** Since it was written where it is. */
  wasAskedFor: boolean
}

/** What goes at a time is a part of so many. */
const NUM_SLABS = 64

/**
 * Finished answers of one state of the model (its tag), by what was asked. An answer is kept when it is asked for a second
 * time: most are not, and keeping costs as much as half an answer. Where there is no room the oldest slab goes; those of
 * its answers that were asked for since come back, up to about half of it (a clock, or FIFO with a second chance).
 *
 * The memory of slabs is used again. New memory of its own for each answer makes the garbage collector look at all that
 * lives, twice a second under load, and keeps answers waiting for 25 ms on one core.
 */
export function createAnswerCache(maxBytes: number) {
  const slabBytes = Math.floor(maxBytes / NUM_SLABS)
  const seen = new Uint32Array(NUM_SEEN)
  const kept = new Map<string, Kept>()
  /** The oldest first. */
  let slabs: Slab[] = []
  const spare: Slab[] = []
  let tag = ''
  let bytes = 0

  function write(key: string, { body, etag, source }: Finished): void {
    let slab = slabs.at(-1)
    if (slab === undefined || slab.end + body.length > slab.bytes.length) {
      slab = slabWithRoomFor(body.length)
      slabs.push(slab)
    }
    const { bytes: shared, end } = slab
    shared.set(body, end)
    slab.end += body.length
    bytes += body.length + OVERHEAD_BYTES
    const answer = { key, body: shared.subarray(end, slab.end), etag, source, slab, wasAskedFor: false }
    slab.answers.push(answer)
    kept.set(key, answer)
  }

  function slabWithRoomFor(numBytes: number): Slab {
    const size = Math.max(slabBytes, numBytes)
    const again = size === slabBytes ? spare.pop() : undefined
    return again ?? { bytes: Buffer.allocUnsafeSlow(size), end: 0, answers: [], isLent: false }
  }

  function forget({ answers }: Slab): void {
    for (const { key, body } of answers) {
      kept.delete(key)
      bytes -= body.length + OVERHEAD_BYTES
    }
  }

  function useAgain(slab: Slab): void {
    slab.answers = []
    slab.end = 0
    if (!slab.isLent && slab.bytes.length === slabBytes) spare.push(slab)
  }

  function dropOldest(): void {
    const slab = slabs.shift()!
    forget(slab)
    let leftBytes = slab.end / 2
    for (const answer of slab.answers) {
      if (!answer.wasAskedFor || leftBytes <= 0) continue
      leftBytes -= answer.body.length
      write(answer.key, answer)
    }
    useAgain(slab)
  }

  return {
    /** Is to be used at once; whoever does so later lends it. */
    find(modelTag: string, key: string): Kept | undefined {
      if (modelTag !== tag) return undefined
      const answer = kept.get(key)
      if (answer !== undefined) answer.wasAskedFor = true
      return answer
    },

    /** Leaves the memory of an answer as it is until nobody holds it. */
    lend({ slab }: Kept): void {
      slab.isLent = true
    },

    /** Tells of an answer that was made; `hash` is one of its key. What is larger than half of the cache is not kept. */
    offer(modelTag: string, key: string, hash: number, answer: Finished): void {
      const isNew = seen[hash % NUM_SEEN] !== hash
      seen[hash % NUM_SEEN] = hash
      const size = answer.body.length + OVERHEAD_BYTES
      if (isNew || size > maxBytes / 2) return
      if (modelTag !== tag) {
        tag = modelTag
        slabs.forEach(forget)
        slabs.forEach(useAgain)
        slabs = []
      }
      if (kept.has(key)) return
      while (bytes + size > maxBytes) dropOldest()
      write(key, answer)
    },

    bytes: () => bytes,
  }
}

export type AnswerCache = ReturnType<typeof createAnswerCache>

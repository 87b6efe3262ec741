import { hashOf } from '../hash.ts'
import {
  type Finished,
  hashAt,
  isOf,
  noteAskedFor,
  readEntry,
  sizeAt,
  sizeOf,
  wasAskedFor,
  writeEntry,
} from './entry.ts'
import { createPlaces } from './places.ts'

/** Memory is filled and used again by pieces of about this size. */
const SLAB_BYTES = 2 ** 18
const MIN_SLABS = 4

/** There are places for answers of this size. */
const SMALL_ANSWER_BYTES = 1024

/** A piece of memory that answers share. They come and go together. */
type Slab = {
  bytes: Buffer
  end: number
  /** Whether somebody may still read from it when its answers have gone. */
  isLent: boolean
}

/** An answer that is kept, in memory that is used again when it has gone. */
export type Kept = Finished & { readonly slab: Slab }

/**
 * Finished answers of one state of the model (its tag), by what was asked. An answer is kept when it is asked for a second
 * time: most are not, and keeping costs as much as half an answer. Slabs are filled one after the other, round and round;
 * where the oldest is to be used again, those of its answers that were asked for since come back, up to about half of it
 * (a clock, or FIFO with a second chance). An answer larger than a slab is not kept.
 *
 * Nothing of an answer is an object until it is asked for, and memory is used again: the garbage collector has nothing to
 * look at. New memory for each answer makes it look at all that lives, twice a second under load, and keeps answers waiting
 * for 25 ms on one core.
 */
export function createAnswerCache(maxBytes: number) {
  const numSlabs = Math.max(MIN_SLABS, Math.floor(maxBytes / SLAB_BYTES))
  const slabBytes = Math.floor(maxBytes / numSlabs)
  const numPlaces = Math.max(1, Math.ceil(maxBytes / SMALL_ANSWER_BYTES))
  const places = createPlaces(numPlaces)
  /** Hashes of what was asked for once. */
  const seen = new Uint32Array(numPlaces)
  const slabs: Slab[] = []
  /** Slab n stands at n modulo their number. The first is not 0, so that an empty place is an old one. */
  let newest = numSlabs - 1
  let oldest = numSlabs
  let tag = ''
  let bytes = 0

  const slabOf = (number: number) => slabs[number % numSlabs]!

  function keep(hash: number, key: string, answer: Finished): void {
    const size = sizeOf(key, answer)
    // More than once where what comes back leaves too little; it comes back once.
    while (newest < oldest || slabOf(newest).end + size > slabBytes) openNext()
    const slab = slabOf(newest)
    writeEntry(slab.bytes, slab.end, hash, key, answer)
    added(slab, hash, size)
  }

  function added(slab: Slab, hash: number, size: number): void {
    places.put(hash, newest, slab.end, oldest)
    slab.end += size
    bytes += size
  }

  function openNext(): void {
    newest++
    const isReused = newest - oldest === numSlabs
    const slab = (slabs[newest % numSlabs] ??= emptySlab())
    const { bytes: before, end } = slab
    if (slab.isLent) Object.assign(slab, emptySlab())
    slab.end = 0
    if (!isReused) return
    oldest++
    bytes -= end
    bringBack(before, end, slab)
  }

  function bringBack(before: Buffer, end: number, slab: Slab): void {
    let size = 0
    for (let at = 0; at < end && slab.end < slabBytes / 2; at += size) {
      size = sizeAt(before, at)
      if (!wasAskedFor(before, at)) continue
      noteAskedFor(before, at, false)
      slab.bytes.set(before.subarray(at, at + size), slab.end) // may overlap; reads nothing that it has written
      added(slab, hashAt(slab.bytes, slab.end), size)
    }
  }

  function emptySlab(): Slab {
    return { bytes: Buffer.allocUnsafeSlow(slabBytes), end: 0, isLent: false }
  }

  function find(key: string, hash: number) {
    const place = places.find(hash, oldest)
    if (place === -1) return undefined
    const slab = slabOf(places.slab(place))
    const at = places.offset(place)
    return isOf(slab.bytes, at, key) ? { slab, at } : undefined
  }

  return {
    /** Is to be used at once; whoever does so later lends it. */
    find(modelTag: string, key: string): Kept | undefined {
      if (modelTag !== tag) return undefined
      const found = find(key, hashOf(key))
      if (found === undefined) return undefined
      const { slab, at } = found
      noteAskedFor(slab.bytes, at, true)
      const { body, etag, source } = readEntry(slab.bytes, at)
      return { body, etag, source, slab }
    },

    /** Leaves the memory of an answer as it is until nobody holds it. */
    lend({ slab }: Kept): void {
      slab.isLent = true
    },

    /** Tells of an answer that was made. */
    offer(modelTag: string, key: string, answer: Finished): void {
      const hash = hashOf(key)
      const isNew = seen[hash % seen.length] !== hash
      seen[hash % seen.length] = hash
      if (isNew || sizeOf(key, answer) > slabBytes) return
      if (modelTag !== tag) {
        tag = modelTag
        bytes = 0
        newest += numSlabs - 1 - (newest % numSlabs) // begins with the first slab, which has its memory
        oldest = newest + 1
      }
      if (find(key, hash) === undefined) keep(hash, key, answer)
    },

    bytes: () => bytes,
  }
}

export type AnswerCache = ReturnType<typeof createAnswerCache>

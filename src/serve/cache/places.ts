/** A hash may stand in so many places, one beside the other in memory. */
const WAYS = 8

/**
 * Where answers lie, by the hash of their key: the number of the slab and the offset in it. A table of fixed size, so that
 * nobody's choice of keys makes a search long: where all places of a hash are taken, the answer that lies in the oldest slab
 * is forgotten. Numbers of slabs only grow; what lies in one below `oldest` is gone.
 */
export function createPlaces(atLeast: number) {
  const numSets = 2 ** Math.max(0, Math.ceil(Math.log2(atLeast / WAYS)))
  const mask = numSets - 1
  /** A set after the other, of each the hashes, the slabs, the offsets. */
  const words = new Uint32Array(numSets * 3 * WAYS)

  /** Where the set of a hash begins. */
  const setOf = (hash: number) => (hash & mask) * 3 * WAYS

  return {
    /** The place of a hash, -1 where there is none. */
    find(hash: number, oldest: number): number {
      const set = setOf(hash)
      for (let at = set; at < set + WAYS; at++) {
        if (words[at] === hash && words[at + WAYS]! >= oldest) return at
      }
      return -1
    },

    slab: (place: number) => words[place + WAYS]!,
    offset: (place: number) => words[place + 2 * WAYS]!,

    put(hash: number, slab: number, offset: number, oldest: number): void {
      let place = this.find(hash, oldest)
      if (place === -1) {
        const set = setOf(hash)
        place = set
        for (let at = set + 1; at < set + WAYS; at++) {
          if (words[at + WAYS]! < words[place + WAYS]!) place = at
        }
      }
      words[place] = hash
      words[place + WAYS] = slab
      words[place + 2 * WAYS] = offset
    },
  }
}

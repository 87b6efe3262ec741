/** Items with their scores, best first. */
export type Best = { readonly items: Uint32Array; readonly values: Float64Array }

/** Scores of items that are gathered for one question and then cleared. */
export type Scores = {
  readonly add: (item: number, score: number) => void
  /** Keeps the greater of what the item has and this. */
  readonly max: (item: number, score: number) => void
  /** The best items into `out` and all scores back to none; `given` are left out, best sellers fill the rest. */
  readonly takeInto: (out: Uint32Array, given: readonly number[]) => void
  /** At most so many of the best that have a score, none of `given`; the scores stay. */
  readonly peekBest: (most: number, given: readonly number[]) => Best
  /** The same, and all scores back to none. */
  readonly takeBest: (most: number, given: readonly number[]) => Best
}

/**
 * A dense accumulator over all items. The ranking is full: every item that was touched is compared, none is sampled;
 * equal scores are settled by item number, that is by popularity.
 */
export function createScores(numItems: number): Scores {
  const score = new Float64Array(numItems)
  const isTouched = new Uint8Array(numItems)
  const isGiven = new Uint8Array(numItems)
  const touched = new Uint32Array(numItems)
  let numTouched = 0

  const touch = (item: number) => {
    if (isTouched[item] === 1) return
    isTouched[item] = 1
    touched[numTouched++] = item
  }
  /** The best of what was touched into `out`; how many there are. */
  const gather = (out: Uint32Array): number => {
    let found = 0
    for (let k = 0; k < numTouched; k++) {
      const item = touched[k]!
      if (isGiven[item] === 0) found = insertBest(out, found, item, score)
    }
    return found
  }
  const clear = () => {
    for (let k = 0; k < numTouched; k++) {
      score[touched[k]!] = 0
      isTouched[touched[k]!] = 0
    }
    numTouched = 0
  }
  const peekBest = (most: number, given: readonly number[]): Best => {
    for (const item of given) isGiven[item] = 1
    const out = new Uint32Array(Math.min(most, numTouched))
    const items = out.subarray(0, gather(out))
    for (const item of given) isGiven[item] = 0
    return { items, values: Float64Array.from(items, item => score[item]!) }
  }
  return {
    add(item, s) {
      touch(item)
      score[item]! += s
    },
    max(item, s) {
      touch(item)
      if (s > score[item]!) score[item] = s
    },
    takeInto(out, given) {
      for (const item of given) isGiven[item] = 1
      let found = gather(out)
      for (let item = 0; found < out.length && item < numItems; item++) {
        if (isTouched[item] === 0 && isGiven[item] === 0) out[found++] = item
      }
      for (const item of given) isGiven[item] = 0
      clear()
    },
    peekBest,
    takeBest(most, given) {
      const best = peekBest(most, given)
      clear()
      return best
    },
  }
}

/** Puts an item at its place among the `found` best so far, ties by item number; how many there are then. */
export function insertBest(out: Uint32Array, found: number, item: number, score: Float64Array): number {
  const isBetter = (a: number, b: number) => score[a]! > score[b]! || (score[a] === score[b] && a < b)
  if (out.length === 0) return 0
  let at = found < out.length ? found : found - 1
  if (found === out.length && !isBetter(item, out[at]!)) return found
  for (; at > 0 && isBetter(item, out[at - 1]!); at--) out[at] = out[at - 1]!
  out[at] = item
  return Math.min(found + 1, out.length)
}

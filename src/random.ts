export type Random = () => number

/**
 * A stream of numbers in [0, 1) that depends on the seed and the name of the stream alone.
 *
 * Mulberry32 behind an FNV-1a hash. Here and in everything that draws from it, only operations that are exact on
 * every machine are used (no log, exp or pow), so that the same seed makes the same shop everywhere.
 */
export function seeded(seed: number, stream: string): Random {
  let hash = 0x811c9dc5
  for (const char of `${seed}/${stream}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  let state = hash
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A number in [0, 1) for one cell of a grid: a draw that needs no order, such as this item's sale in that week. */
export function cellDraw(seed: number, row: number, column: number): number {
  let mixed =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(row + 1, 0xc2b2ae35) ^
    Math.imul(column + 1, 0x27d4eb2f)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

/** A whole number in [0, end). */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end)
}

/** A whole number in [0, end) that leans to the first ones: the first of 9 is drawn every third time. */
export function leaning(random: Random, end: number): number {
  const draw = random()
  return Math.floor(end * draw * draw)
}

export type Sampler = (random: Random) => number

/** Draws an index in proportion to its weight, in O(log n). At least one weight must be above zero. */
export function weighted(weights: ArrayLike<number>): Sampler {
  const sums = new Float64Array(weights.length)
  let total = 0
  for (let i = 0; i < sums.length; i++) sums[i] = total += weights[i]!
  return random => {
    const target = random() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > target) high = middle
      else low = middle + 1
    }
    return low
  }
}

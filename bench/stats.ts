/** The middle value; of an even number, the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of no values: expected at least one')
  const ascending = [...values].sort((a, b) => a - b)
  const middle = ascending.length >> 1
  return ascending.length % 2 === 1 ? ascending[middle]! : (ascending[middle - 1]! + ascending[middle]!) / 2
}

/**
 * The smallest of the values that at least this share of them does not exceed: nearest rank, never interpolated.
 * The values ascend; the share is in (0, 1].
 */
export function percentile(ascending: ArrayLike<number>, share: number): number {
  if (ascending.length === 0) throw new RangeError('a percentile of no values: expected at least one')
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!
}

export type Spread = { readonly median: number; readonly min: number; readonly max: number }

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/** Left ÷ right, round by round: what slows the machine for a while slows both. */
export function ratios(left: readonly number[], right: readonly number[]): number[] {
  if (left.length !== right.length) {
    throw new RangeError(`got ${left.length} and ${right.length} rounds, expected as many of each side`)
  }
  return left.map((value, round) => value / right[round]!)
}

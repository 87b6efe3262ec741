import type { Baskets } from './shop.ts'

/**
 * Calls `visit` once with every item that stands in one of these baskets, in how many, and what those weigh together;
 * in no certain order.
 */
export type CountTogether = (
  inBaskets: Uint32Array,
  visit: (item: number, together: number, weight: number) => void,
) => void

/**
 * A row-by-row counter of joint orders: one row of the item × item matrix at a time, never the matrix.
 *
 *   row x:  baskets of x ──► their items ──► counts[item]++, sums[item] += weight ──► emit and clear what was touched
 *
 * Memory: 16 bytes an item. Work for all rows: Σ |basket|².
 */
export function createCounter(
  { start, item }: Baskets,
  numItems: number,
  weight: Float64Array = new Float64Array(start.length - 1).fill(1),
): CountTogether {
  const counts = new Uint32Array(numItems)
  const sums = new Float64Array(numItems)
  const touched = new Uint32Array(numItems)

  return (inBaskets, visit) => {
    let numTouched = 0
    for (let k = 0; k < inBaskets.length; k++) {
      const b = inBaskets[k]!
      const w = weight[b]!
      for (let l = start[b]!; l < start[b + 1]!; l++) {
        const y = item[l]!
        if (counts[y]!++ === 0) touched[numTouched++] = y
        sums[y]! += w
      }
    }
    for (let k = 0; k < numTouched; k++) {
      const y = touched[k]!
      const together = counts[y]!
      const sum = sums[y]!
      counts[y] = 0 // clear as we emit
      sums[y] = 0
      visit(y, together, sum)
    }
  }
}

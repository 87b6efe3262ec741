import type { Baskets } from './shop.ts'

/** Calls `visit` once with every item that stands in one of these baskets, and in how many; in no certain order. */
export type CountTogether = (inBaskets: Uint32Array, visit: (item: number, together: number) => void) => void

/**
 * A row-by-row counter of joint orders: one row of the item × item matrix at a time, never the matrix.
 *
 *   row x:  baskets of x ──► their items ──► sums[item]++ ──► emit and clear what was touched
 *
 * Memory: two u32 an item. Work for all rows: Σ |basket|².
 */
export function createCounter({ start, item }: Baskets, numItems: number): CountTogether {
  const sums = new Uint32Array(numItems)
  const touched = new Uint32Array(numItems)

  return (inBaskets, visit) => {
    let numTouched = 0
    for (let k = 0; k < inBaskets.length; k++) {
      const b = inBaskets[k]!
      for (let l = start[b]!; l < start[b + 1]!; l++) {
        const y = item[l]!
        if (sums[y]!++ === 0) touched[numTouched++] = y
      }
    }
    for (let k = 0; k < numTouched; k++) {
      const y = touched[k]!
      const together = sums[y]!
      sums[y] = 0 // clear as we emit
      visit(y, together)
    }
  }
}

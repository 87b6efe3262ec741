import type { Training } from './training.ts'

/** A customer's orders before the one that is asked about, oldest first, each its items ascending. */
export type History = readonly Uint32Array[]

/** Puts what the customer will buy next into `out`, best first; the number of places filled. */
export type RankNext = (history: History, out: Uint32Array) => number

/** A way to foretell a customer's next order: learns once, from the orders of all, then ranks. */
export type NextBasketMethod = {
  readonly name: string
  readonly learn: (training: Training) => RankNext
}

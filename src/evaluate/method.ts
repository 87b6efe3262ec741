import type { Sequences } from '../ingest/read-sequences.ts'
import type { History } from './next-basket-method.ts'
import type { Training } from './training.ts'

/** One question about a held-out order: what is given, and what the shopper also bought. */
export type Query = {
  readonly given: readonly number[]
  readonly truth: readonly number[]
  /** The held-out order that is asked about. */
  readonly order?: number
  readonly about?: About
}

/** What a method may know of a question beside the items that are given. */
export type About = {
  /** Whether the one item given is looked at on its page; else the items stand in a cart. */
  readonly isPage?: boolean
  /** The customer's earlier orders, oldest first, where he is known. */
  readonly history?: History
}

/** Puts the items that go best with what is given into `out`, best first, none of the given; every place is filled. */
export type Rank = (given: readonly number[], out: Uint32Array, about?: About) => void

/** A way to recommend: learns once, then ranks. */
export type Method = {
  readonly name: string
  /** Whether a customer's history changes its answers; else a cart of a known customer is answered once. */
  readonly usesHistory?: boolean
  readonly learn: (training: Training) => Rank
}

/**
 * A way to foretell clicks. Its rank is given the clicks so far, oldest first, repeats kept; only the last of them is
 * left out of what it ranks, for shoppers go back to the others.
 */
export type SessionMethod = {
  readonly name: string
  readonly learn: (sessions: Sequences) => Rank
}

/*
 * How well the one item that was looked for was found. `ranks` holds a place a question: 1 for the best, 0 where it
 * was not among those asked for.
 */

/** Share of questions whose item is among the first k. */
export function hitRate(ranks: Uint32Array, k: number): number {
  return meanOf(ranks, rank => (rank >= 1 && rank <= k ? 1 : 0))
}

/** Mean of 1 / rank, 0 beyond k. */
export function meanReciprocalRank(ranks: Uint32Array, k: number): number {
  return meanOf(ranks, rank => (rank >= 1 && rank <= k ? 1 / rank : 0))
}

/** Mean of 1 / log2(1 + rank), 0 beyond k: normalised discounted cumulative gain where one item is right. */
export function ndcg(ranks: Uint32Array, k: number): number {
  return meanOf(ranks, rank => (rank >= 1 && rank <= k ? 1 / Math.log2(1 + rank) : 0))
}

/** 0 of no questions. */
export function meanOf(ranks: Uint32Array, gain: (rank: number, question: number) => number): number {
  let sum = 0
  for (let q = 0; q < ranks.length; q++) sum += gain(ranks[q]!, q)
  return ranks.length === 0 ? 0 : sum / ranks.length
}

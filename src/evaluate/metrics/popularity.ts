/** Head of the catalogue: the best-selling 1.5 % of its items. */
const HEAD_SHARE = 0.015

/** Share of questions whose item is among the first k, and is none of the best-selling 1.5 % of items. */
export function tailHitRate(ranks: Uint32Array, targets: Uint32Array, numItems: number, k: number): number {
  const head = Math.ceil(HEAD_SHARE * numItems)
  let hits = 0
  for (let q = 0; q < ranks.length; q++) {
    if (ranks[q]! >= 1 && ranks[q]! <= k && targets[q]! >= head) hits++
  }
  return ranks.length === 0 ? 0 : hits / ranks.length
}

/**
 * Hit rate in which an item counts n^−½, n its training orders: what is left of a hit rate when bananas weigh as little
 * as they should. Source: H. Steck, Item Popularity and Recommendation Accuracy, RecSys 2011.
 */
export function stratifiedHitRate(ranks: Uint32Array, targetOrders: Uint32Array, k: number): number {
  let hits = 0
  let total = 0
  for (let q = 0; q < ranks.length; q++) {
    const weight = targetOrders[q]! ** -0.5
    total += weight
    if (ranks[q]! >= 1 && ranks[q]! <= k) hits += weight
  }
  return total === 0 ? 0 : hits / total
}

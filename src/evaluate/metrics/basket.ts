/*
 * How much of a whole basket was found. `ranked` holds items, best first; `truth` those of the basket that could be
 * found, `truthItems` how many it has in all: what was never sold before counts as missed.
 *
 * Source: M. Li et al., A Next Basket Recommendation Reality Check, ACM TOIS 41 (2023), and its code.
 */

/** |first k ∩ truth| / |truth|. */
export function recall(
  ranked: Uint32Array,
  truth: ReadonlySet<number>,
  truthItems: number,
  k: number,
): number {
  return hitsOf(ranked, truth, k) / truthItems
}

/**
 * Σ over hits at rank r ≤ k of 1 / log2(1 + r), over Σ r = 1 … |truth| of the same: the ideal goes over the whole
 * basket, not over min(k, |truth|), so that a large basket cannot reach 1.
 */
export function basketNdcg(
  ranked: Uint32Array,
  truth: ReadonlySet<number>,
  truthItems: number,
  k: number,
): number {
  let gain = 0
  for (let at = 0; at < k && at < ranked.length; at++) if (truth.has(ranked[at]!)) gain += discount(at)
  let ideal = 0
  for (let at = 0; at < truthItems; at++) ideal += discount(at)
  return gain / ideal
}

/** 1 where any of the first k is in the basket, else 0; its mean is the personalised hit ratio, PHR. */
export function personalHit(ranked: Uint32Array, truth: ReadonlySet<number>, k: number): number {
  return hitsOf(ranked, truth, k) > 0 ? 1 : 0
}

function hitsOf(ranked: Uint32Array, truth: ReadonlySet<number>, k: number): number {
  let hits = 0
  for (let at = 0; at < k && at < ranked.length; at++) if (truth.has(ranked[at]!)) hits++
  return hits
}

/** Of the place `at`, the first being 0. */
function discount(at: number): number {
  return 1 / Math.log2(2 + at)
}

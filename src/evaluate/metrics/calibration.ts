import { createCounter } from '../../build/count.ts'
import type { Split, Training } from '../training.ts'
import { createShare } from './clustered-share.ts'

/** Pairs that are shown with about the same confidence, and what came of it. */
export type CalibrationBucket = {
  /** Shown confidence: from (inclusive) to (exclusive, but for 1). */
  readonly from: number
  readonly to: number
  /** Pairs of this confidence whose first item was bought in the test window. */
  readonly pairs: number
  /** Test orders with x, and with x and y, summed over the pairs. */
  readonly orders: number
  readonly together: number
  /** Mean of the confidence shown, each pair counted as often as x was bought: what shoppers read. */
  readonly shown: number
  /** together / orders: what came true. */
  readonly held: number
  /** 95 % interval of `held`. */
  readonly low: number
  readonly high: number
}

/** The items that are shown with item x, in the numbers of the training. */
export type Shown = (x: number) => Iterable<number>

/** Joint orders below which a shown pair names no share. */
const MIN_TOLD = 5
const BUCKETS = 10

/**
 * How far the confidence that shoppers read comes true, in buckets of 10 %, lowest first; a bucket without a pair is
 * left out. The confidence of x → y is orders with both / orders with x of the training; it is compared with the same
 * share of the held-out orders, over all test windows.
 */
export function calibration(windows: readonly (Split & { readonly shown: Shown })[]): CalibrationBucket[] {
  const buckets = Array.from({ length: BUCKETS }, () => ({ pairs: 0, confidence: 0, held: createShare() }))
  for (const { training, heldOut, shown } of windows) {
    const toldOf = createTold(training, shown)
    const seen = new Set<number>()
    const { start, item } = heldOut.baskets
    for (let b = 0; b + 1 < start.length; b++) {
      const order = item.subarray(start[b], start[b + 1])
      const has = new Set(order)
      for (const x of order) {
        for (const { y, confidence, bucket } of toldOf(x)) {
          const into = buckets[bucket]!
          if (!seen.has(x)) into.pairs++
          into.confidence += confidence
          into.held.add(has.has(y))
        }
        seen.add(x)
      }
      for (const { held } of buckets) held.endCluster()
    }
  }
  return buckets.flatMap(({ pairs, confidence, held }, bucket) => {
    if (pairs === 0) return []
    const { hits, trials, share, low, high } = held.result()
    const [from, to] = [bucket / BUCKETS, (bucket + 1) / BUCKETS]
    return {
      from,
      to,
      pairs,
      orders: trials,
      together: hits,
      shown: confidence / trials,
      held: share,
      low,
      high,
    }
  })
}

type Told = { readonly y: number; readonly confidence: number; readonly bucket: number }

/** The pairs that are shown with x and have enough evidence to be told, worked out when they are first asked for. */
function createTold({ baskets, postings, numItems }: Training, shown: Shown): (x: number) => readonly Told[] {
  const countTogether = createCounter(baskets, numItems)
  const known = new Map<number, readonly Told[]>()
  return x => {
    const found = known.get(x)
    if (found) return found
    const orders = postings.basket.subarray(postings.start[x], postings.start[x + 1])
    const togetherWithX = new Map<number, number>()
    countTogether(orders, (y, n) => togetherWithX.set(y, n))
    const told = [...shown(x)].flatMap(y => {
      const together = togetherWithX.get(y) ?? 0
      if (together < MIN_TOLD) return []
      // The product first: 3 of 10 orders are in the bucket that starts at 30 %, whatever 3 / 10 rounds to.
      const bucket = Math.min(BUCKETS - 1, Math.floor((BUCKETS * together) / orders.length))
      return [{ y, confidence: together / orders.length, bucket }]
    })
    known.set(x, told)
    return told
  }
}

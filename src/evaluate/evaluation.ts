import type { Interval } from './metrics/bootstrap.ts'
import type { PopularityBucket } from './metrics/by-popularity.ts'
import type { CalibrationBucket } from './metrics/calibration.ts'
import type { Choice } from './ours/issho.ts'
import type { Protocol } from './questions.ts'
import type { SegmentTrials } from './segments.ts'
import type { SplitBy } from './windows.ts'

/** What one method reached in one protocol, over all windows. */
export type MethodResult = {
  readonly method: string
  readonly hitRate10: number
  readonly hitRate20: number
  readonly mrr20: number
  readonly ndcg20: number
  readonly tailHitRate10: number
  readonly stratifiedHitRate10: number
  readonly coverage10: number
  /** Share of the first 10 places that hold a substitute or variant of what the page shows; of product pages alone. */
  readonly contamination10?: number
  /** Mean share of distinct leaf categories among the first 10; of product pages alone, where a catalogue tells. */
  readonly typeDiversity10?: number
  /** Ours less theirs in hit rate at 10 and in reciprocal rank at 20, 95 % intervals; absent for ours. */
  readonly against?: { readonly hitRate10: Interval; readonly mrr20: Interval }
}

export type ProtocolResult = {
  readonly protocol: Protocol
  readonly queries: number
  readonly methods: readonly MethodResult[]
  /** Hit rate at 10 by the orders of the item that was looked for. */
  readonly byPopularity: readonly PopularityBucket[]
}

export type Evaluation = {
  readonly splitBy: SplitBy
  /** Orders of each test window, and the share of its lines whose items were never sold before. */
  readonly windows: readonly {
    readonly trainOrders: number
    readonly testOrders: number
    readonly coldShare: number
    /** The recipes that ours went by. */
    readonly choice: Choice
  }[]
  readonly protocols: readonly ProtocolResult[]
  /** What became of the confidence that shoppers read. */
  readonly calibration: readonly CalibrationBucket[]
  /** What re-ranking by each kind of segments does for the pages of the last window; empty where orders tell none. */
  readonly segments: SegmentTrials
}

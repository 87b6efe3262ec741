import { wilsonLowerBound } from '../../measures.ts'

/** A share of trials, and its 95 % interval. */
export type Share = {
  readonly hits: number
  readonly trials: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96

/**
 * Sums trials that come in clusters: several of one order are not independent of each other. The interval is Wilson's
 * on the effective number of trials, share · (1 − share) / variance, the variance being that of a ratio of sums over
 * the clusters; Wilson's, so that it stays between 0 and 1 and has a width where all clusters agree.
 * Sources: W. G. Cochran, Sampling Techniques, 3rd ed. 1977, § 6.3; E. L. Korn, B. I. Graubard, Confidence Intervals
 * for Proportions with Small Expected Number of Positive Counts, Survey Methodology 24 (1998).
 */
export function createShare() {
  const open = { hits: 0, trials: 0 }
  const sum = { clusters: 0, hits: 0, trials: 0, hitsHits: 0, hitsTrials: 0, trialsTrials: 0 }
  return {
    add(isHit: boolean): void {
      open.trials++
      if (isHit) open.hits++
    },
    endCluster(): void {
      const { hits, trials } = open
      if (trials === 0) return
      sum.clusters++
      sum.hits += hits
      sum.trials += trials
      sum.hitsHits += hits * hits
      sum.hitsTrials += hits * trials
      sum.trialsTrials += trials * trials
      open.hits = open.trials = 0
    },
    /** Over all clusters that were ended; 0, from 0 to 1, where there was none. */
    result(): Share {
      const { clusters: n, hits, trials, hitsHits, hitsTrials, trialsTrials } = sum
      if (trials === 0) return { hits, trials, share: 0, low: 0, high: 1 }
      const share = hits / trials
      const squares = hitsHits - 2 * share * hitsTrials + share ** 2 * trialsTrials
      const variance = n > 1 ? ((n / (n - 1)) * squares) / trials ** 2 : 0
      // Where all clusters agree the variance is 0, but for rounding: each cluster is then worth one trial.
      const effective = variance > 1e-12 ? Math.min(trials, (share * (1 - share)) / variance) : n
      return {
        hits,
        trials,
        share,
        low: wilsonLowerBound(share * effective, effective, Z),
        high: 1 - wilsonLowerBound((1 - share) * effective, effective, Z),
      }
    },
  }
}

import { below, seeded } from '../../random.ts'

const RESAMPLES = 1000

export type Interval = { readonly low: number; readonly high: number }

/**
 * The 95 % interval of the mean difference of two gains a question, by resampling the questions: both methods answered
 * the same ones, so what makes a question hard for both falls out.
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, percentile method.
 */
export function pairedInterval(ours: Float64Array, theirs: Float64Array, seed: number): Interval {
  const random = seeded(seed, 'bootstrap')
  const n = ours.length
  if (n === 0) return { low: 0, high: 0 }
  const difference = ours.map((gain, q) => gain - theirs[q]!)
  const means = new Float64Array(RESAMPLES)
  for (let r = 0; r < RESAMPLES; r++) {
    let sum = 0
    for (let k = 0; k < n; k++) sum += difference[below(random, n)]!
    means[r] = sum / n
  }
  means.sort()
  return { low: means[Math.floor(0.025 * RESAMPLES)]!, high: means[Math.ceil(0.975 * RESAMPLES) - 1]! }
}

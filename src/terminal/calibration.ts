import type { CalibrationBucket } from '../evaluate/metrics/calibration.ts'
import { table } from './table.ts'

/** What became of the confidence that shoppers read, a row a bucket. */
export function calibrationText(buckets: readonly CalibrationBucket[]): string {
  if (buckets.length === 0) return ''
  const percent = (share: number) => (100 * share).toFixed(1)
  const head = ['shown, %', 'pairs', 'mean', 'held out, %', '95 %']
  const rows = buckets.map(({ from, to, pairs, shown, held, low, high }) => [
    `${Math.round(100 * from)}–${Math.round(100 * to)}`,
    pairs,
    percent(shown),
    percent(held),
    `${percent(low)} … ${percent(high)}`,
  ])
  return `\nconfidence: what is shown, and how much of it held\n${table([head, ...rows], 2)}`
}

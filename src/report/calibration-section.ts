import type { CalibrationBucket } from '../evaluate/metrics/calibration.ts'
import { calibrationPlot } from './calibration-plot.ts'
import { type Html, html } from './html.ts'
import type { Plotting } from './plotting.ts'
import { table } from './table.ts'
import { percent, spelled, whole } from './words.ts'

/** The bucket that stands for all: common enough to be counted well, high enough to be read. */
const HEADLINE = 0.3

/** What became of the confidence that shoppers read: a sentence, a plot, a table. */
export function calibrationSection(
  plotting: Plotting,
  buckets: readonly CalibrationBucket[],
  numWindows: number,
): Html {
  const windows = numWindows === 1 ? 'the test window' : `the ${spelled(numWindows)} test windows`
  if (buckets.length === 0) {
    return html`<section>
<h2>Does the shown confidence hold?</h2>
<p>No pair that would be shown has the evidence to be told and was tried in ${windows}.</p>
</section>
`
  }
  const rows = buckets.map(bucket => ({
    name: range(bucket),
    isOurs: bucket.from === HEADLINE,
    cells: [
      whole(bucket.pairs),
      percent(bucket.shown),
      percent(bucket.held),
      `${percent(bucket.low)} – ${percent(bucket.high)}`,
    ],
  }))
  return html`<section>
<h2>Does the shown confidence hold?</h2>
<p class="lead">${headline(buckets, windows)}</p>
<p>“38&nbsp;% of buyers also bought this” is counted from past orders. Here it is compared with later ones: of all orders in
${windows} with the first item, how many held the second? Only pairs that a list of ten would show, and with at least
five joint orders; below that no share is told.</p>
<div class="beside">
${calibrationPlot(plotting, buckets)}
${table('Pairs by the confidence shown', ['shown', 'pairs', 'shown, mean', 'held', '95 % interval'], rows)}
</div>
<p class="note">The means are over the test orders with the first item, so that both columns speak of the same shoppers.
What is shown is picked for being high, so it is to be expected that a little less comes true.</p>
</section>
`
}

/** The headline figure, in words. */
export function headline(buckets: readonly CalibrationBucket[], windows: string): string {
  const bucket = buckets.find(({ from }) => from === HEADLINE)
  if (!bucket) return `No pair was shown with 30–40\u00a0% confidence and tried in ${windows}.`
  const { held, low, high, pairs } = bucket
  return `Among pairs shown with 30–40\u00a0% confidence, ${percent(held)} held in ${windows} (95 % interval ${percent(low)} to ${percent(high)}, ${whole(pairs)} pairs).`
}

function range({ from, to }: CalibrationBucket): string {
  return `${Math.round(100 * from)}–${Math.round(100 * to)}\u00a0%`
}

import type { SegmentTrials } from '../evaluate/segments.ts'
import { type Html, html } from './html.ts'
import { interval } from './methods-table.ts'
import { table } from './table.ts'
import { percent, whole } from './words.ts'

/** What knowing the moment and the audience adds; nothing where the orders tell neither. */
export function segmentsSection(trials: SegmentTrials): Html {
  const kinds = Object.entries(trials)
  if (kinds.length === 0) return html``
  const rows = kinds.map(([kind, { kept, hitRate10With, hitRate10Without, gain }]) => ({
    name: kind,
    cells: [
      percent(hitRate10With, 2),
      percent(hitRate10Without, 2),
      interval(gain, 2, 100),
      kept ? 'kept' : 'left out',
    ],
  }))
  const head = ['', 'hit rate @10 with', 'without', 'gain, points', 'a build has it']
  return html`<section>
<h2>Does it help to know when, and who?</h2>
<p>Pages of the last window, re-ranked by what sells in the month, on the weekday, at the hour and to the audience of each order. ${whole(kinds[0]![1].questions)} questions.</p>
${table('Re-ranking by segment; intervals are 95 %, paired by question', head, rows)}
</section>
`
}

import type { SegmentTrials } from '../evaluate/segments.ts'
import { table } from './table.ts'

/** What each kind of segments does for held-out pages, as lines to print; none where none was tried. */
export function segmentsText(trials: SegmentTrials | undefined): string[] {
  const rows = Object.entries(trials ?? {}).map(([kind, trial]) => [
    kind,
    trial.kept ? 'kept' : 'left out',
    `hit rate at 10 ${trial.hitRate10With.toFixed(4)} with, ${trial.hitRate10Without.toFixed(4)} without`,
    `gain ${trial.gain.low.toFixed(4)} to ${trial.gain.high.toFixed(4)}`,
  ])
  return rows.length === 0 ? [] : ['segments, on held-out orders\n', table(rows, 2)]
}

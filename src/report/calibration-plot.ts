import type { CalibrationBucket } from '../evaluate/metrics/calibration.ts'
import type { Html } from './html.ts'
import { figure, type Plotting } from './plotting.ts'
import { percent, whole } from './words.ts'

/** Held share against shown confidence: on the diagonal, what is shown is what comes true. */
export function calibrationPlot(plotting: Plotting, buckets: readonly CalibrationBucket[]): Html {
  const points = buckets.map(({ shown, held, low, high, pairs }) => ({
    shown: 100 * shown,
    held: 100 * held,
    low: 100 * low,
    high: 100 * high,
    title: `shown ${percent(shown)}, held ${percent(held)}, ${whole(pairs)} pairs`,
  }))
  const caption =
    'On the diagonal, what is shown is what comes true; below it, less does. Bars: 95 % intervals.'
  return figure(
    plotting,
    { label: 'Share that held against the confidence shown', caption, widths: { wide: 420, narrow: 340 } },
    (width, isNarrow) => {
      const { Plot } = plotting
      const axis = { domain: [0, 100], grid: true, ticks: isNarrow ? 5 : 10 }
      return {
        height: width,
        marginTop: 28,
        marginBottom: 42,
        marginLeft: 44,
        x: { ...axis, label: 'confidence shown, %' },
        y: { ...axis, label: 'held in the test window, %' },
        marks: [
          Plot.link([0], { x1: 0, y1: 0, x2: 100, y2: 100, stroke: 'var(--others)', strokeDasharray: '4 4' }),
          Plot.ruleX(points, { x: 'shown', y1: 'low', y2: 'high', stroke: 'var(--ours)', strokeWidth: 1.5 }),
          Plot.line(points, { x: 'shown', y: 'held', stroke: 'var(--ours)', strokeOpacity: 0.4 }),
          Plot.dot(points, { x: 'shown', y: 'held', r: 4, fill: 'var(--ours)', title: 'title' }),
        ],
      }
    },
  )
}

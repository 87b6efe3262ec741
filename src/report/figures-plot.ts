import type { TaskResult } from '../evaluate/task-result.ts'
import type { Html } from './html.ts'
import { figure, type Plotting } from './plotting.ts'

/** Height of a method: its name, its bar below. */
const ROW = 36
const NAME = 20
const HEADING = 30

/** A bar a method for each metric. */
export function figuresPlot(plotting: Plotting, { task, methods }: TaskResult): Html {
  const metrics = Object.keys(methods[0]?.figures ?? {})
  const bars = methods.flatMap(({ method, figures }, m) =>
    metrics.map(metric => ({ method, metric, value: figures[metric]!, isOurs: m === 0 })),
  )
  const most = Math.max(...bars.map(({ value }) => value), 0.01)
  return figure(
    plotting,
    {
      label: `Figures of each method, ${task}`,
      caption: 'Longer is better; ours in colour.',
      widths: { wide: 880, narrow: 350 },
    },
    width => {
      const { Plot } = plotting
      const rows = ROW * methods.length
      return {
        height: 20 + metrics.length * (rows + HEADING) + 30,
        marginTop: 20,
        marginLeft: 12,
        marginRight: 60, // a figure is written behind its bar
        x: { domain: [0, most], label: null, ticks: width / 150, grid: true },
        y: { domain: methods.map(({ method }) => method), axis: null, padding: 0 },
        fy: { domain: metrics, axis: null, paddingInner: HEADING / (rows + HEADING), paddingOuter: 0 },
        color: { type: 'identity' },
        marks: [
          Plot.text(metrics, {
            fy: metric => metric,
            text: metric => metric,
            frameAnchor: 'top-left',
            dy: -15,
            fontWeight: 700,
          }),
          Plot.text(bars, {
            x: 0,
            y: 'method',
            fy: 'metric',
            text: 'method',
            textAnchor: 'start',
            dy: -8,
            fill: bar => (bar.isOurs ? 'var(--ours)' : 'var(--ink)'),
            stroke: 'var(--paper)',
            strokeWidth: 3,
          }),
          Plot.barX(bars, {
            x: 'value',
            y: 'method',
            fy: 'metric',
            insetTop: NAME,
            insetBottom: 4,
            fill: bar => (bar.isOurs ? 'var(--ours)' : 'var(--others)'),
            title: bar => `${bar.method}, ${bar.metric}: ${bar.value.toFixed(4)}`,
          }),
          Plot.text(bars, {
            x: 'value',
            y: 'method',
            fy: 'metric',
            text: bar => bar.value.toFixed(4),
            textAnchor: 'start',
            dx: 5,
            dy: 8,
          }),
        ],
      }
    },
  )
}

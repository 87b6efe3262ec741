import type { TaskResult } from '../evaluate/task-result.ts'
import type { Html } from './html.ts'
import { figure, type Plotting } from './plotting.ts'

const ROW = 20

/** A bar a method for each metric. */
export function figuresPlot(plotting: Plotting, { task, methods }: TaskResult): Html {
  const metrics = Object.keys(methods[0]?.figures ?? {})
  const bars = methods.flatMap(({ method, figures }, m) =>
    metrics.map(metric => ({ method, metric, value: figures[metric]!, isOurs: m === 0 })),
  )
  const letters = Math.max(...methods.map(({ method }) => method.length))
  return figure(
    plotting,
    {
      label: `Figures of each method, ${task}`,
      caption: 'Longer is better; ours in colour.',
      widths: { wide: 880, narrow: 350 },
    },
    (_, isNarrow) => {
      const { Plot } = plotting
      return {
        height: 40 + metrics.length * (methods.length * ROW + 14),
        marginLeft: isNarrow ? 150 : Math.min(360, 16 + 6.6 * letters),
        marginRight: 76,
        x: {
          domain: [0, Math.max(...bars.map(({ value }) => value), 0.01)],
          label: null,
          ticks: 4,
          grid: true,
        },
        y: { domain: methods.map(({ method }) => method), label: null, tickSize: 0 },
        fy: { domain: metrics, label: null, padding: 0.12 },
        color: { type: 'identity' },
        marks: [
          Plot.axisY({ tickSize: 0, lineWidth: isNarrow ? 12 : 32, textOverflow: 'ellipsis-end' }),
          Plot.barX(bars, {
            x: 'value',
            y: 'method',
            fy: 'metric',
            fill: bar => (bar.isOurs ? 'var(--ours)' : 'var(--others)'),
            title: bar => `${bar.method}, ${bar.metric}: ${bar.value.toFixed(4)}`,
          }),
          Plot.text(bars, {
            x: 'value',
            y: 'method',
            fy: 'metric',
            text: bar => bar.value.toFixed(4),
            dx: 4,
            textAnchor: 'start',
          }),
        ],
      }
    },
  )
}

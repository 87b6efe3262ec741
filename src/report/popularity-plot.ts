import type { ProtocolResult } from '../evaluate/evaluation.ts'
import { leaders } from '../evaluate/leaders.ts'
import { type Html, html } from './html.ts'
import { spread } from './place-labels.ts'
import { figure, type Plotting } from './plotting.ts'
import { ordersRange, percent, whole } from './words.ts'

const MARGIN = { top: 28, left: 44 }
const HEIGHT = 440
/** Below so many questions a point is drawn hollow. */
const FEW = 50
const COLOURS = ['var(--ours)', 'var(--first)', 'var(--second)', 'var(--third)']

/** Hit rate at 10 by the orders of the item looked for: ours and the best three others in colour, the rest behind. */
export function popularityPlot(plotting: Plotting, { byPopularity, methods }: ProtocolResult): Html {
  if (byPopularity.length === 0) return html``
  const emphasised = leaders(methods, 3).map(({ method }) => method)
  const names = byPopularity.map(({ fromOrders, toOrders }) => ordersRange(fromOrders, toOrders))
  const points = methods.flatMap(({ method }) =>
    byPopularity.map(({ questions, hitRate }, k) => ({
      method,
      bucket: k,
      value: 100 * hitRate[method]!,
      isFew: questions < FEW,
      title: `${method}, ${names[k]} orders: ${percent(hitRate[method]!)} of ${whole(questions)} questions`,
    })),
  )
  // Ours last: it lies on top.
  const shown = emphasised.toReversed().flatMap(method => points.filter(p => p.method === method))
  const most = Math.max(...shown.map(p => p.value), 1)
  const colourOf = (p: { readonly method: string }) => COLOURS[emphasised.indexOf(p.method)]!
  const caption =
    `From rarities on the left to best sellers on the right. Hollow points stand for fewer than ${FEW} questions: ` +
    'they may be chance. Grey lines, cut off at the top: the other methods; their figures are below.'
  return figure(
    plotting,
    {
      label: 'Hit rate at 10 by the training orders of the item looked for, by method',
      caption,
      widths: { wide: 880, narrow: 350 },
    },
    (width, isNarrow) => {
      const { Plot } = plotting
      const marginBottom = isNarrow ? 88 : 62
      const letters = Math.max(...emphasised.map(name => name.length))
      const marginRight = Math.min(0.4 * width, 18 + 6.6 * letters)
      const y = { domain: [0, 1.05 * most], range: [HEIGHT - marginBottom, MARGIN.top] }
      const scale = Plot.scale({ y })
      const ends = emphasised.map(method => shown.findLast(p => p.method === method)!)
      const heights = spread(
        ends.map(p => scale.apply(p.value)),
        15,
        MARGIN.top,
        HEIGHT - marginBottom,
      )
      const labels = ends.map((p, i) => ({ ...p, labelY: scale.invert!(heights[i]!) }))
      const tick = (k: number) =>
        isNarrow ? names[k]! : `${names[k]!}\nn ${whole(byPopularity[k]!.questions)}`
      return {
        height: HEIGHT,
        marginTop: MARGIN.top,
        marginRight,
        marginBottom,
        marginLeft: MARGIN.left,
        x: {
          type: 'point',
          domain: [...names.keys()],
          tickFormat: tick,
          tickRotate: isNarrow ? -65 : 0,
          label: `training orders of the item looked for${isNarrow ? '' : '; n questions'}`,
          labelAnchor: 'center',
          labelOffset: isNarrow ? 80 : 50,
          padding: 0.3,
        },
        y: { ...y, label: 'hit rate@10, %', grid: true },
        color: { type: 'identity' },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--line)' }),
          Plot.line(
            // Grey lines end where they would run out at the top: popularity finds every best seller and nothing else.
            points.filter(p => !emphasised.includes(p.method) && p.value <= most),
            { x: 'bucket', y: 'value', z: 'method', stroke: 'var(--faint)', title: 'method' },
          ),
          Plot.line(shown, {
            x: 'bucket',
            y: 'value',
            z: 'method',
            stroke: colourOf,
            strokeWidth: 1.8,
          }),
          Plot.dot(shown, {
            x: 'bucket',
            y: 'value',
            r: isNarrow ? 2.5 : 3.5,
            stroke: colourOf,
            strokeWidth: 1.8,
            fill: p => (p.isFew ? 'var(--paper)' : colourOf(p)),
            title: 'title',
          }),
          ...labels.map((label, m) =>
            Plot.text([label], {
              x: 'bucket',
              y: 'labelY',
              text: 'method',
              dx: 10,
              textAnchor: 'start',
              fill: COLOURS[m]!,
              fontWeight: m === 0 ? 700 : 400,
            }),
          ),
        ],
      }
    },
  )
}

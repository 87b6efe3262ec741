import type { MethodResult } from '../evaluate/evaluation.ts'
import type { Html } from './html.ts'
import { placeLabels } from './place-labels.ts'
import { figure, type Plotting } from './plotting.ts'
import { percent } from './words.ts'

const MARGIN = { top: 28, right: 16, bottom: 44, left: 48 }
/** Pixels a letter at 12 px, rather too many than too few: no font is at hand to measure. */
const LETTER = 6.6

/** Hit rate against coverage at 10, a labelled point a method: how often a list is right, how much of the shop it shows. */
export function coveragePlot(plotting: Plotting, methods: readonly MethodResult[]): Html {
  const caption =
    'Up is better: the item looked for is among the ten shown. Right is better: more of the assortment is ever shown.'
  return figure(
    plotting,
    {
      label: 'Hit rate at 10 against coverage at 10, by method',
      caption,
      widths: { wide: 880, narrow: 350 },
    },
    (width, isNarrow) => {
      const { Plot } = plotting
      const height = isNarrow ? 400 : 460
      const frame = {
        left: MARGIN.left,
        right: width - MARGIN.right,
        top: MARGIN.top,
        bottom: height - MARGIN.bottom,
      }
      const x = { domain: around(methods.map(m => 100 * m.coverage10)), range: [frame.left, frame.right] }
      const y = { domain: around(methods.map(m => 100 * m.hitRate10)), range: [frame.bottom, frame.top] }
      const [scaleX, scaleY] = [Plot.scale({ x }), Plot.scale({ y })]
      const points = methods.map((m, i) => ({
        name: m.method,
        isOurs: i === 0,
        x: 100 * m.coverage10,
        y: 100 * m.hitRate10,
        title: `${m.method}: hit rate ${percent(m.hitRate10, 2)}, coverage ${percent(m.coverage10)}`,
      }))
      const places = placeLabels(
        points.map(p => ({ x: scaleX.apply(p.x), y: scaleY.apply(p.y), width: LETTER * p.name.length + 4 })),
        frame,
      )
      const labels = points.map((p, i) => ({
        ...p,
        labelX: scaleX.invert!(places[i]!.x),
        labelY: scaleY.invert!(places[i]!.y),
        isFar: places[i]!.isFar,
      }))
      const colour = (p: { isOurs: boolean }) => (p.isOurs ? 'var(--ours)' : 'var(--others)')
      return {
        height,
        marginTop: MARGIN.top,
        marginRight: MARGIN.right,
        marginBottom: MARGIN.bottom,
        marginLeft: MARGIN.left,
        x: { ...x, label: 'coverage@10, % of the items', grid: true, ticks: isNarrow ? 4 : 8 },
        y: { ...y, label: 'hit rate@10, %', grid: true },
        marks: [
          Plot.link(
            labels.filter(p => p.isFar),
            { x1: 'x', y1: 'y', x2: 'labelX', y2: 'labelY', stroke: 'var(--line)' },
          ),
          Plot.dot(labels, {
            x: 'x',
            y: 'y',
            r: p => (p.isOurs ? 7 : 5),
            fill: colour,
            title: 'title',
          }),
          ...[false, true].map(isOurs =>
            Plot.text(
              labels.filter(p => p.isOurs === isOurs),
              {
                x: 'labelX',
                y: 'labelY',
                text: 'name',
                fill: isOurs ? 'var(--ours)' : 'var(--ink)',
                stroke: 'var(--paper)',
                strokeWidth: 3,
                fontWeight: isOurs ? 700 : 400,
              },
            ),
          ),
        ],
        r: { type: 'identity' },
        color: { type: 'identity' },
      }
    },
  )
}

/** From the least to the greatest value with some air, never below 0. */
function around(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const air = 0.08 * (high - low) || 1
  return [Math.max(0, low - air), high + air]
}

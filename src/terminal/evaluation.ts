import type { Evaluation, MethodResult } from '../evaluate/evaluation.ts'
import type { Interval } from '../evaluate/metrics/bootstrap.ts'
import type { TaskResult } from '../evaluate/task-result.ts'
import { byPopularityText } from './by-popularity.ts'
import { calibrationText } from './calibration.ts'
import { segmentsText } from './segments.ts'
import { table } from './table.ts'

const HEAD = [
  '',
  'HR@10',
  'HR@20',
  'MRR@20',
  'nDCG@20',
  'tail',
  'stratified',
  'coverage',
  'ours − theirs, HR@10',
]

const SPLIT: { readonly [S in Evaluation['splitBy']]: string } = {
  time: 'split by time',
  customer: "the orders have no dates: each customer's last order is held out",
  file: 'the orders have no dates: split in the order of the file',
}

/** The tables of an evaluation, a protocol each. */
export function evaluationText({ splitBy, windows, protocols, calibration, segments }: Evaluation): string {
  const splits = windows.map(
    ({ trainOrders, testOrders, coldShare }) =>
      `  ${trainOrders} orders to learn from, the next ${testOrders} held out, ${(100 * coldShare).toFixed(1)} % of their lines of items never sold before\n`,
  )
  return [
    `${SPLIT[splitBy]}\n`,
    ...splits,
    ...windows.map(({ choice }, w) => `  window ${w + 1}, recipe: ${choiceText(choice)}\n`),
    ...protocols.flatMap(result => [
      `\n${result.protocol}: ${result.queries} questions, full ranking\n`,
      table(methodRows(result.methods), 2),
      byPopularityText(result),
    ]),
    calibrationText(calibration),
    '\n',
    ...segmentsText(segments),
  ].join('')
}

/** How the recipes were come by, and what is in them. */
function choiceText({ how, recipes: { page, cart } }: Evaluation['windows'][number]['choice']): string {
  const { maxNeighbours, maxPerCategory, z, ...chosen } = { ...page, ...cart }
  const values = Object.entries(chosen).map(([name, value]) => `${name} ${value}`)
  return `${how}: ${values.join(', ')}`
}

/** A row a method; the columns of product pages only where they were judged. */
function methodRows(methods: readonly MethodResult[]): string[][] {
  const pageColumns = ([title, figure]: PageColumn) =>
    methods.some(method => method[figure] !== undefined) ? [title] : []
  return [HEAD.toSpliced(-1, 0, ...PAGE_COLUMNS.flatMap(pageColumns)), ...methods.map(row)]
}

type PageColumn = readonly [string, 'contamination10' | 'typeDiversity10']
const PAGE_COLUMNS: readonly PageColumn[] = [
  ['substitutes', 'contamination10'],
  ['types', 'typeDiversity10'],
]

function row(result: MethodResult): string[] {
  const { hitRate10, hitRate20, mrr20, ndcg20, tailHitRate10, stratifiedHitRate10, coverage10 } = result
  const figures = [hitRate10, hitRate20, mrr20, ndcg20, tailHitRate10, stratifiedHitRate10, coverage10]
  for (const [, figure] of PAGE_COLUMNS) if (result[figure] !== undefined) figures.push(result[figure])
  return [result.method, ...figures.map(figure => figure.toFixed(4)), intervalText(result.against?.hitRate10)]
}

function signed(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(4)}`
}

/** The table of another task: a row a method, a column a metric. */
export function taskText({ task, questions, notes, methods }: TaskResult): string {
  const metrics = Object.keys(methods[0]!.figures)
  const compared = Object.keys(methods.at(-1)!.against ?? {})
  const head = ['', ...metrics, ...compared.map(metric => `ours − theirs, ${metric}`)]
  const rows = methods.map(({ method, figures, against }) => [
    method,
    ...metrics.map(metric => figures[metric]!.toFixed(4)),
    ...compared.map(metric => intervalText(against?.[metric])),
  ])
  return [
    `${task}: ${questions} questions\n`,
    ...notes.map(note => `  ${note}\n`),
    table([head, ...rows], 2),
  ].join('')
}

function intervalText(interval: Interval | undefined): string {
  return interval ? `${signed(interval.low)} … ${signed(interval.high)}` : ''
}

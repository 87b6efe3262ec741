import type { Evaluation, MethodResult } from '../evaluate/evaluate.ts'
import type { Interval } from '../evaluate/metrics/bootstrap.ts'
import type { TaskResult } from '../evaluate/task-result.ts'
import { byPopularityText } from './by-popularity.ts'
import { calibrationText } from './calibration.ts'
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
export function evaluationText({ splitBy, windows, protocols, calibration }: Evaluation): string {
  const splits = windows.map(
    ({ trainOrders, testOrders, coldShare }) =>
      `  ${trainOrders} orders to learn from, the next ${testOrders} held out, ${(100 * coldShare).toFixed(1)} % of their lines of items never sold before\n`,
  )
  return [
    `${SPLIT[splitBy]}\n`,
    ...splits,
    ...protocols.flatMap(result => [
      `\n${result.protocol}: ${result.queries} questions, full ranking\n`,
      table(methodRows(result.methods), 2),
      byPopularityText(result),
    ]),
    calibrationText(calibration),
  ].join('')
}

/** A row a method; the column of what is amiss only where it was judged. */
function methodRows(methods: readonly MethodResult[]): string[][] {
  const isJudged = methods.some(({ contamination10 }) => contamination10 !== undefined)
  const head = isJudged ? HEAD.toSpliced(-1, 0, 'substitutes') : HEAD
  return [head, ...methods.map(row)]
}

function row(result: MethodResult): string[] {
  const { hitRate10, hitRate20, mrr20, ndcg20, tailHitRate10, stratifiedHitRate10, coverage10 } = result
  const { contamination10, against } = result
  const figures = [hitRate10, hitRate20, mrr20, ndcg20, tailHitRate10, stratifiedHitRate10, coverage10]
  if (contamination10 !== undefined) figures.push(contamination10)
  return [result.method, ...figures.map(figure => figure.toFixed(4)), intervalText(against?.hitRate10)]
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

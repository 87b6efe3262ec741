import type { Evaluation, MethodResult } from '../evaluate/evaluate.ts'
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

/** The tables of an evaluation, a protocol each. */
export function evaluationText({ isDated, windows, protocols }: Evaluation): string {
  const splits = windows.map(
    ({ trainOrders, testOrders, coldShare }) =>
      `  ${trainOrders} orders to learn from, the next ${testOrders} held out, ${(100 * coldShare).toFixed(1)} % of their lines of items never sold before\n`,
  )
  return [
    isDated ? 'split by time\n' : 'the orders have no dates: split in the order of the file\n',
    ...splits,
    ...protocols.flatMap(({ protocol, queries, methods }) => [
      `\n${protocol}: ${queries} questions, full ranking\n`,
      table([HEAD, ...methods.map(row)], 2),
    ]),
  ].join('')
}

function row(result: MethodResult): string[] {
  const { hitRate10, hitRate20, mrr20, ndcg20, tailHitRate10, stratifiedHitRate10, coverage10, against } =
    result
  const figures = [hitRate10, hitRate20, mrr20, ndcg20, tailHitRate10, stratifiedHitRate10, coverage10]
  const interval = against ? `${signed(against.hitRate10.low)} … ${signed(against.hitRate10.high)}` : ''
  return [result.method, ...figures.map(figure => figure.toFixed(4)), interval]
}

function signed(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(4)}`
}

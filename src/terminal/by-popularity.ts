import type { ProtocolResult } from '../evaluate/evaluation.ts'
import { leaders } from '../evaluate/leaders.ts'
import { table } from './table.ts'

/** Hit rate by the popularity of the item looked for: ours and the best three others, a row a bucket. */
export function byPopularityText({ byPopularity, methods }: ProtocolResult): string {
  if (byPopularity.length === 0) return ''
  const names = leaders(methods, 3).map(({ method }) => method)
  const rows = byPopularity.map(({ fromOrders, toOrders, questions, hitRate }) => [
    `${fromOrders}–${toOrders}`,
    questions,
    ...names.map(name => hitRate[name]!.toFixed(4)),
  ])
  return `\n  HR@10 by orders of the item looked for\n${table([['orders', 'questions', ...names], ...rows], 2)}`
}

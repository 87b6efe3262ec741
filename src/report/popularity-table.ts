import type { ProtocolResult } from '../evaluate/evaluation.ts'
import { type Html, html } from './html.ts'
import { figureCells, table } from './table.ts'
import { whole } from './words.ts'

/** Hit rates of all methods by the orders of the item looked for, folded away. */
export function popularityTable({ byPopularity, methods, protocol }: ProtocolResult): Html {
  if (byPopularity.length === 0) return html``
  const cells = figureCells(
    methods.map(({ method }) => byPopularity.map(({ hitRate }) => hitRate[method]!)),
    value => (100 * value).toFixed(1),
  )
  const head = [
    'method',
    ...byPopularity.map(({ fromOrders, toOrders }) => `${whole(fromOrders)}–${whole(toOrders)}`),
  ]
  const rows = methods.map(({ method }, m) => ({ name: method, isOurs: m === 0, cells: cells[m]! }))
  const questions = { name: 'questions', cells: byPopularity.map(bucket => whole(bucket.questions)) }
  const caption = `Hit rate@10 in % by training orders of the item looked for, ${protocol}`
  return html`<details><summary>All methods in figures</summary>
${table(caption, head, [questions, ...rows])}</details>
`
}

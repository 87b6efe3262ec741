/*
 * Why a row of an order file is no order line. Decided by one expression for every row as it is read; the number of
 * a fault is its place in this list, from 1, and stands in the line table.
 */

export type Kind = 'rejected' | 'set-aside'

export type Fault = {
  readonly kind: Kind
  /** How the report counts it. */
  readonly reason: string
  /** When a row has it, as SQL on the typed columns. */
  readonly when: string
  /** The column whose value is to blame. */
  readonly value?: string
  /** The reason of one row where it names the value, else as `reason`. */
  readonly sentence?: string
}

export const FAULTS: readonly Fault[] = [
  { kind: 'rejected', reason: 'the line is not a JSON object', when: 'is_unreadable' },
  { kind: 'rejected', reason: 'order_id is empty', when: 'order_id is null' },
  { kind: 'rejected', reason: 'item_id is empty', when: 'item_id is null' },
  notA('quantity', 'number'),
  notA('ordered_at', 'date'),
  notA('unit_price', 'number'),
  { kind: 'set-aside', reason: 'the order is cancelled', when: 'is_cancelled' },
  { kind: 'set-aside', reason: 'quantity is negative', when: 'quantity < 0', value: 'quantity_raw::varchar' },
  { kind: 'set-aside', reason: 'quantity is zero', when: 'quantity = 0', value: 'quantity_raw::varchar' },
  {
    kind: 'set-aside',
    reason: 'unit_price is negative',
    when: 'unit_price < 0',
    value: 'unit_price_raw::varchar',
  },
  {
    kind: 'set-aside',
    reason: 'unit_price is zero',
    when: 'unit_price = 0',
    value: 'unit_price_raw::varchar',
  },
]

export function notA(column: string, what: string): Fault {
  return {
    kind: 'rejected',
    reason: `${column} is not a ${what}`,
    when: `${column} is null and ${column}_raw is not null`,
    value: `${column}_raw::varchar`,
    sentence: `'${column} "' || ${column}_raw::varchar || '" is not a ${what}'`,
  }
}

/** SQL: the number of the first fault that a typed row has, null where it has none. */
export function firstFault(faults: readonly Fault[]): string {
  return `case ${faults.map(({ when }, i) => `when ${when} then ${i + 1}`).join(' ')} end::utinyint`
}

/** SQL: what a row's fault says, by its number. */
export function byFault(faults: readonly Fault[], say: (fault: Fault) => string): string {
  return `case fault ${faults.map((fault, i) => `when ${i + 1} then ${say(fault)}`).join(' ')} end`
}

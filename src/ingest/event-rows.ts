import { EVENT_KINDS } from '../build/events.ts'
import { text } from './duckdb.ts'
import { EVENT_FAULTS } from './event-faults.ts'
import { EVENT_COLUMNS, EVENT_NAMES, type EventColumn, type EventShape } from './event-shapes.ts'
import { firstFault } from './faults.ts'
import { idText, instant, type Reading, rowOf } from './lines.ts'
import { currencyNamed } from './money.ts'
import { IS_PRICE } from './offers.ts'
import type { Match } from './recognise.ts'
import { read, type Source } from './source.ts'
import type { Style } from './style.ts'

/** An event file that was recognised. */
export type EventFile = {
  readonly source: Source
  readonly shape: EventShape
  readonly at: Match<EventColumn>['at']
  readonly style: Style
  /** The currency of prices that carry none, where the operator named one. */
  readonly currency?: string | undefined
}

/**
 * SQL: every row of an event file as an event, `fault` the number of its first fault. A price of zero is none.
 *
 *   the file's columns → ours, as they are → typed → judged
 */
export function eventsSql(file: EventFile, reading: Reading = {}): string {
  return `select * replace (if(${IS_PRICE}, price, null) as price), ${firstFault(EVENT_FAULTS)} as fault
    from (${typed(file, ourColumns(file, reading))})`
}

function typed({ source, shape, at, style, currency }: EventFile, ours: string): string {
  const typeOf = (column: EventColumn) => source.columns.find(({ name }) => name === at[column])?.type
  const isTextPrice = typeOf('price') === 'VARCHAR'
  const named = currencyNamed(at.price ?? '')
  const currencies = [
    'upper(currency)',
    isTextPrice && 'currency_code(price)',
    named && text(named),
    currency && text(currency),
    isTextPrice && 'currency_sign(price)',
  ]
  const { other, ...names } = shape.names ?? EVENT_NAMES
  const isOneOf = (words: readonly string[]) => `word in (${words.map(text).join(', ')})`
  const kinds = EVENT_KINDS.map((kind, i) => `when ${isOneOf(names[kind])} then ${i}`)
  const session = shape.sessionsOfCustomer ? `customer_id || '/' || session_id` : 'session_id'
  const category = shape.levels ? `replace(category, ${text(shape.levels)}, ' > ')` : 'category'
  const mapped = EVENT_COLUMNS.filter(column => at[column] !== undefined)
  return `select row, ${session} as session_id, customer_id, item_id, event,
      case ${kinds.join(' ')} end::utinyint as kind, ${isOneOf(other)} as is_other,
      occurred_at as occurred_at_raw, ${instant('occurred_at', typeOf('occurred_at'), style)} as occurred_at,
      price as price_raw, ${isTextPrice ? `number(price, ${style.decimalComma})` : 'price::double'} as price,
      try_cast(coalesce(${currencies.filter(Boolean).join(', ')}) as currency_code)::varchar as currency,
      brand, coalesce(${category}, category_id) as category,
      ${source.format === 'jsonl' ? `coalesce(${mapped.join(', ')}) is null` : 'false'} as is_unreadable
    from (select *, regexp_replace(lower(event), '[^\\p{L}\\p{N}]', '', 'g') as word from (${ours}))`
}

/** Our columns by their names, ids and texts trimmed, absent ones null. */
function ourColumns({ source, at }: EventFile, reading: Reading): string {
  const ours = EVENT_COLUMNS.map(column => {
    const theirs = source.columns.find(({ name }) => name === at[column])
    if (!theirs) return `null::varchar as ${column}`
    if (theirs.type === 'VARCHAR') return `cell(${theirs.sql}) as ${column}`
    return `${TYPED.has(column) ? theirs.sql : idText(theirs)} as ${column}`
  })
  return `select ${rowOf(source, reading)} as row, ${ours.join(', ')} from ${read(source, reading.unparsed)}`
}

/** What keeps the type that it has in the file. */
const TYPED: ReadonlySet<EventColumn> = new Set(['occurred_at', 'price'])

import { composed } from './compose.ts'
import { customerColumns } from './customer-baskets.ts'
import { text } from './duckdb.ts'
import { FAULTS, firstFault } from './faults.ts'
import { filledDown } from './fill-down.ts'
import { type Match, partsOf } from './recognise.ts'
import { ORDER_COLUMNS, type OrderColumn } from './shapes.ts'
import { read, type Source, type Unparsed } from './source.ts'
import type { Style } from './style.ts'

/** An order file that was recognised. */
export type OrderFile = {
  readonly source: Source
  readonly match: Match<OrderColumn>
  readonly style: Style
  /** The currency of prices that carry none, where the operator named one. */
  readonly currency?: string | undefined
}

export type Reading = {
  readonly unparsed?: Unparsed
  /** Whether `row` is wanted: 1 for the first record that was not passed over. Needs db.inOrder. */
  readonly numbered?: boolean
}

/** Whether a file means something only in its own order, so that it has to be read numbered. */
export function needsOrder({ source, match }: OrderFile): boolean {
  return (
    source.format === 'baskets' || source.format === 'customer-baskets' || match.shape.fillDown !== undefined
  )
}

/**
 * SQL: every row of an order file as a line, `fault` the number of its first fault.
 *
 *   the file's columns → ours, as they are → filled down → typed → judged
 */
export function linesSql(file: OrderFile, reading: Reading = {}): string {
  return `select *, ${firstFault(FAULTS)} as fault from (${typed(file, spread(file, reading))})`
}

const CANCELLED = '^(voided|refunded|cancell?ed|キャンセル|返品)'
const NUMERIC = /INT|DECIMAL|FLOAT|DOUBLE/

function typed(file: OrderFile, ours: string): string {
  const { source, style } = file
  const { shape, at } = file.match
  const type = (column: OrderColumn) => source.columns.find(({ name }) => name === at[column])?.type
  const isText = (column: OrderColumn) => type(column) === 'VARCHAR'

  const number = (column: OrderColumn) =>
    isText(column) ? `number(${column}, ${style.decimalComma})` : `${column}::double`
  const currencies = [
    'upper(currency)',
    isText('unit_price') && 'currency_code(unit_price)',
    file.currency && text(file.currency),
    shape.currency && text(shape.currency),
    isText('unit_price') && 'currency_sign(unit_price)',
  ]
  const cancelled = [
    at.status && `regexp_matches(status, '(?i)${CANCELLED}')`,
    shape.cancelled && `regexp_matches(order_id, '${shape.cancelled}')`,
  ]
  const mapped = ORDER_COLUMNS.filter(column => partsOf(file.match, column).length > 0)
  const fallback = (column: OrderColumn) =>
    shape.fallback?.[column] ? `coalesce(${column}, ${shape.fallback[column]})` : column
  return `select row, order_id, ${fallback('item_id')} as item_id, title, customer_id, segment,
      number(cart_position::varchar, ${style.decimalComma}) as cart_position,
      ordered_at as ordered_at_raw, ${instant('ordered_at', type('ordered_at'), style)} as ordered_at,
      quantity as quantity_raw, ${number('quantity')} as quantity,
      unit_price as unit_price_raw, ${number('unit_price')} as unit_price,
      try_cast(coalesce(${currencies.filter(Boolean).join(', ')}) as currency_code) as currency,
      coalesce(${[...cancelled.filter(Boolean), 'false'].join(' or ')}, false) as is_cancelled,
      ${source.format === 'jsonl' ? `coalesce(${mapped.join(', ')}) is null` : 'false'} as is_unreadable
    from (${ours})`
}

/** SQL: a column as TIMESTAMP, given the type that it has in the file. */
export function instant(column: string, type: string | undefined, style: Style): string {
  if (type === undefined || type === 'VARCHAR') return `instant(${column}::varchar, ${style.dayFirst})`
  if (NUMERIC.test(type)) return `counted_instant(${column}::double)`
  return `${column}::timestamp`
}

/** What stands only on an order's first row, on all its rows. */
function spread(file: OrderFile, reading: Reading): string {
  const columns = file.match.shape.fillDown?.filter(column => file.match.at[column] !== undefined)
  if (!columns) return ourColumns(file, reading)
  const withOrder = filledDown(ourColumns(file, { ...reading, numbered: true }), ['order_id'])
  return filledDown(withOrder, columns, 'order_id')
}

/** Our columns by their names, ids and texts trimmed, absent ones null. */
function ourColumns(file: OrderFile, reading: Reading): string {
  const { source, match } = file
  if (source.format === 'baskets') return basketColumns(file)
  if (source.format === 'customer-baskets') return customerColumns(read(source))
  const ours = ORDER_COLUMNS.map(column => {
    const parts = partsOf(match, column).map(part => source.columns.find(({ name }) => name === part)!)
    if (parts.length > 1) return `${composed(column, parts)} as ${column}`
    const [theirs] = parts
    if (!theirs) return `null as ${column}`
    return `${theirs.type === 'VARCHAR' ? `cell(${theirs.sql})` : asIs(column, theirs)} as ${column}`
  })
  const order = partsOf(match, 'order_id').length === 0 ? "customer_id || '/' || order_number" : 'order_id'
  return `select * replace (${order} as order_id)
    from (select ${rowOf(source, reading)} as row, ${ours.join(', ')} from ${read(source, reading.unparsed)})`
}

/** A typed column: ids become text. */
function asIs(column: OrderColumn, { sql, type }: { sql: string; type: string }): string {
  return ID_COLUMNS.has(column) ? idText({ sql, type }) : sql
}

/** SQL: a typed column of ids as text; whole numbers lose the .0 that spreadsheets give them. */
export function idText({ sql, type }: { sql: string; type: string }): string {
  return /FLOAT|DOUBLE/.test(type) ? `regexp_replace(${sql}::varchar, '\\.0$', '')` : `${sql}::varchar`
}

const ID_COLUMNS: ReadonlySet<OrderColumn> = new Set([
  'order_id',
  'item_id',
  'customer_id',
  'order_number',
  'title',
  'currency',
  'status',
  'segment',
])

export function rowOf(source: Source, { numbered = false }: Reading): string {
  if (!numbered) return 'null'
  return source.format === 'parquet' ? 'file_row_number + 1' : 'row_number() over ()'
}

/** A basket a line: its items in their order, each under an order id that keeps the lines' order. */
function basketColumns({ source }: OrderFile): string {
  const told: readonly OrderColumn[] = ['order_id', 'item_id', 'cart_position']
  const absent = ORDER_COLUMNS.filter(column => !told.includes(column))
  return `select * from (
      select row, format('{:04d}-{:010d}', ${source.number}, row) as order_id,
        trim(unnest(items)) as item_id, generate_subscripts(items, 1) as cart_position,
        ${absent.map(column => `null as ${column}`).join(', ')}
      from (select row_number() over () as row,
          string_split(ltrim(line, chr(65279)), ${text(source.delimiter!)}) as items from ${read(source)})
    ) where item_id <> ''`
}

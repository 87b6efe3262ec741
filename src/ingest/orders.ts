import { composableOf } from './compose.ts'
import { basketSeparator } from './csv.ts'
import type { Duckdb } from './duckdb.ts'
import { FAULTS } from './faults.ts'
import { linesSql, needsOrder, type OrderFile } from './lines.ts'
import { isUtf8, Misread, withMending } from './misread.ts'
import { type Match, recognise } from './recognise.ts'
import { loadKeepingMalformed } from './rejects.ts'
import { BASKETS, CUSTOMER_BASKETS, ORDER_COLUMNS, ORDER_SHAPES, type OrderColumn } from './shapes.ts'
import type { Source } from './source.ts'
import { type DateOrder, styleOf } from './style.ts'
import { notRecognised, sayUnmapped } from './unrecognised.ts'

/** What the operator says about the order files. */
export type OrderHints = {
  readonly map?: Readonly<Record<string, string>> | undefined
  readonly currency?: string | undefined
  readonly dates?: DateOrder | undefined
} & KeptColumns

/** Which columns the line table has besides. */
export type KeptColumns = {
  readonly withTitles: boolean
  readonly withCustomers: boolean
  readonly withCartOrder: boolean
  readonly withSegments: boolean
}

const COMPOSABLE = composableOf(ORDER_COLUMNS)

/**
 * Makes the empty table of order lines: a row of a file each, good or bad. Titles, customers and segments are left out where no
 * file has any: even when it holds nothing a column of titles takes 0.9 of 2.1 s with 10 M lines.
 */
export async function createLineTable(db: Duckdb, kept: KeptColumns): Promise<void> {
  const currencies = Intl.supportedValuesOf('currency').map(code => `'${code}'`)
  await db.run(`
    create type currency_code as enum (${currencies.join(', ')});
    create table line (file usmallint, order_id varchar, item_id varchar, ordered_at timestamp, unit_price double,
      currency currency_code, fault utinyint ${keptColumns(kept)
        .map(column => `, ${column} ${column === 'cart_position' ? 'double' : 'varchar'}`)
        .join('')})`)
}

function keptColumns({ withTitles, withCustomers, withCartOrder, withSegments }: KeptColumns): OrderColumn[] {
  const kept: { readonly [K in OrderColumn]?: boolean } = {
    title: withTitles,
    customer_id: withCustomers,
    cart_position: withCartOrder,
    segment: withSegments,
  }
  return ORDER_COLUMNS.filter(column => kept[column])
}

/** Finds our columns in a file's header; a file without one may hold a basket a line. */
export function recogniseOrders(
  source: Source,
  map: Readonly<Record<string, string>> | undefined,
): { readonly source: Source; readonly match: Match<OrderColumn> } {
  if (source.format === 'customer-baskets') {
    return {
      source,
      match: {
        shape: CUSTOMER_BASKETS,
        at: { item_id: 'item_id', customer_id: 'customer_id', cart_position: 'cart_position' },
      },
    }
  }
  const header = source.columns.map(column => column.name)
  const match = recognise(header, ORDER_SHAPES, map, COMPOSABLE)
  if (match) return { source, match }
  const separator = source.format === 'csv' && !map ? basketSeparator(source.start) : undefined
  if (separator === undefined) {
    throw notRecognised(source, {
      shapes: ORDER_SHAPES,
      columns: ORDER_COLUMNS,
      flag: '--map',
      map,
      composable: COMPOSABLE,
    })
  }
  const baskets: Source = { ...source, format: 'baskets', delimiter: separator, columns: [] }
  const at = { order_id: 'order_id', item_id: 'item_id', cart_position: 'cart_position' }
  return { source: baskets, match: { shape: BASKETS, at } }
}

/** Reads one order file into the line table; the file as it was read in the end. */
export async function loadOrders(
  db: Duckdb,
  recognised: { readonly source: Source; readonly match: Match<OrderColumn> },
  hints: OrderHints,
  notices: string[],
): Promise<OrderFile> {
  const { match } = recognised
  sayUnmapped(recognised.source, hints.map, COMPOSABLE, notices)
  const { at } = match
  const numbers = [at.quantity, at.unit_price].filter(column => column !== undefined)
  const styled = await withMending(db, recognised.source, source =>
    styleOf(db, source, { numbers, date: at.ordered_at }, hints.dates, notices),
  )
  const base = { match, style: styled.result, currency: hints.currency }
  const { source } = await withMending(db, styled.source, async source => {
    const file = { ...base, source }
    const insert = () => insertLines(db, file, hints)
    await (needsOrder(file) ? db.inOrder(insert) : insert())
  })
  return { ...base, source }
}

async function insertLines(db: Duckdb, file: OrderFile, kept: KeptColumns): Promise<void> {
  const { source } = file
  const columns = keptColumns(kept).map(column => `, ${column}`)
  await loadKeepingMalformed(db, source, unparsed =>
    db.run(`
      delete from line where file = ${source.number};
      insert into line select ${source.number}, order_id, item_id, ordered_at, unit_price, currency, fault
        ${columns.join('')} from (${linesSql(file, { unparsed })})`),
  )
  if (source.format === 'jsonl' && source.encoding === 'utf-8') {
    const unreadable = FAULTS.findIndex(({ when }) => when === 'is_unreadable') + 1
    const [bad] = await db.rows(`from line where file = ${source.number} and fault = ${unreadable} limit 1`)
    if (bad && !(await isUtf8(db, source))) throw new Misread('encoding')
  }
}

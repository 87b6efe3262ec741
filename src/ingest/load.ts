import { basename } from 'node:path'
import { tellCartOrder } from './cart-order.ts'
import { createProductTable, loadCatalog, recogniseCatalog } from './catalog.ts'
import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { expand, fingerprint } from './files.ts'
import { createEventTable, loadEvents, recogniseEvents, rejectEvents } from './load-events.ts'
import { keepProducts, type Offers } from './offers.ts'
import { createLineTable, loadOrders, recogniseOrders } from './orders.ts'
import { partsOf } from './recognise.ts'
import {
  createRejectTables,
  refuseTooManyRejects,
  rejectLines,
  rejectMalformed,
  writeRejects,
} from './rejects.ts'
import type { FileReport } from './report.ts'
import type { IngestRequest } from './request.ts'
import type { OrderColumn, Role } from './shapes.ts'
import { openSource, type Source } from './source.ts'

/** What stands in the tables line, product and event after all files were read. */
export type Loaded = {
  readonly files: readonly FileReport[]
  /** Order rows, and those among them that are lines. */
  readonly numRows: number
  readonly numLines: number
  /** ISO 4217 codes of the lines, most lines first. */
  readonly currencies: readonly string[]
  /** Whether the lines have titles. */
  readonly withTitles: boolean
  /** Whether they have customers. */
  readonly withCustomers: boolean
  /** Whether they tell in which order the carts were filled. */
  readonly withCartOrder: boolean
  /** Whether they have audiences. */
  readonly withSegments: boolean
  readonly offers: Offers
}

/** Reads every file into the tables line, product and event, writes rejects.csv, and refuses what is too bad to go on. */
export async function loadFiles(db: Duckdb, request: IngestRequest, notices: string[]): Promise<Loaded> {
  refuseUnknownCurrency(request.currency)
  const sources = await openAll(db, request)
  const orders = sources.orders.map(source => recogniseOrders(source, request.map))
  const catalog = sources.catalog.map(source => recogniseCatalog(source, request.catalogMap))
  const events = sources.events.map(source => recogniseEvents(source, request.eventsMap))
  const has = (column: OrderColumn) => orders.some(({ match }) => partsOf(match, column).length > 0)
  const kept = {
    withTitles: has('title'),
    withCustomers: request.withCustomers !== false && has('customer_id'),
    withCartOrder: request.withCartOrder === true && has('cart_position'),
    withSegments: has('segment'),
  }
  await createRejectTables(db)
  await createLineTable(db, kept)
  await createProductTable(db)

  const read: ReadFile[] = []
  for (const opened of orders) {
    db.stage(`read ${basename(opened.source.file)}`)
    const file = await loadOrders(db, opened, { ...request, ...kept }, notices)
    const { rows, hasFaults } = await rowsOf(db, 'line', file.source)
    await rejectMalformed(db, file.source)
    if (hasFaults) await rejectLines(db, file)
    read.push({ source: file.source, shape: file.match.shape.name, rows })
  }
  for (const opened of catalog) {
    db.stage(`read ${basename(opened.source.file)}`)
    const file = await loadCatalog(
      db,
      opened,
      { map: request.catalogMap, currency: request.currency },
      notices,
    )
    const { rows } = await rowsOf(db, 'product_row', file.source)
    read.push({ source: file.source, shape: file.match.shape.name, rows })
  }
  await createEventTable(db)
  for (const opened of events) {
    db.stage(`read ${basename(opened.source.file)}`)
    const file = await loadEvents(db, opened, request, notices)
    const { rows, hasFaults } = await rowsOf(db, 'event', file.source)
    await rejectMalformed(db, file.source)
    if (hasFaults) await rejectEvents(db, file)
    read.push({ source: file.source, shape: file.shape.name, rows })
  }
  const offers = await keepProducts(db, notices)
  for (const { source } of read) sayEncoding(source, request.encoding, notices)

  db.stage('write rejects')
  await writeRejects(db, [...sources.orders, ...sources.catalog, ...sources.events], request.rejectsFile)
  const numRows = rowsByRole(read)
  await refuseTooManyRejects(db, 'orders', numRows.orders, request)
  await refuseTooManyRejects(db, 'catalog', numRows.catalog, request)
  await refuseTooManyRejects(db, 'events', numRows.events, request)
  const [good] = await db.rows<{ n: number }>('select count(*)::double as n from line where fault is null')
  if (good!.n === 0 && request.orders.length > 0) {
    throw new InputRejected(
      `orders: none of ${numRows.orders} rows is a sale; see ${request.rejectsFile} for the reasons`,
    )
  }
  return {
    files: await Promise.all(read.map(report)),
    numRows: numRows.orders,
    numLines: good!.n,
    currencies: await currenciesOf(db),
    offers,
    ...kept,
    withCartOrder: kept.withCartOrder && (await tellCartOrder(db, orders, notices)),
  }
}

function refuseUnknownCurrency(currency: string | undefined): void {
  if (currency === undefined || Intl.supportedValuesOf('currency').includes(currency)) return
  throw new InputRejected(
    `--currency ${currency}: is not known, expected a code of ISO 4217 such as GBP or JPY`,
  )
}

type ReadFile = { readonly source: Source; readonly shape: string; readonly rows: number }

/** Opens the files of both roles; numbers run through all of them. */
async function openAll(db: Duckdb, request: IngestRequest): Promise<Record<Role, Source[]>> {
  db.stage('open files')
  const opened: Record<Role, Source[]> = { orders: [], catalog: [], events: [] }
  let number = 0
  for (const role of ['orders', 'catalog', 'events'] as const) {
    for (const file of await expand(db, request[role] ?? [])) {
      opened[role].push(await openSource(db, { number: number++, file, role }, request.encoding))
    }
  }
  return opened
}

function rowsByRole(files: readonly ReadFile[]): Record<Role, number> {
  const numRows = { orders: 0, catalog: 0, events: 0 }
  for (const { source, rows } of files) numRows[source.role] += rows
  return numRows
}

/** How many rows a file has, good and bad. A file without any is refused. */
async function rowsOf(
  db: Duckdb,
  table: 'line' | 'product_row' | 'event',
  { number, file, role }: Source,
): Promise<{ rows: number; hasFaults: boolean }> {
  const faults = table === 'product_row' ? '0' : 'count(fault)'
  const [count] = await db.rows<{ rows: number; faults: number }>(`
    select (count(*) + (select count(*) from malformed where file = ${number}))::double as "rows",
      ${faults}::double as faults
    from ${table} where file = ${number}`)
  const { rows, faults: numFaults } = count!
  if (rows === 0) {
    const expected: Record<Role, string> = { orders: 'order lines', catalog: 'items', events: 'events' }
    throw new InputRejected(`${file}: has a header and no rows, expected ${expected[role]}; export it again`)
  }
  return { rows, hasFaults: numFaults > 0 }
}

function sayEncoding({ file, encoding }: Source, asked: string | undefined, notices: string[]): void {
  if (asked !== undefined || encoding === '' || encoding === 'utf-8') return
  notices.push(`${file} is not UTF-8 and was read as ${encoding}; say --encoding if it is another`)
}

/** The currencies of the lines, by number of lines. */
async function currenciesOf(db: Duckdb): Promise<string[]> {
  const rows = await db.rows<{ currency: string }>(`
    select currency::varchar as currency from line where fault is null and currency is not null
    group by 1 order by count(*) desc, 1`)
  return rows.map(({ currency }) => currency)
}

async function report({ source, shape, rows }: ReadFile): Promise<FileReport> {
  const { file, role, modifiedAt, format, encoding, delimiter } = source
  return {
    file,
    role,
    shape,
    format,
    encoding,
    ...(delimiter !== undefined && { delimiter }),
    rows,
    modifiedAt,
    ...(await fingerprint(file)),
  }
}

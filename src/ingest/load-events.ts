import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { EVENT_FAULTS } from './event-faults.ts'
import { type EventFile, eventsSql } from './event-rows.ts'
import { EVENT_COLUMNS, EVENT_SHAPES, type EventColumn } from './event-shapes.ts'
import { isUtf8, Misread, withMending } from './misread.ts'
import { recognise } from './recognise.ts'
import { loadKeepingMalformed, rejectRows } from './rejects.ts'
import type { Source } from './source.ts'
import { type DateOrder, styleOf } from './style.ts'
import { notRecognised } from './unrecognised.ts'

/** What the operator says about the event files. */
export type EventHints = {
  readonly eventsMap?: Readonly<Record<string, string>> | undefined
  readonly currency?: string | undefined
  readonly dates?: DateOrder | undefined
}

const KEPT = 'session_id, customer_id, item_id, kind, occurred_at, price, currency, brand, category, fault'

/** Makes the empty table of events: a row of a file each, good or bad. */
export async function createEventTable(db: Duckdb): Promise<void> {
  await db.run(`create table event (file usmallint, session_id varchar, customer_id varchar, item_id varchar,
    kind utinyint, occurred_at timestamp, price double, currency varchar, brand varchar, category varchar,
    fault utinyint)`)
}

/** Finds our columns in a file's header. */
export function recogniseEvents(
  source: Source,
  map: EventHints['eventsMap'],
): Pick<EventFile, 'source' | 'shape' | 'at'> {
  const header = source.columns.map(column => column.name)
  const match = recognise<EventColumn>(header, EVENT_SHAPES, map)
  if (!match) {
    const asked = { shapes: EVENT_SHAPES, columns: EVENT_COLUMNS, flag: '--events-map', map }
    throw notRecognised<EventColumn>(source, asked)
  }
  const { at } = match
  if (at.session_id === undefined && at.customer_id === undefined) {
    throw new InputRejected(
      `${source.file}: neither session_id nor customer_id found, its header is ${header.join(', ')}; say where one is: --events-map session_id=…`,
    )
  }
  return { source, shape: EVENT_SHAPES.find(({ name }) => name === match.shape.name)!, at }
}

/** Reads one event file into the table of events, its bad rows into the rejects; the file as it was read in the end. */
export async function loadEvents(
  db: Duckdb,
  recognised: Pick<EventFile, 'source' | 'shape' | 'at'>,
  { currency, dates }: EventHints,
  notices: string[],
): Promise<EventFile> {
  const { shape, at } = recognised
  const numbers = at.price === undefined ? [] : [at.price]
  const styled = await withMending(db, recognised.source, source =>
    styleOf(db, source, { numbers, date: at.occurred_at }, dates, notices),
  )
  const base = { shape, at, style: styled.result, currency }
  const { source } = await withMending(db, styled.source, source => insertEvents(db, { ...base, source }))
  return { ...base, source }
}

async function insertEvents(db: Duckdb, file: EventFile): Promise<void> {
  const { source } = file
  await loadKeepingMalformed(db, source, unparsed =>
    db.run(`
      delete from event where file = ${source.number};
      insert into event select ${source.number}, ${KEPT} from (${eventsSql(file, { unparsed })})`),
  )
  if (source.format === 'jsonl' && source.encoding === 'utf-8') {
    const [bad] = await db.rows(`from event where file = ${source.number} and fault = 1 limit 1`)
    if (bad && !(await isUtf8(db, source))) throw new Misread('encoding')
  }
}

/** Reads an event file a second time and adds its bad rows to the rejects. */
export async function rejectEvents(db: Duckdb, file: EventFile): Promise<void> {
  await rejectRows(db, file.source, eventsSql(file, { numbered: true }), EVENT_FAULTS)
}

import { rename } from 'node:fs/promises'
import { type Duckdb, text } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { byFault, FAULTS, type Fault, type Kind } from './faults.ts'
import { linesOf } from './files.ts'
import { linesSql, type OrderFile } from './lines.ts'
import { isUtf8, Misread } from './misread.ts'
import type { Role } from './shapes.ts'
import type { Source, Unparsed } from './source.ts'

/*
 * rejects.csv: every row that is no order line and no catalogue item, and why.
 *
 * The rows of an order file are judged as they are read, in any order and without numbers. Only a file in which some
 * were found wanting is read again, in its own order, to say which.
 */

const VALUE_LENGTH = 200

export async function createRejectTables(db: Duckdb): Promise<void> {
  await db.run(`
    create table malformed (file usmallint, record bigint, reason varchar, sentence varchar, value varchar);
    create table reject (file usmallint, role varchar, "row" bigint, kind varchar, reason varchar, sentence varchar,
      order_id varchar, item_id varchar, value varchar)`)
}

/**
 * Reads a source by `load`, and keeps the rows of a CSV that DuckDB cannot parse. At the first of them it stops; then a
 * mended copy is read in one thread, with a table for them. In several threads DuckDB 1.5 drops the last buffer (8 MB) of
 * a file, good rows and all, where it begins with a row that it cannot parse; in one it says nothing of a quote that never
 * closes, which mending takes out. Throws Misread where there is no such copy yet.
 */
export async function loadKeepingMalformed(
  db: Duckdb,
  source: Source,
  load: (unparsed: Unparsed) => Promise<void>,
): Promise<void> {
  if (source.format !== 'csv') return load('refused')
  await db.run(`delete from malformed where file = ${source.number}`)
  try {
    await load('refused')
  } catch (cause) {
    if (!/CSV Error/.test(String(cause))) throw cause
    if (source.encoding === 'utf-8' && !(await isUtf8(db, source))) throw new Misread('encoding')
    if (source.broken === undefined) throw new Misread('quotes')
    const table = `unparsed_${source.number}`
    await load({ table })
    await keepMalformed(db, source, table)
  }
  await keepBroken(db, source)
}

/** Takes over what DuckDB could not parse. */
async function keepMalformed(db: Duckdb, source: Source, table: string): Promise<void> {
  const width = "min(try_cast(regexp_extract(error_message, 'Found: (\\d+)', 1) as int))"
  await db.run(`insert into malformed
    select ${source.number}, line, case error when 'MISSING COLUMNS' then 'the row has too few fields'
        when 'TOO MANY COLUMNS' then 'the row has too many fields' else 'the row is malformed' end,
      case error when 'MISSING COLUMNS' then format('the row has {} of {} fields', width, ${source.columns.length})
        when 'TOO MANY COLUMNS' then 'the row has more than ${source.columns.length} fields'
        else 'the row is malformed' end,
      value
    from (select line, min(error_type) as error, ${width} as width,
        min(left(csv_line, ${VALUE_LENGTH})) as value
      from ${table} group by line);
    drop table ${table}; drop table ${table}_scan`)
}

const BROKEN_AT_ONCE = 1000

/** The same for the records that mending took out. */
async function keepBroken(db: Duckdb, { number, broken = [] }: Source): Promise<void> {
  const reason = text('a quoted field is not closed where it should be')
  for (let at = 0; at < broken.length; at += BROKEN_AT_ONCE) {
    const rows = broken
      .slice(at, at + BROKEN_AT_ONCE)
      .map(
        ({ row, line }) => `(${number}, ${row}, ${reason}, ${reason}, ${text(line.slice(0, VALUE_LENGTH))})`,
      )
    await db.run(`insert into malformed values ${rows.join(', ')}`)
  }
}

/** Adds a file's malformed rows to the rejects. */
export async function rejectMalformed(db: Duckdb, { number, role }: Source): Promise<void> {
  await db.run(`insert into reject select ${number}, '${role}', record, 'rejected', reason, sentence, null, null, value
    from malformed where file = ${number}`)
}

/** Reads an order file a second time and adds its bad rows to the rejects. */
export async function rejectLines(db: Duckdb, file: OrderFile): Promise<void> {
  await rejectRows(db, file.source, linesSql(file, { numbered: true }), FAULTS)
}

/** Adds the bad ones among a file's numbered and judged rows to the rejects. */
export async function rejectRows(
  db: Duckdb,
  source: Source,
  rows: string,
  faults: readonly Fault[],
): Promise<void> {
  const say = (what: (fault: Fault) => string) => byFault(faults, what)
  const order = source.role === 'orders' ? 'order_id' : 'null'
  await db.inOrder(async () => {
    await db.run(`create temp table bad as select * from (${rows}) where fault is not null`)
    await db.run(`insert into reject select ${source.number}, '${source.role}', "row",
        ${say(({ kind }) => text(kind))}, ${say(({ reason }) => text(reason))},
        ${say(({ reason, sentence }) => sentence ?? text(reason))},
        ${order}, item_id, ${say(({ value }) => value ?? 'null')}
      from (${await withPlaces(db, source, 'bad')});
      drop table bad`)
  })
}

/**
 * SQL: a table of numbered rows with `row` as an editor shows it. A CSV's header is row 1, and the rows that were
 * passed over, malformed or empty, count as well: the k-th row read stands behind all those that had at most k
 * rows before them.
 */
export async function withPlaces(db: Duckdb, source: Source, table: string): Promise<string> {
  if (source.format !== 'csv') return `from ${table}`
  const [empty] = await db.rows(`from ${linesOf(source.path, source.compression)} where line is null limit 1`)
  const passedOver = `select record from malformed where file = ${source.number} ${
    empty ? `union ${emptyRecords(source)}` : ''
  }`
  return `select bad.* replace (bad."row" + 1 + coalesce(gap.passed, 0) as "row")
    from ${table} bad asof left join (
      select record - row_number() over (order by record) as num_before, row_number() over (order by record) as passed
      from (${passedOver})
    ) gap on bad."row" >= gap.num_before`
}

/** SQL: the numbers of a CSV's empty records; a line inside quotes is no record of its own. */
function emptyRecords({ path, compression }: Source): string {
  return `select record from (
      select line, opens, count(*) filter (opens) over (order by "row") as record
      from (select "row", line, coalesce(sum(quotes) over (
          order by "row" rows between unbounded preceding and 1 preceding), 0) % 2 = 0 as opens
        from (select row_number() over () as "row", line,
            coalesce(length(line) - length(replace(line, '"', '')), 0) as quotes
          from ${linesOf(path, compression)}))
    ) where opens and line is null`
}

/** Writes rejects.csv whole or not at all; also where there are none, for an older one would mislead. */
export async function writeRejects(db: Duckdb, files: readonly Source[], path: string): Promise<void> {
  const names = files.map(({ number, file }) => `when ${number} then ${text(file)}`)
  const unfinished = db.scratchFile()
  await db.inOrder(() =>
    db.run(`copy (
      select case file ${names.join(' ')} end as file, "row", kind, sentence as reason, order_id, item_id, value
      from reject order by reject.file, "row", reject.item_id, reject.reason
    ) to ${text(unfinished)} (format csv, header)`),
  )
  await rename(unfinished, path)
}

/** How many rows have each reason, the most frequent first. */
export async function tally(db: Duckdb, kind: Kind, role?: Role): Promise<Record<string, number>> {
  const rows = await db.rows<{ reason: string; n: number }>(`
    select reason, count(*)::double as n from reject where kind = '${kind}' ${role ? `and role = '${role}'` : ''}
    group by reason order by n desc, reason`)
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]))
}

/** Throws where more than `maxRejects` of a role's rows could not be used. */
export async function refuseTooManyRejects(
  db: Duckdb,
  role: Role,
  numRows: number,
  { maxRejects, rejectsFile }: { readonly maxRejects: number; readonly rejectsFile: string },
): Promise<void> {
  const reasons = Object.entries(await tally(db, 'rejected', role))
  const rejected = reasons.reduce((sum, [, n]) => sum + n, 0)
  if (rejected <= maxRejects * numRows) return
  const top = reasons.slice(0, 3).map(([reason, n]) => `${reason} (${n})`)
  throw new InputRejected(
    `${role}: ${rejected} of ${numRows} rows (${percent(rejected / numRows)}) cannot be used, expected at most ${percent(maxRejects)}: ${top.join(', ')}; see ${rejectsFile}`,
  )
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`
}

import type { Duckdb } from './duckdb.ts'
import { read, type Source } from './source.ts'

/** How a file writes what can be read in two ways. */
export type Style = {
  /** 1.234 is a thousand and more, 1,234 a little over one. */
  readonly decimalComma: boolean
  /** 1/12 is the first of December. */
  readonly dayFirst: boolean
}

export type DateOrder = 'day-first' | 'month-first'

const SAMPLE_ROWS = 1000

/** Decides from a file's own values how it writes numbers and dates; what stays open goes to `notices`. */
export async function styleOf(
  db: Duckdb,
  source: Source,
  columns: { readonly numbers: readonly string[]; readonly date?: string | undefined },
  asked: DateOrder | undefined,
  notices: string[],
): Promise<Style> {
  const numbers = textColumns(source, columns.numbers)
  const [date] = textColumns(source, columns.date === undefined ? [] : [columns.date])
  return db.inOrder(async () => ({
    decimalComma: numbers.length > 0 && (await writesDecimalComma(db, source, numbers)),
    dayFirst: date !== undefined && (await writesDayFirst(db, source, date, asked, notices)),
  }))
}

function textColumns(source: Source, names: readonly string[]): string[] {
  return source.columns
    .filter(({ name, type }) => type === 'VARCHAR' && names.includes(name))
    .map(({ sql }) => sql)
}

async function writesDecimalComma(db: Duckdb, source: Source, columns: readonly string[]): Promise<boolean> {
  const [found] = await db.rows<{ comma: boolean | null; point: boolean | null }>(`
    select bool_or(regexp_matches(x, '\\d,\\d{1,2}\\D*$|\\d\\.\\d{3},')) as comma,
      bool_or(regexp_matches(x, '\\d\\.\\d{1,2}\\D*$|\\d,\\d{3}\\.')) as point
    from (select unnest([${columns.map(column => `cell(${column})`).join(', ')}]) as x
      from (from ${read(source)} limit ${SAMPLE_ROWS}))`)
  return !found?.point && (Boolean(found?.comma) || source.delimiter === ';')
}

/** Whether 1/12/2010 is in December. Dotted dates are day first anywhere and have no say. */
async function writesDayFirst(
  db: Duckdb,
  source: Source,
  column: string,
  asked: DateOrder | undefined,
  notices: string[],
): Promise<boolean> {
  if (asked) return asked === 'day-first'
  const counts = (from: string) =>
    db.rows<{ dates: number; firstIsDay: number; secondIsDay: number }>(`
      select count(first)::double as "dates", count(*) filter (first > 12)::double as "firstIsDay",
        count(*) filter (second > 12)::double as "secondIsDay"
      from (select day_or_month(cell(${column}), 1) as first, day_or_month(cell(${column}), 2) as second
        from (${from}))`)
  const [sample] = await counts(`from ${read(source)} limit ${SAMPLE_ROWS}`)
  if (sample!.dates === 0) return false
  const [all] = await counts(`from ${read(source)}`)
  const { dates, firstIsDay, secondIsDay } = all!
  if (firstIsDay > 0 !== secondIsDay > 0) return firstIsDay > 0
  const order = firstIsDay > secondIsDay ? 'day' : 'month'
  notices.push(
    firstIsDay === 0
      ? `${source.file}: none of ${dates} dates says whether the day or the month comes first; read ${order} first, say --dates day-first if it is the day`
      : `${source.file}: ${firstIsDay} dates can only be day first, ${secondIsDay} only month first; read ${order} first`,
  )
  return order === 'day'
}

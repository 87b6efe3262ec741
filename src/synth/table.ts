export type ColumnType = 'text' | 'integer' | 'yen' | 'boolean' | 'date' | 'timestamp'

export type Column = { readonly name: string; readonly type: ColumnType }

/** A date is days, a timestamp milliseconds, since 1970-01-01 on the shop's own clock. */
export type Value = string | number | boolean | null

/** Some rows of a table, column by column: at most `MAX_CHUNK_ROWS` of them. */
export type Chunk = readonly (readonly Value[])[]

/** Rows that are made while they are read: nothing is held but a chunk. */
export type Table = { readonly columns: readonly Column[]; readonly chunks: Iterable<Chunk> }

/** What DuckDB moves in one piece. */
export const MAX_CHUNK_ROWS = 2048

/** The rows, gathered into chunks. */
export function* chunked(numColumns: number, rows: Iterable<readonly Value[]>): Generator<Chunk> {
  const empty = (): Value[][] => Array.from({ length: numColumns }, () => [])
  let chunk = empty()
  let numRows = 0
  for (const row of rows) {
    for (let i = 0; i < numColumns; i++) chunk[i]!.push(row[i]!)
    if (++numRows < MAX_CHUNK_ROWS) continue
    yield chunk
    chunk = empty()
    numRows = 0
  }
  if (numRows > 0) yield chunk
}

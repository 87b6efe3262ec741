import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'

/** The columns that DuckDB finds in a file. */
export async function describe(
  db: Duckdb,
  file: string,
  from: string,
): Promise<{ name: string; type: string }[]> {
  try {
    return await db.rows<{ name: string; type: string }>(
      `select column_name as name, column_type as type from (describe from ${from})`,
    )
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

/** DuckDB's complaint about a file as one sentence of ours. */
export function unreadable(file: string, cause: unknown): InputRejected {
  return new InputRejected(`${file}: cannot be read (${firstLine(cause)}); export it again`, { cause })
}

/** The first line of an error, without its class. */
export function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return message
    .split('\n', 1)[0]!
    .replace(/^[\w ]+ Error: /, '')
    .replace(/[.;]\s*$/, '')
}

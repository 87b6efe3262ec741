import { beginsLikeCustomers } from './customer-baskets.ts'
import { describe } from './describe.ts'
import { type Duckdb, name } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { pathText } from './files.ts'
import type { Source } from './source.ts'

/** Opens a JSON file by how its text begins: rows by line or in an array, or baskets by customer. */
export async function openJson(db: Duckdb, source: Omit<Source, 'format'>): Promise<Source> {
  if (source.role === 'orders' && beginsLikeCustomers(source.start)) {
    return { ...source, format: 'customer-baskets' }
  }
  const isArray = /^\s*\[/.test(source.start)
  if (!isArray && !source.start.split('\n', 20).some(isJson)) {
    throw new InputRejected(
      `${source.file}: is one JSON object, expected an array of objects or one object a line; write its rows as lines`,
    )
  }
  const names = isArray ? await namesInArray(db, source) : await keysOf(db, source, 'newline_delimited')
  refuseTwins(source.file, isArray ? await keysOf(db, source, 'array') : names)
  const columns = names.map(column => ({ name: column, sql: name(column), type: 'VARCHAR' }))
  return { ...source, format: isArray ? 'json' : 'jsonl', columns }
}

async function namesInArray(db: Duckdb, source: Omit<Source, 'format'>): Promise<string[]> {
  // else DuckDB takes an object of many keys for a map
  const asColumns = 'map_inference_threshold = -1, field_appearance_threshold = 0'
  const from = `read_json(${pathText(source.path)}, format = 'array', maximum_depth = 1, ${asColumns},
    ${jsonCompression(source)})`
  return (await describe(db, source.file, from)).map(column => column.name)
}

const NAMED_ROWS = 20_000

/** The keys of the first rows, as they are written; DuckDB takes those that differ only in case for one. */
async function keysOf(
  db: Duckdb,
  source: Omit<Source, 'format'>,
  format: 'array' | 'newline_delimited',
): Promise<string[]> {
  const passedOver = format === 'array' ? '' : 'ignore_errors = true,'
  const rows = `read_json(${pathText(source.path)}, format = '${format}', records = false,
    columns = {line: 'JSON'}, ${passedOver} ${jsonCompression(source)})`
  const keys = await db.inOrder(() =>
    db.rows<{ key: string }>(`
      select distinct unnest(json_keys(line)) as key from (from ${rows} limit ${NAMED_ROWS}) order by key`),
  )
  return keys.map(({ key }) => key)
}

/** Throws where two keys differ only in case: one of them would be read for both. */
function refuseTwins(file: string, keys: readonly string[]): void {
  const known = new Map<string, string>()
  for (const key of keys) {
    const twin = known.get(key.toLowerCase())
    if (twin !== undefined) {
      throw new InputRejected(
        `${file}: has keys ${JSON.stringify(twin)} and ${JSON.stringify(key)}, which differ only in case; rename one of them`,
      )
    }
    known.set(key.toLowerCase(), key)
  }
}

/** DuckDB's JSON reader has another word for none than its CSV reader. */
export function jsonCompression({ compression }: Pick<Source, 'compression'>): string {
  return `compression = '${compression === 'none' ? 'uncompressed' : compression}'`
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

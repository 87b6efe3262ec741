import { createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { delimiterOf, records } from './csv.ts'
import { AS_CUSTOMERS, beginsLikeCustomers } from './customer-baskets.ts'
import { type Duckdb, name, text } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { type Compression, compressionOf, head, linesOf, pathText, unpacked } from './files.ts'
import { decoded, mended } from './mend.ts'
import type { Role } from './shapes.ts'

export type Format = 'csv' | 'jsonl' | 'json' | 'parquet' | 'baskets' | 'customer-baskets'

/** One input file, opened: how it is written and how DuckDB reads it. */
export type Source = {
  /** Its place among all input files. */
  readonly number: number
  /** As the operator named it. */
  readonly file: string
  readonly role: Role
  readonly format: Format
  /** What DuckDB reads: the file itself, or a copy in UTF-8. */
  readonly path: string
  readonly compression: Compression
  /** What the file itself is written in; '' where the format has no say. */
  readonly encoding: string
  readonly delimiter?: string
  /** The first characters of a text file. */
  readonly start: string
  readonly columns: readonly Column[]
  /** Records that had to be taken out of the copy. */
  readonly broken?: readonly BrokenRecord[]
}

export type Column = {
  /** As the file's header has it. */
  readonly name: string
  /** How SQL refers to it. */
  readonly sql: string
  /** DuckDB's type; VARCHAR for every format but Parquet. */
  readonly type: string
}

export type BrokenRecord = { readonly row: number; readonly line: string }

/** Where no encoding is given and the bytes are not UTF-8: what Windows writes in the west. */
export const WESTERN = 'windows-1252'

const START_BYTES = 2 ** 16

/** Opens a file: format and packing by its content, encoding by its first bytes where none is given. */
export async function openSource(
  db: Duckdb,
  { number, file, role }: Pick<Source, 'number' | 'file' | 'role'>,
  encoding?: string,
): Promise<Source> {
  const { size } = await stat(file)
  if (size === 0) throw emptyFile(file)
  const magic = await firstBytes(file, 4)
  if (magic.toString('latin1') === 'PAR1') return openParquet(db, { number, file, role })

  const compression = compressionOf(magic)
  const bytes = await head(unpacked(db, file, compression), START_BYTES).catch(cause => {
    if (cause instanceof InputRejected) throw cause
    throw new InputRejected(`${file}: cannot be unpacked (${firstLine(cause)}); pack it again`, { cause })
  })
  const label = encoding ?? encodingOf(bytes, bytes.length === START_BYTES)
  const start = decode(file, bytes, label)
  if (start.trim() === '') throw emptyFile(file)
  const original = { number, file, role, path: file, compression, encoding: 'utf-8', start, columns: [] }
  const source = isUtf8(label) ? original : await rewritten(db, original, { encoding: label })
  if (/^\s*[[{]/.test(start)) return openJson(db, source)
  const delimiter = delimiterOf(start)
  const columns = (records(start, delimiter, 1)[0] ?? []).map((column, i) => ({
    name: column.trim(),
    sql: `c${i}`,
    type: 'VARCHAR',
  }))
  return { ...source, format: 'csv', delimiter, columns }
}

/**
 * The same source with a copy to read: decoded to UTF-8 and, where `mend` says so, without the records whose quotes
 * are broken.
 */
export async function rewritten<S extends Omit<Source, 'format'>>(
  db: Duckdb,
  source: S,
  { encoding = source.encoding, mend = false }: { encoding?: string; mend?: boolean },
): Promise<S> {
  const path = db.scratchFile()
  const broken: BrokenRecord[] = []
  const packed = compressionOf(await firstBytes(source.file, 4))
  const plain = decoded(unpacked(db, source.file, packed), encoding)
  const copy = mend
    ? mended(plain, source.delimiter ?? ',', (row, line) => broken.push({ row, line }))
    : plain
  await pipeline(Readable.from(copy), createWriteStream(path))
  return { ...source, path, compression: 'none', encoding, ...(mend && { broken }) }
}

/** What becomes of the rows of a CSV that DuckDB cannot parse: they end the read, are passed over, or kept in a table. */
export type Unparsed = 'refused' | 'passed over' | { readonly table: string }

/** The table function that reads a source. */
export function read(source: Source, unparsed: Unparsed = 'passed over'): string {
  const path = pathText(source.path)
  const compression = `compression = '${source.compression}'`
  const columns = source.columns.map(column => `${column.sql}: 'VARCHAR'`).join(', ')
  switch (source.format) {
    case 'parquet':
      return `read_parquet(${path}, binary_as_string = true, file_row_number = true)`
    case 'json':
      return `read_json(${path}, format = 'array', columns = {${columns}}, ${jsonCompression(source)})`
    case 'jsonl':
      return `read_json(${path}, format = 'newline_delimited', columns = {${columns}},
        ignore_errors = true, ${jsonCompression(source)})`
    case 'customer-baskets':
      return `read_json(${path}, ${AS_CUSTOMERS}, ${jsonCompression(source)})`
    case 'baskets':
      return linesOf(source.path, source.compression)
    case 'csv':
      return `read_csv(${path}, columns = {${columns}}, auto_detect = false, header = true,
        delim = ${text(source.delimiter!)}, quote = '"', escape = '"', ${compression}${onUnparsed(unparsed)})`
  }
}

function onUnparsed(unparsed: Unparsed): string {
  if (unparsed === 'refused') return ''
  if (unparsed === 'passed over') return ', ignore_errors = true'
  const { table } = unparsed
  return `, parallel = false, store_rejects = true, rejects_table = '${table}', rejects_scan = '${table}_scan'`
}

/** DuckDB's JSON reader has another word for none than its CSV reader. */
function jsonCompression({ compression }: Pick<Source, 'compression'>): string {
  return `compression = '${compression === 'none' ? 'uncompressed' : compression}'`
}

async function openParquet(db: Duckdb, named: Pick<Source, 'number' | 'file' | 'role'>): Promise<Source> {
  const { file } = named
  const described = await describe(db, file, `read_parquet(${pathText(file)}, binary_as_string = true)`)
  const columns = described.map(column => ({ ...column, sql: name(column.name) }))
  return { ...named, format: 'parquet', path: file, compression: 'none', encoding: '', start: '', columns }
}

async function openJson(db: Duckdb, source: Omit<Source, 'format'>): Promise<Source> {
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

async function describe(db: Duckdb, file: string, from: string): Promise<{ name: string; type: string }[]> {
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

function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return message
    .split('\n', 1)[0]!
    .replace(/^[\w ]+ Error: /, '')
    .replace(/[.;]\s*$/, '')
}

function emptyFile(file: string): InputRejected {
  return new InputRejected(`${file}: is empty, expected a header and rows; export it again`)
}

/** UTF-8 where the bytes are, UTF-16 where they say so, else western. */
function encodingOf(bytes: Buffer, cut: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return 'utf-8'
  } catch {
    return WESTERN
  }
}

function decode(file: string, bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes, { stream: true })
  } catch (cause) {
    const known = 'utf-8, windows-1252, shift_jis, euc-jp or utf-16le'
    throw new InputRejected(`${file}: encoding ${JSON.stringify(encoding)} is not known, expected ${known}`, {
      cause,
    })
  }
}

function isUtf8(label: string): boolean {
  return new TextDecoder(label).encoding === 'utf-8'
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

async function firstBytes(file: string, length: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

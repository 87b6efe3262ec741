import { createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { delimiterOf, records } from './csv.ts'
import { AS_CUSTOMERS } from './customer-baskets.ts'
import { describe, firstLine } from './describe.ts'
import { type Duckdb, name, text } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { type Compression, compressionOf, head, linesOf, pathText, unpacked } from './files.ts'
import { jsonCompression, openJson } from './json.ts'
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
  /** When it was last written, as it was found before it was read; an ISO instant. */
  readonly modifiedAt: string
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

type Named = Pick<Source, 'number' | 'file' | 'role' | 'modifiedAt'>

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
  { number, file, role }: Omit<Named, 'modifiedAt'>,
  encoding?: string,
): Promise<Source> {
  const { size, mtime } = await stat(file)
  if (size === 0) throw emptyFile(file)
  const magic = await firstBytes(file, 4)
  const named = { number, file, role, modifiedAt: mtime.toISOString() }
  if (magic.toString('latin1') === 'PAR1') return openParquet(db, named)

  const compression = compressionOf(magic)
  const bytes = await head(unpacked(db, file, compression), START_BYTES).catch(cause => {
    if (cause instanceof InputRejected) throw cause
    throw new InputRejected(`${file}: cannot be unpacked (${firstLine(cause)}); pack it again`, { cause })
  })
  const label = encoding ?? encodingOf(bytes, bytes.length === START_BYTES)
  const start = decode(file, bytes, label)
  if (start.trim() === '') throw emptyFile(file)
  const original = { ...named, path: file, compression, encoding: 'utf-8', start, columns: [] }
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

async function openParquet(db: Duckdb, named: Named): Promise<Source> {
  const { file } = named
  const described = await describe(db, file, `read_parquet(${pathText(file)}, binary_as_string = true)`)
  const columns = described.map(column => ({ ...column, sql: name(column.name) }))
  return { ...named, format: 'parquet', path: file, compression: 'none', encoding: '', start: '', columns }
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

async function firstBytes(file: string, length: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

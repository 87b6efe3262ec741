import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { type Duckdb, text } from './duckdb.ts'
import { InputRejected } from './errors.ts'

export type Compression = 'none' | 'gzip' | 'zstd'

/** The files that paths and globs name, each once: in the order given, a glob's files by name. */
export async function expand(db: Duckdb, patterns: readonly string[]): Promise<string[]> {
  const files = new Set<string>()
  for (const pattern of patterns) {
    const found = await stat(pattern).catch(() => undefined)
    if (found?.isDirectory()) {
      throw new InputRejected(
        `${pattern}: is a directory, expected a file; name its files: '${pattern}/*.csv'`,
      )
    }
    if (found) {
      files.add(pattern)
      continue
    }
    const isGlob = /[*?[]/.test(pattern)
    const matches = isGlob
      ? await db.rows<{ file: string }>(`select file from glob(${text(pattern)}) order by file`)
      : []
    if (matches.length === 0) {
      throw new InputRejected(
        isGlob
          ? `${pattern}: no file matches; check the folder, and quote the pattern so that the shell leaves it alone`
          : `${pattern}: not found; check the path`,
      )
    }
    for (const { file } of matches) files.add(file)
  }
  return [...files]
}

/** A path as DuckDB's readers want it: quoted, and its own * ? [ not taken as a pattern. */
export function pathText(path: string): string {
  return text(path.replaceAll(/[*?[]/g, '[$&]'))
}

/** Size and SHA-256 of a file as it lies on disk. */
export async function fingerprint(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

const MAGIC: Readonly<Record<Exclude<Compression, 'none'>, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
}

/** How a file is packed, by its first bytes; its name does not matter. */
export function compressionOf(start: Uint8Array): Compression {
  for (const [compression, magic] of Object.entries(MAGIC)) {
    if (magic.every((byte, i) => start[i] === byte)) return compression as Compression
  }
  return 'none'
}

/** The unpacked bytes of a text file. */
export async function* unpacked(
  db: Duckdb,
  path: string,
  compression: Compression,
): AsyncGenerator<Uint8Array> {
  if (compression === 'zstd') yield* unpackedByDuckdb(db, path)
  else if (compression === 'gzip') yield* createReadStream(path).pipe(createGunzip())
  else yield* createReadStream(path, { highWaterMark: 2 ** 18 })
}

/** Node 20 cannot unpack zstd, DuckDB can: as lines, and only as UTF-8. */
async function* unpackedByDuckdb(db: Duckdb, path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of db.chunks(`select line from ${linesOf(path, 'zstd')}`)) {
      const lines = chunk.getColumnValues(0).map(line => `${line ?? ''}\n`)
      yield Buffer.from(lines.join(''))
    }
  } catch (cause) {
    if (!/utf-8|unicode/i.test(String(cause))) throw cause
    throw new InputRejected(
      `${path}: is not UTF-8 and packed with zstd; unpack it, then its encoding can be read`,
      {
        cause,
      },
    )
  }
}

/** A table function that gives a text file's lines as they are; an empty line is null. */
export function linesOf(path: string, compression: Compression): string {
  return `read_csv(${pathText(path)}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false,
    delim = chr(1), quote = '', escape = '', strict_mode = false, compression = '${compression}')`
}

/** The first `limit` bytes of a stream, or all of it where it is shorter. */
export async function head(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    parts.push(part)
    length += part.length
    if (length >= limit) break
  }
  return Buffer.concat(parts).subarray(0, limit)
}

import { SOURCES, type Source } from '../metrics/sources.ts'

/** A finished answer, and what its headers say of it. */
export type Finished = {
  readonly body: Uint8Array
  readonly etag: string
  /** What its also-bought list stands on; undefined where it has none. */
  readonly source: Source | undefined
}

/*
 * An answer among others in one piece of memory: hash u32, length of the body u32, of the key u32, of the tag u16,
 * number of the source u8, whether it was asked for since it was written there u8; then tag, key and body.
 */
const BODY_LENGTH = 4
const KEY_LENGTH = 8
const TAG_LENGTH = 12
const SOURCE = 14
const ASKED_FOR = 15
const TAG = 16

const NO_SOURCE = SOURCES.length

/** What an answer takes. */
export function sizeOf(key: string, { etag, body }: Finished): number {
  return TAG + etag.length + key.length + body.length
}

/** What the answer at an offset takes. */
export function sizeAt(bytes: Buffer, at: number): number {
  return (
    TAG + bytes.readUInt16LE(at + TAG_LENGTH) + bytes.readUInt32LE(at + KEY_LENGTH) + bodyLengthAt(bytes, at)
  )
}

export function writeEntry(
  bytes: Buffer,
  at: number,
  hash: number,
  key: string,
  { etag, body, source }: Finished,
): void {
  bytes.writeUInt32LE(hash, at)
  bytes.writeUInt32LE(body.length, at + BODY_LENGTH)
  bytes.writeUInt16LE(etag.length, at + TAG_LENGTH)
  bytes.writeUInt32LE(key.length, at + KEY_LENGTH)
  bytes[at + SOURCE] = source === undefined ? NO_SOURCE : SOURCES.indexOf(source)
  bytes[at + ASKED_FOR] = 0
  bytes.write(etag, at + TAG, 'latin1')
  bytes.write(key, at + TAG + etag.length, 'latin1')
  bytes.set(body, at + TAG + etag.length + key.length)
}

/** Whether the answer there is the one by this key. Characters of a request target are bytes. */
export function isOf(bytes: Buffer, at: number, key: string): boolean {
  if (bytes.readUInt32LE(at + KEY_LENGTH) !== key.length) return false
  const start = at + TAG + bytes.readUInt16LE(at + TAG_LENGTH)
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key.charCodeAt(i)) return false
  return true
}

/** The answer there: its body is a view of the same memory. */
export function readEntry(bytes: Buffer, at: number): Finished {
  const keyStart = at + TAG + bytes.readUInt16LE(at + TAG_LENGTH)
  const bodyStart = keyStart + bytes.readUInt32LE(at + KEY_LENGTH)
  return {
    body: bytes.subarray(bodyStart, bodyStart + bodyLengthAt(bytes, at)),
    etag: bytes.toString('latin1', at + TAG, keyStart),
    source: SOURCES[bytes[at + SOURCE]!],
  }
}

export function hashAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at)
}

export function wasAskedFor(bytes: Buffer, at: number): boolean {
  return bytes[at + ASKED_FOR] === 1
}

export function noteAskedFor(bytes: Buffer, at: number, isSo: boolean): void {
  bytes[at + ASKED_FOR] = isSo ? 1 : 0
}

function bodyLengthAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at + BODY_LENGTH)
}

import { unpack } from 'msgpackr/unpack'
import { checkColumns } from './check-columns.ts'
import { checksum, storedChecksum } from './checksum.ts'
import { FormatError, type Refuse } from './errors.ts'
import {
  AT,
  COUNTS,
  type Columns,
  type Counts,
  type Headers,
  KIND,
  KINDS,
  type Kind,
  layOut,
  MAGIC,
  type ModelFile,
  PRELUDE_BYTES,
  type Section,
  VERSION,
} from './layout.ts'

const REBUILD = 'build the model again with this version of issho'
const COPY_AGAIN = 'the file is damaged: copy it again or roll back'

/**
 * A model file as views on the given bytes; nothing is copied, so the bytes must not change afterwards.
 * Everything is checked before it is used. Throws FormatError, its message prefixed with `name`.
 */
export function decode<K extends Kind>(kind: K, bytes: Uint8Array, name: string): ModelFile<K> {
  const refuse: Refuse = (code, message) => {
    throw new FormatError(code, `${name}: ${message}`)
  }
  if (!isLittleEndian()) refuse('ENDIAN', 'this machine is big-endian, model files are little-endian')
  if (bytes.byteOffset % 8 !== 0) {
    refuse(
      'MISALIGNED',
      `the bytes start at offset ${bytes.byteOffset} of their buffer, expected a multiple of 8`,
    )
  }
  if (bytes.length < PRELUDE_BYTES) {
    refuse('TRUNCATED', `got ${bytes.length} bytes, a prelude alone has ${PRELUDE_BYTES}; ${COPY_AGAIN}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = view.getUint32(AT.magic, true)
  const version = view.getUint16(AT.version, true)
  const kindCode = view.getUint16(AT.kind, true)
  const fileBytes = Number(view.getBigUint64(AT.fileBytes, true))
  const headerBytes = view.getUint32(AT.headerBytes, true)
  const counts = Object.fromEntries(
    COUNTS[kind].map((count, i) => [count, view.getUint32(AT.counts + 4 * i, true)]),
  ) as Counts<K>

  if (magic !== MAGIC)
    refuse('MAGIC', `starts with ${hex(magic)}, expected ${hex(MAGIC)} ("ISHO"); not a model file`)
  if (version !== VERSION) refuse('VERSION', `got format version ${version}, expected ${VERSION}; ${REBUILD}`)
  if (kindCode !== KIND[kind]) {
    const got = KINDS.find(k => KIND[k] === kindCode) ?? `unknown kind ${kindCode}`
    refuse('KIND', `holds ${got}, expected ${kind}; the files of the model were mixed up`)
  }
  if (bytes.length < fileBytes)
    refuse('TRUNCATED', `got ${bytes.length} bytes, expected ${fileBytes}; ${COPY_AGAIN}`)
  if (bytes.length > fileBytes)
    refuse('LENGTH', `got ${bytes.length} bytes, expected ${fileBytes}; ${COPY_AGAIN}`)
  const plan = layOut(kind, counts, headerBytes)
  if (plan.fileBytes !== fileBytes) {
    refuse(
      'LENGTH',
      `its counts make ${plan.fileBytes} bytes, its length field says ${fileBytes}; ${COPY_AGAIN}`,
    )
  }
  const actualChecksum = checksum(bytes)
  if (actualChecksum !== storedChecksum(bytes)) {
    refuse(
      'CHECKSUM',
      `its checksum is ${hex(actualChecksum)}, expected ${hex(storedChecksum(bytes))}; ${COPY_AGAIN}`,
    )
  }

  // A copy: msgpackr reads no memory that threads share.
  const packed = new Uint8Array(bytes.subarray(PRELUDE_BYTES, PRELUDE_BYTES + headerBytes))
  const header = unpack(packed) as Headers[K]
  const columns = Object.fromEntries(
    plan.sections.map(section => [section.name, columnOf(section, bytes)]),
  ) as unknown as Columns<K>
  const file: ModelFile<K> = { kind, counts, header, columns }
  checkColumns(file, refuse)
  return file
}

function columnOf({ array, length, offsetBytes }: Section, bytes: Uint8Array): Uint32Array | Uint8Array {
  const at = bytes.byteOffset + offsetBytes
  return array === Uint32Array
    ? new Uint32Array(bytes.buffer, at, length)
    : new Uint8Array(bytes.buffer, at, length)
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1
}

function hex(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`
}

import { crc32 } from 'node:zlib'
import { AT } from './layout.ts'

const FOUR_ZEROS = new Uint8Array(4)

/** The CRC-32 of a whole model file, taken as if its checksum field were zero. */
export function checksum(file: Uint8Array): number {
  const before = crc32(file.subarray(0, AT.checksum))
  return crc32(file.subarray(AT.checksum + 4), crc32(FOUR_ZEROS, before))
}

/** The checksum that a model file claims, at least a prelude long. */
export function storedChecksum(file: Uint8Array): number {
  return new DataView(file.buffer, file.byteOffset).getUint32(AT.checksum, true)
}

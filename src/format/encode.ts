import { pack } from 'msgpackr/pack'
import { checksum } from './checksum.ts'
import {
  AT,
  COUNTS,
  KIND,
  type Kind,
  layOut,
  MAGIC,
  type ModelFile,
  PRELUDE_BYTES,
  VERSION,
} from './layout.ts'

/** The bytes of a model file. Same input, same bytes. Throws where a column's length is not what the counts say. */
export function encode<K extends Kind>({ kind, counts, header, columns }: ModelFile<K>): Uint8Array {
  const headerText = pack(header)
  const { sections, fileBytes } = layOut(kind, counts, headerText.length)
  const file = new Uint8Array(fileBytes)
  const view = new DataView(file.buffer)

  view.setUint32(AT.magic, MAGIC, true)
  view.setUint16(AT.version, VERSION, true)
  view.setUint16(AT.kind, KIND[kind], true)
  view.setBigUint64(AT.fileBytes, BigInt(fileBytes), true)
  view.setUint32(AT.headerBytes, headerText.length, true)
  const countByName = counts as Readonly<Record<string, number>>
  COUNTS[kind].forEach((name, i) => {
    view.setUint32(AT.counts + 4 * i, countByName[name]!, true)
  })
  file.set(headerText, PRELUDE_BYTES)

  const columnByName = columns as Readonly<Record<string, Uint32Array | Uint8Array>>
  for (const { name, array, length, offsetBytes } of sections) {
    const column = columnByName[name]!
    if (column.length !== length) {
      throw new RangeError(`${kind}: column ${name} has ${column.length} elements, the counts say ${length}`)
    }
    new array(file.buffer, offsetBytes, length).set(column)
  }
  view.setUint32(AT.checksum, checksum(file), true)
  return file
}

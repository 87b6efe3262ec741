import { type Columns, NONE } from './layout.ts'

/** The columns that turn an item's id into its number and back. */
export type IdColumns = Pick<Columns<'items'>, 'idSlot' | 'idStart' | 'idText'>

const text = new TextEncoder()

/**
 * The id columns of a list of distinct ids; an item's number is its place in the list.
 * idSlot is an open-addressing hash table: linear probing, at most half full, 0 for empty, else item number + 1.
 * Throws where an id stands twice.
 */
export function encodeIds(ids: readonly string[]): IdColumns {
  const idStart = new Uint32Array(ids.length + 1)
  const encoded = ids.map(id => text.encode(id))
  encoded.forEach((bytes, item) => {
    idStart[item + 1] = idStart[item]! + bytes.length
  })
  const idText = new Uint8Array(idStart[ids.length]!)
  encoded.forEach((bytes, item) => {
    idText.set(bytes, idStart[item]!)
  })

  const idSlot = new Uint32Array(numSlotsFor(ids.length))
  const columns = { idSlot, idStart, idText }
  ids.forEach((id, item) => {
    const slot = slotOf(columns, id)
    if (idSlot[slot] !== 0) throw new RangeError(`item id ${JSON.stringify(id)} stands twice`)
    idSlot[slot] = item + 1
  })
  return columns
}

/** The number of the item with this id, or NONE. Allocates nothing for an ASCII id. */
export function findItem(columns: IdColumns, id: string): number {
  const entry = columns.idSlot[slotOf(columns, id)]!
  return entry === 0 ? NONE : entry - 1
}

/** The id of an item. */
export function idOf({ idStart, idText }: Pick<IdColumns, 'idStart' | 'idText'>, item: number): string {
  return utf8.decode(idText.subarray(idStart[item]!, idStart[item + 1]!))
}

const utf8 = new TextDecoder()

/** The smallest power of two that leaves the table at most half full. */
export function numSlotsFor(numItems: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, 2 * numItems)))
}

/** The slot that holds this id, or the empty slot where it would go. */
function slotOf(columns: IdColumns, id: string): number {
  const { idSlot } = columns
  const mask = idSlot.length - 1
  const bytes = isAscii(id) ? undefined : text.encode(id)
  let slot = (bytes ? hashBytes(bytes) : hashAscii(id)) & mask
  for (;;) {
    const entry = idSlot[slot]!
    if (entry === 0) return slot
    if (bytes ? hasBytes(columns, entry - 1, bytes) : hasAscii(columns, entry - 1, id)) return slot
    slot = (slot + 1) & mask
  }
}

function isAscii(id: string): boolean {
  for (let i = 0; i < id.length; i++) if (id.charCodeAt(i) > 127) return false
  return true
}

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a over the id's UTF-8 bytes, then the last mixing step of MurmurHash3, whose low bits spread better. */
function hashBytes(bytes: Uint8Array): number {
  let h = FNV_OFFSET
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i]!, FNV_PRIME)
  return mix(h)
}

/** The same hash, without encoding: an ASCII character is its own UTF-8 byte. */
function hashAscii(id: string): number {
  let h = FNV_OFFSET
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), FNV_PRIME)
  return mix(h)
}

function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function hasBytes({ idStart, idText }: IdColumns, item: number, bytes: Uint8Array): boolean {
  const start = idStart[item]!
  if (idStart[item + 1]! - start !== bytes.length) return false
  for (let i = 0; i < bytes.length; i++) if (idText[start + i] !== bytes[i]) return false
  return true
}

function hasAscii({ idStart, idText }: IdColumns, item: number, id: string): boolean {
  const start = idStart[item]!
  if (idStart[item + 1]! - start !== id.length) return false
  for (let i = 0; i < id.length; i++) if (idText[start + i] !== id.charCodeAt(i)) return false
  return true
}

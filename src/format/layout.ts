/*
 * The code twin of models/FORMAT.md: everything that says where a byte lies.
 *
 *   0        64               64 + headerBytes, padded to 8
 *   ├─prelude─┼─MessagePack header─┼─section─┼─section─┼ … ┤ fileBytes
 *
 * No offset is stored. All of them follow from the counts in the prelude, for the writer and the reader alike.
 */

import type { SegmentKind } from './segments.ts'

export const MAGIC = 0x4f485349 // "ISHO", read as a little-endian u32
export const VERSION = 2
export const PRELUDE_BYTES = 64

/** "No such item, group or price" in every u32 column. */
export const NONE = 0xffffffff

/** Byte offsets of the prelude's fields, in file order. */
export const AT = {
  magic: 0, // u32
  version: 4, // u16
  kind: 6, // u16
  fileBytes: 8, // u64
  headerBytes: 16, // u32, without padding
  checksum: 20, // u32, CRC-32 of the whole file with this field as zero
  reserved: 24, // u64, zero
  counts: 32, // u32[8], named by COUNTS; unused ones are zero
} as const

export const KIND = { items: 1, 'also-bought': 2, 'higher-model': 3, segments: 4 } as const
export type Kind = keyof typeof KIND
export const KINDS = Object.keys(KIND) as readonly Kind[]

/** What the eight counts of the prelude mean, in file order. */
export const COUNTS = {
  items: [
    'numItems',
    'numSlots',
    'numFamilies',
    'numBands',
    'numCategories',
    'numLocales',
    'idBytes',
    'cardBytes',
  ],
  'also-bought': ['numItems', 'numGroups', 'numNeighbours', 'numBaskets'],
  'higher-model': ['numItems', 'numUpgrades', 'numAlternatives'],
  segments: ['numItems', 'numSegments', 'numCells'],
} as const satisfies Record<Kind, readonly string[]>

export type Counts<K extends Kind> = { readonly [C in (typeof COUNTS)[K][number]]: number }

type ColumnPlan = {
  readonly array: Uint32ArrayConstructor | Uint8ArrayConstructor
  readonly length: number
}

const u32 = (length: number) => ({ array: Uint32Array, length })
const u8 = (length: number) => ({ array: Uint8Array, length })

/** The sections of each kind in file order, with their lengths in elements. */
export const SECTIONS = {
  items: (c: Counts<'items'>) => ({
    idSlot: u32(c.numSlots),
    idStart: u32(c.numItems + 1),
    orders: u32(c.numItems + c.numFamilies + c.numBands + c.numCategories),
    price: u32(c.numItems),
    family: u32(c.numItems),
    category: u32(c.numItems),
    bandCategory: u32(c.numBands),
    cardStart: u32(c.numLocales * c.numItems + 1),
    currency: u8(c.numItems),
    flags: u8(c.numItems),
    idText: u8(c.idBytes),
    cardText: u8(c.cardBytes),
  }),
  'also-bought': (c: Counts<'also-bought'>) => ({
    rowStart: u32(c.numItems + c.numGroups + 1),
    next: u32(c.numItems + c.numGroups),
    neighbour: u32(c.numNeighbours),
    together: u32(c.numNeighbours),
  }),
  'higher-model': (c: Counts<'higher-model'>) => ({
    upgradeStart: u32(c.numItems + 1),
    upgrade: u32(c.numUpgrades),
    alternativeStart: u32(c.numItems + 1),
    alternative: u32(c.numAlternatives),
    upgradeRung: u8(c.numUpgrades),
    alternativeRung: u8(c.numAlternatives),
  }),
  segments: (c: Counts<'segments'>) => ({
    cellStart: u32(c.numItems + 1),
    cellSegment: u8(c.numCells),
    cellMultiplier: u8(c.numCells),
  }),
} as const satisfies { readonly [K in Kind]: (counts: Counts<K>) => Record<string, ColumnPlan> }

type SectionsOf<K extends Kind> = ReturnType<(typeof SECTIONS)[K]>

/** The typed arrays of a file, by section name. */
export type Columns<K extends Kind> = {
  readonly [S in keyof SectionsOf<K>]: SectionsOf<K>[S] extends { array: { prototype: infer A } } ? A : never
}

/** What the MessagePack header of each kind holds. */
export type Headers = {
  readonly items: {
    readonly currencies: readonly string[]
    /** '*' is the catalogue's own language; others are BCP 47 tags. */
    readonly locales: readonly string[]
    /** Category paths by category number. */
    readonly categories: readonly string[]
  }
  readonly 'also-bought': { readonly recipe: Readonly<Record<string, number>> }
  readonly 'higher-model': { readonly rungs: readonly string[] }
  readonly segments: {
    /** The ways in which orders are parted; segments are numbered through them. */
    readonly kinds: readonly SegmentKind[]
    readonly audiences: readonly string[]
  }
}

/** The files of a model as bytes. Segments are left out where there are none worth having. */
export type ModelBytes = Readonly<Record<Exclude<Kind, 'segments'>, Uint8Array>> & {
  readonly segments?: Uint8Array
}

/** One model file in memory: the counts, the header, and the columns as views on its bytes. */
export type ModelFile<K extends Kind> = {
  readonly kind: K
  readonly counts: Counts<K>
  readonly header: Headers[K]
  readonly columns: Columns<K>
}

export type Section = ColumnPlan & { readonly name: string; readonly offsetBytes: number }

const padded = (bytes: number) => Math.ceil(bytes / 8) * 8

/** Where each section of a file lies and how long the file is, from its counts and its header's length. */
export function layOut<K extends Kind>(kind: K, counts: Counts<K>, headerBytes: number) {
  let offsetBytes = padded(PRELUDE_BYTES + headerBytes)
  const sections: Section[] = []
  const plans: { readonly [P in Kind]: (counts: Counts<P>) => Record<string, ColumnPlan> } = SECTIONS
  for (const [name, { array, length }] of Object.entries(plans[kind](counts))) {
    sections.push({ name, array, length, offsetBytes })
    offsetBytes = padded(offsetBytes + length * array.BYTES_PER_ELEMENT)
  }
  return { sections, fileBytes: offsetBytes }
}

/** Item flags: bit 0 says that the item can be sold now. */
export const AVAILABLE = 1

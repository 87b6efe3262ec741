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
export const VERSION = 3
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

export const KIND = {
  items: 1,
  'also-bought': 2,
  'higher-model': 3,
  segments: 4,
  'near-misses': 5,
} as const
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
  'higher-model': ['numItems', 'numSteps', 'numDifferences', 'numLocales', 'differenceBytes', 'numObserved'],
  segments: ['numItems', 'numSegments', 'numCells'],
  'near-misses': ['numItems', 'numMisses', 'numReasons', 'reasonBytes'],
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
    stepStart: u32(2 * c.numItems + 1),
    step: u32(c.numSteps),
    difference: u32(c.numSteps),
    differenceStart: u32((1 + c.numLocales) * c.numDifferences + 1),
    looked: u32(c.numObserved),
    bought: u32(c.numObserved),
    rung: u8(c.numSteps),
    better: u8(c.numItems),
    best: u8(c.numItems),
    differenceText: u8(c.differenceBytes),
  }),
  segments: (c: Counts<'segments'>) => ({
    cellStart: u32(c.numItems + 1),
    cellSegment: u8(c.numCells),
    cellMultiplier: u8(c.numCells),
  }),
  'near-misses': (c: Counts<'near-misses'>) => ({
    missStart: u32(c.numItems + 1),
    miss: u32(c.numMisses),
    reason: u32(c.numMisses),
    reasonStart: u32(c.numReasons + 1),
    reasonText: u8(c.reasonBytes),
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
  readonly 'higher-model': {
    readonly rungs: readonly string[]
    /** BCP 47 tags of the languages in which differences are worded. */
    readonly locales: readonly string[]
  }
  readonly segments: {
    /** The ways in which orders are parted; segments are numbered through them. */
    readonly kinds: readonly SegmentKind[]
    readonly audiences: readonly string[]
  }
  readonly 'near-misses': Readonly<Record<string, never>>
}

/** The files that a model may lack: segments that are not worth having, and what only people ask. */
type Optional = 'segments' | 'near-misses'

/** The files of a model as bytes. */
export type ModelBytes = Readonly<Record<Exclude<Kind, Optional>, Uint8Array>> & {
  readonly [K in Optional]?: Uint8Array
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

/** "There is no such step" in better and best. */
export const NO_STEP = 0xff

/** Item flags: bit 0 says that the item can be sold now. */
export const AVAILABLE = 1

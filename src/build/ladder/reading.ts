import type { Item } from '../shop.ts'
import { readColumns } from './columns.ts'
import { CLOTHING } from './kinds.ts'
import { brandKey, readTitle, type Title } from './title.ts'
import { KNOWN } from './units.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One number of a specification, in the unit of its attribute's dimension. */
export type Spec = {
  readonly value: number
  /** The dimension; '' for a bare number and for a rank. */
  readonly dimension: string
  /** Whether the title says it, too: what stands in the title is what the thing is sold by. */
  readonly isTitled: boolean
  /** Whether a column says it: what has one is known of things of the same sort. */
  readonly isListed: boolean
  /** The words of a rank: Core i5. */
  readonly words?: string
}

/** What an item's catalogue row says, in one form for all catalogues. */
export type Reading = {
  readonly title: Title
  /** By attribute. What title and column contradict each other in is not there. */
  readonly specs: ReadonlyMap<string, Spec>
  /** Whether title and columns contradict each other. */
  readonly isContested: boolean
  /** Other short texts by column: variants of one model share them. */
  readonly words: ReadonlyMap<string, string>
  /** NaN where title and catalogue contradict each other. */
  readonly pieces: number
  readonly isSubscription: boolean
  /** Whatever makes it another offer: condition, carrier, wearer, family of operating systems. */
  readonly need: string
  readonly fits: string
  /** A processor that the table does not rank, as the catalogue writes it; else ''. */
  readonly processor: string
  /** Ids of what it replaces and of what replaces it, in lower case. */
  readonly replaces: readonly string[]
  readonly replacedBy: readonly string[]
  readonly colours: string
}

/** Whatever has one of these comes in generations, though no category says so. */
const DEVICE = ['ram', 'processor', 'battery', 'pixels', 'graphics'] as const

/** A smaller number in a title is the generation or the ram: "iPhone 16". */
const LEAST_STORAGE_GB = 32

/** The title with a unit to the bare number that a column names as the storage: "Nova 5 256" is the one of 256 GB. */
function withUnits(title: string, specs: ReadonlyMap<string, Spec>): string {
  const { value, dimension } = specs.get('storage') ?? specs.get('ssd') ?? {}
  if (value === undefined || dimension !== 'storage' || value < LEAST_STORAGE_GB) return title
  return title.replace(new RegExp(`(?<![\\p{L}\\d.])${value}(?![\\p{L}\\d.]| ?[gt]b)`, 'iu'), `${value} GB`)
}

/** Reads an item; brand and category are passed in, since a sibling of the group may be the one that tells them. */
export function readItem(
  item: Item,
  brand: string | undefined,
  category: string,
  vocabulary: Vocabulary,
): Reading {
  const isClothing = CLOTHING.test(`${category} ${item.title ?? ''}`.toLowerCase())
  const columns = readColumns(item.attributes ?? {}, isClothing, vocabulary)
  const screen = columns.specs.get('screen')
  const about = {
    brand: brand === undefined ? undefined : brandKey(brand),
    category: category.toLowerCase(),
    finish: columns.colour,
    screenInches: screen && screen.value / (screen.dimension === 'length' ? 2.54 : 1),
    isDevice: DEVICE.some(attribute => columns.specs.has(attribute)),
  }
  const title = readTitle(withUnits(item.title ?? '', columns.specs), about, vocabulary)
  const count = columns.specs.get('count')?.value ?? 1
  columns.specs.delete('count')
  const isContested = confront(columns.specs, title)
  if (title.network !== undefined) {
    columns.specs.set('network', {
      value: title.network,
      dimension: '',
      isTitled: true,
      isListed: false,
      words: `${title.network}G`,
    })
  }
  const size = title.ranks.size
  if (size !== undefined)
    columns.specs.set('size', { value: size, dimension: '', isTitled: true, isListed: false })
  return {
    title,
    specs: columns.specs,
    isContested,
    words: columns.words,
    pieces: piecesOf(title.pieces, count, item.packQuantity),
    isSubscription: item.subscription ?? title.isSubscription,
    need: [title.needs, ...columns.needs].filter(Boolean).join(' '),
    fits: columns.fits,
    processor: columns.processor,
    replaces: columns.replaces,
    replacedBy: columns.replacedBy,
    colours: columns.colour || title.colours,
  }
}

/** Columns whose numbers of a dimension are never meant by a bare measure in the title. */
const NEVER_TITLED = new Set(['ram', 'screen'])

/** Puts the title's measures beside the columns': agreed is titled, new is added, contradicted is unknown: then true. */
function confront(specs: Map<string, Spec>, title: Title): boolean {
  let isContested = false
  for (const { attribute = '', dimension, value } of title.measures) {
    const agreeing = [...specs].find(
      ([name, spec]) => spec.dimension === dimension && !spec.isTitled && isAlike(spec.value, value, name),
    )
    if (agreeing) {
      specs.set(agreeing[0], { ...agreeing[1], isTitled: true })
      continue
    }
    const rivals = [...specs].filter(
      ([name, spec]) =>
        !spec.isTitled && spec.dimension === dimension && (name === attribute || !NEVER_TITLED.has(name)),
    )
    if (rivals.length === 0) specs.set(attribute, { value, dimension, isTitled: true, isListed: false })
    for (const [name] of rivals) specs.delete(name)
    isContested ||= rivals.length > 0
  }
  return isContested
}

function isAlike(a: number, b: number, name: string): boolean {
  return Math.abs(a - b) <= Math.max(KNOWN[name]?.tolerance ?? 0, 0.03) * Math.max(a, b)
}

/** The title's count holds what the columns count; where it is no multiple of it, one of them is wrong. */
function piecesOf(titled: number, count: number, packQuantity = 1): number {
  const listed = count * packQuantity
  if (!(listed >= 1)) return titled
  if (titled === 1) return listed
  return titled % listed === 0 || titled === packQuantity || titled === count
    ? Math.max(titled, listed)
    : Number.NaN
}

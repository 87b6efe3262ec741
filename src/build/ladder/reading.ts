import type { Item } from '../shop.ts'
import { type Measure, measureCell, measureDrives, measurePixels } from './measures.ts'
import { brandKey, readTitle, type Title } from './title.ts'
import { COLUMNS, IGNORED_COLUMNS, KNOWN } from './units.ts'
import { CLOTHING, GRAPHICS, NEEDS, PROCESSORS, SCALES } from './words.ts'

/** One number of a specification, in the unit of its attribute's dimension. */
export type Spec = {
  readonly value: number
  /** The dimension; '' for a bare number and for a rank. */
  readonly dimension: string
  /** Whether the title says it, too: what stands in the title is what the thing is sold by. */
  readonly isTitled: boolean
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
  readonly colours: string
}

/** Of an item with more columns than this, the rest is not looked at: nobody compares a hundred things. */
const MAX_COLUMNS = 200
const MAX_WORDS = 24

/** Reads an item; brand and category are passed in, since a sibling of the group may be the one that tells them. */
export function readItem(item: Item, brand: string | undefined, category: string): Reading {
  const columns = readColumns(
    item.attributes ?? {},
    CLOTHING.test(`${category} ${item.title ?? ''}`.toLowerCase()),
  )
  const screen = columns.specs.get('screen')
  const title = readTitle(item.title ?? '', {
    brand: brand === undefined ? undefined : brandKey(brand),
    category: category.toLowerCase(),
    finish: columns.colour,
    screenInches: screen && screen.value / (screen.dimension === 'length' ? 2.54 : 1),
  })
  const count = columns.specs.get('count')?.value ?? 1
  columns.specs.delete('count')
  const isContested = confront(columns.specs, title)
  if (title.network !== undefined) {
    columns.specs.set('network', {
      value: title.network,
      dimension: '',
      isTitled: true,
      words: `${title.network}G`,
    })
  }
  const size = title.ranks.size
  if (size !== undefined) columns.specs.set('size', { value: size, dimension: '', isTitled: true })
  return {
    title,
    specs: columns.specs,
    isContested,
    words: columns.words,
    pieces: piecesOf(title.pieces, count, item.packQuantity),
    isSubscription: item.subscription ?? title.isSubscription,
    need: [title.needs, ...columns.needs].filter(Boolean).join(' '),
    fits: columns.fits,
    colours: columns.colour || title.colours,
  }
}

type Columns = {
  readonly specs: Map<string, Spec>
  readonly words: Map<string, string>
  readonly needs: string[]
  colour: string
  fits: string
}

function readColumns(attributes: Readonly<Record<string, string>>, isClothing: boolean): Columns {
  const columns: Columns = { specs: new Map(), words: new Map(), needs: [], colour: '', fits: '' }
  let left = MAX_COLUMNS
  for (const name in attributes) {
    if (left-- <= 0) break
    const key = keyOf(name)
    const cell = attributes[name]!.normalize('NFKC').toLowerCase().trim()
    if (cell === '' || IGNORED_COLUMNS.test(key)) continue
    readCell(columns, key, cell, isClothing)
  }
  return columns
}

function readCell(columns: Columns, key: string, cell: string, isClothing: boolean): void {
  const { specs, words, needs } = columns
  const [, attribute = key, unit] = COLUMNS.find(([pattern]) => pattern.test(key)) ?? []
  const put = (name: string, value: number, dimension = '', wording?: string) => {
    if (!(value >= 0 && value < 1e12)) return
    specs.set(name, { value, dimension, isTitled: false, ...(wording && { words: wording }) })
  }
  switch (attribute) {
    case 'fits':
      columns.fits = cell
      return
    case 'colour':
      if (cell.length <= 2 * MAX_WORDS) columns.colour = cell
      return
    case 'need': {
      const need = cell.match(NEEDS)
      if (need) needs.push(...need)
      return
    }
    case 'os':
      readSystem(columns, cell)
      return
    case 'processor': {
      const rank = PROCESSORS.find(([pattern]) => pattern.test(cell))
      const generation = /\bi[3579][ -](\d{4,5})/.exec(cell)?.[1]
      if (rank) put('processor', rank[1], '', rank[2])
      if (generation) put('processor generation', Number(generation.slice(0, -3)))
      return
    }
    case 'graphics': {
      const rank = GRAPHICS.find(([pattern]) => pattern.test(cell))
      const [, model, ti] =
        /(?:gtx|rtx|rx|mx|geforce|radeon) ?(?:r\d )?[a-z]{0,2}(\d{3,4}) ?(ti)?/.exec(cell) ?? []
      if (rank) put('graphics', rank[1], '', rank[2])
      // Numbers of two makers have nothing to do with each other.
      const maker = /radeon|\brx\b/.test(cell) ? 'radeon' : 'geforce'
      if (rank && rank[1] > 0 && model) put('graphics class', Number(model.slice(-2)) + (ti ? 5 : 0), maker)
      // A GTX 980 is no step up from a GTX 1070.
      if (model && /[gr]tx/.test(cell)) put('graphics generation', Number(model.slice(0, -2)))
      return
    }
    case 'count': {
      const count = /^\d+/.exec(cell)
      if (count) put('count', Number(count[0]))
      return
    }
    case 'pixels': {
      const pixels = measurePixels(cell)
      if (pixels) put('pixels', pixels)
      put('touch', /touch|タッチ/u.test(cell) ? 1 : 0, 'flag')
      return
    }
    case 'size':
      if (isClothing) needs.push(`size ${cell}`)
      else if (Object.hasOwn(SCALES, cell) && SCALES[cell]![0] === 'size')
        put('size', SCALES[cell]![1], '', cell)
      else if (!measureCell(cell, undefined)) words.set(key, cell)
      return
    case 'storage':
    case 'memory': {
      const drives = measureDrives(cell)
      if (drives) {
        put('ssd', drives.ssd, 'storage')
        put('hdd', drives.hdd, 'storage')
        return
      }
    }
  }
  if (FLAG.test(cell) && unit === undefined) {
    put(key, /^[1ty]/.test(cell) ? 1 : 0, 'flag')
    return
  }
  const measure = measureCell(cell, unit)
  if (!measure) {
    if (cell.length <= MAX_WORDS) words.set(key, cell)
    return
  }
  const name = nameOf(attribute, measure, cell)
  const known = specs.get(name)
  if (known && known.value !== measure.value) specs.delete(name)
  else put(name, measure.value, measure.dimension)
}

const FLAG = /^([01]|yes|no|true|false)$/

/** "AMOLED, 120 Hz" under "display" tells the rate, not the display. */
function nameOf(attribute: string, { value, dimension }: Measure, cell: string): string {
  if (attribute === 'memory') return value <= 64 ? 'ram' : 'storage'
  const isSentence = cell.length > MAX_WORDS / 2 && !COLUMNS.some(([, known]) => known === attribute)
  return isSentence && dimension !== '' ? dimension : attribute
}

/** A phone of another system is another need; Windows on a computer is more than none. */
function readSystem({ specs, needs }: Columns, cell: string): void {
  const system = /mac|os x/.test(cell)
    ? 'mac'
    : (/chrome/.exec(cell)?.[0] ?? /android|\bios|ipados/.exec(cell)?.[0])
  if (system) needs.push(`system ${system}`)
  else if (/windows|linux|ubuntu|no os|dos|none/.test(cell)) {
    needs.push('system pc')
    const isWindows = cell.includes('windows')
    specs.set('os', {
      value: isWindows ? 1 : 0,
      dimension: '',
      isTitled: false,
      words: isWindows ? 'Windows' : 'no Windows',
    })
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
    if (rivals.length === 0) specs.set(attribute, { value, dimension, isTitled: true })
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

function keyOf(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .trim()
}

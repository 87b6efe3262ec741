import { readGraphics, readProcessor } from './hardware.ts'
import { type Measure, measureCell, measureDrives, measurePixels } from './measures.ts'
import type { Spec } from './reading.ts'
import { COLUMNS, IGNORED_COLUMNS } from './units.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Of an item with more columns than this, the rest is not looked at: nobody compares a hundred things. */
const MAX_COLUMNS = 200
const MAX_WORDS = 24

/** What the columns of an item say. */
export type Columns = {
  readonly specs: Map<string, Spec>
  readonly words: Map<string, string>
  readonly needs: string[]
  colour: string
  fits: string
  /** One that the table does not rank. */
  processor: string
  /** Ids, in lower case. */
  readonly replaces: string[]
  readonly replacedBy: string[]
}

/** Reads the columns of an item, by the names that the catalogue gives them. */
export function readColumns(
  attributes: Readonly<Record<string, string>>,
  isClothing: boolean,
  vocabulary: Vocabulary,
): Columns {
  const columns: Columns = {
    specs: new Map(),
    words: new Map(),
    needs: [],
    colour: '',
    fits: '',
    processor: '',
    replaces: [],
    replacedBy: [],
  }
  let left = MAX_COLUMNS
  for (const name in attributes) {
    if (left-- <= 0) break
    const key = keyOf(name)
    const cell = attributes[name]!.normalize('NFKC').toLowerCase().trim()
    if (cell === '' || IGNORED_COLUMNS.test(key)) continue
    readCell(columns, key, cell, isClothing, vocabulary)
  }
  return columns
}

function readCell(
  columns: Columns,
  key: string,
  cell: string,
  isClothing: boolean,
  vocabulary: Vocabulary,
): void {
  const { specs, words, needs } = columns
  const { attribute, unit } = attributeOf(key)
  const put = (name: string, value: number, dimension = '', wording?: string) => {
    if (!(value >= 0 && value < 1e12)) return
    specs.set(name, { value, dimension, isTitled: false, isListed: true, ...(wording && { words: wording }) })
  }
  switch (attribute) {
    case 'fits':
      columns.fits = cell
      return
    case 'replaces':
      columns.replaces.push(...cell.split(/[,;] */))
      return
    case 'replaced by':
      columns.replacedBy.push(...cell.split(/[,;] */))
      return
    case 'colour':
      if (cell.length <= 2 * MAX_WORDS) columns.colour = cell
      return
    case 'fit':
      needs.push(`${key} ${cell}`)
      return
    case 'need': {
      const need = cell.match(vocabulary.needs)
      if (need) needs.push(...need)
      return
    }
    case 'os':
      readSystem(columns, cell)
      return
    case 'processor': {
      const found = readProcessor(cell)
      for (const [name, spec] of found) specs.set(name, spec)
      if (!found.some(([name]) => name === 'processor')) columns.processor ||= cell
      return
    }
    case 'graphics':
      for (const [name, spec] of readGraphics(cell)) specs.set(name, spec)
      return
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
      else if (vocabulary.scales.get(cell)?.[0] === 'size')
        put('size', vocabulary.scales.get(cell)![1], '', cell)
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
      isListed: true,
      words: isWindows ? 'Windows' : 'no Windows',
    })
  }
}

/** The attribute that a column of this name tells, and the unit of its bare numbers. */
export function attributeOf(name: string): { readonly attribute: string; readonly unit: string | undefined } {
  const key = keyOf(name)
  const [, attribute = key, unit] = COLUMNS.find(([pattern]) => pattern.test(key)) ?? []
  return { attribute, unit }
}

function keyOf(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .trim()
}

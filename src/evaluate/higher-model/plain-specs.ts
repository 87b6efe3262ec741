import type { Item } from '../../build/shop.ts'

/*
 * What two rows of a catalogue can be compared by without knowing anything of ladders: a short list of things of which
 * more is better to whoever buys. Deliberately not the build's own reading: it is what that is judged by.
 */

type Column = {
  readonly name: RegExp
  readonly read: (cell: string) => readonly (readonly [string, number])[]
}

const COLUMNS: readonly Column[] = [
  { name: /^(ram|memory size|メモリ)$/, read: cell => one('ram', gigabytes(cell)) },
  { name: /^(storage|rom|internal memory|capacity|容量)$/, read: cell => one('storage', gigabytes(cell)) },
  { name: /^memory$/, read: drives },
  { name: /^battery( capacity)?$/, read: cell => one('battery', firstNumber(cell)) },
  { name: /^(cpu|processor)$/, read: cell => one('processor', coreTier(cell)) },
]

const TITLE_UNITS: readonly (readonly [
  name: string,
  pattern: RegExp,
  factors: Readonly<Record<string, number>>,
])[] = [
  ['titled storage', /(?<![\p{L}\d.])(\d+(?:\.\d+)?) ?(gb|tb)\b/gu, { gb: 1, tb: 1000 }],
  ['titled volume', /(?<![\p{L}\d.])(\d+(?:\.\d+)?) ?(ml|l)\b/gu, { ml: 1, l: 1000 }],
  ['titled weight', /(?<![\p{L}\d.])(\d+(?:\.\d+)?) (g|kg)\b/gu, { g: 1, kg: 1000 }],
  ['titled charge', /(?<![\p{L}\d.])(\d+) ?(mah)\b/gu, { mah: 1 }],
  ['titled pieces', /(?:set of |pack of |box of )(\d+)()/gu, { '': 1 }],
  ['titled pieces', /(?<![\p{L}\d.])(\d+)[ -]?(pack|個|本)/gu, { pack: 1, 個: 1, 本: 1 }],
]

/** By name, what the row says of itself; what a title says twice is not told apart and left out. */
export function plainSpecs({ title = '', attributes = {}, packQuantity }: Item): Map<string, number> {
  const specs = new Map<string, number>()
  for (const [name, cell] of Object.entries(attributes)) {
    const key = name.toLowerCase().replace(/[_-]+/g, ' ').trim()
    const column = COLUMNS.find(({ name }) => name.test(key))
    for (const [spec, value] of column?.read(cell.toLowerCase()) ?? []) specs.set(spec, value)
  }
  const text = title.normalize('NFKC').toLowerCase()
  for (const [name, pattern, factors] of TITLE_UNITS) {
    const found = [...text.matchAll(pattern)]
    if (found.length === 1) specs.set(name, Number(found[0]![1]) * factors[found[0]![2]!]!)
  }
  if (packQuantity !== undefined) specs.set('pieces', packQuantity)
  return specs
}

/** A 240 GB drive is sold as one of 256. */
const TOLERANCE = 0.07

/** Where the second is less than the first in something that both tell, and where it is more. */
export function compareSpecs(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): { readonly less: readonly string[]; readonly more: readonly string[] } {
  const less: string[] = []
  const more: string[] = []
  for (const [name, from] of a) {
    const to = b.get(name)
    if (to === undefined) continue
    if (to < from * (1 - TOLERANCE)) less.push(name)
    else if (to > from * (1 + TOLERANCE)) more.push(name)
  }
  return { less, more }
}

function one(name: string, value: number | undefined): [string, number][] {
  return value === undefined ? [] : [[name, value]]
}

function firstNumber(cell: string): number | undefined {
  const found = /\d+(?:\.\d+)?/.exec(cell)
  return found ? Number(found[0]) : undefined
}

function gigabytes(cell: string): number | undefined {
  const value = firstNumber(cell)
  return value === undefined ? undefined : cell.includes('tb') ? 1000 * value : value
}

/** "128GB SSD + 1TB HDD": each kind by itself, 0 where there is none. */
function drives(cell: string): [string, number][] {
  const sum = { ssd: 0, hdd: 0 }
  for (const part of cell.split('+')) {
    sum[/hdd|hybrid/.test(part) ? 'hdd' : 'ssd'] += gigabytes(part) ?? 0
  }
  return Object.entries(sum)
}

function coreTier(cell: string): number | undefined {
  const tier = /\b(?:i|ryzen )([3579])\b/.exec(cell)?.[1]
  return tier === undefined ? undefined : Number(tier)
}

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
  { name: /^(inches|screen size|display size)$/, read: cell => one('screen', firstNumber(cell)) },
  { name: /^(cpu|processor)$/, read: processor },
  { name: /^(gpu|graphics)$/, read: graphics },
  { name: /^((screen|display) )?resolution$/, read: resolution },
  { name: /^(os|op sys|operating system)$/, read: system },
]

const NUMBER = '(?<![\\p{L}\\d.,])(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)'
const measured = (units: string) => new RegExp(`${NUMBER} ?(${units})(?![\\p{L}\\d])`, 'gu')

type TitleUnit = readonly [name: string, pattern: RegExp, factors: Readonly<Record<string, number>>]

const TITLE_UNITS: readonly TitleUnit[] = [
  ['titled storage', measured('gb|tb'), { gb: 1, tb: 1000 }],
  ['titled volume', measured('ml|l'), { ml: 1, l: 1000 }],
  ['titled weight', measured('g|kg'), { g: 1, kg: 1000 }],
  ['titled charge', measured('mah'), { mah: 1 }],
  ['titled pieces', /(?:set of |pack of |box of )(\d+)()/gu, { '': 1 }],
  ['titled pieces', measured('-?pack|個|本'), { pack: 1, '-pack': 1, 個: 1, 本: 1 }],
]

/** By name, what the row says of itself; what a title says twice is not told apart and left out. */
export function plainSpecs({ title = '', attributes = {}, packQuantity }: Item): Map<string, number> {
  const specs = new Map<string, number>()
  for (const [name, cell] of Object.entries(attributes)) {
    const key = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/[_-]+/g, ' ')
      .trim()
    const column = COLUMNS.find(({ name }) => name.test(key))
    for (const [spec, value] of column?.read(cell.toLowerCase()) ?? []) specs.set(spec, value)
  }
  const text = title.normalize('NFKC').toLowerCase()
  for (const [name, pattern, factors] of TITLE_UNITS) {
    const found = [...text.matchAll(pattern)]
    if (found.length === 1)
      specs.set(name, Number(found[0]![1]!.replaceAll(',', '')) * factors[found[0]![2]!]!)
  }
  if (packQuantity !== undefined) specs.set('pieces', packQuantity)
  return specs
}

/** What nobody minds: a 240 GB drive is sold as one of 256; batteries and screens come in all sizes. */
const TOLERANCE: Readonly<Record<string, number>> = {
  ssd: 0.07,
  hdd: 0.03,
  battery: 0.1,
  pixels: 0.1,
  screen: 0.04,
}

/** What a higher model must not lack, and what nobody buys one for. */
const SIDE: ReadonlySet<string> = new Set(['windows', 'pixels', 'screen', 'touch'])

/** Where the second is less than the first in something that both tell, and where it is more, sides left out. */
export function compareSpecs(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): { readonly less: readonly string[]; readonly more: readonly string[] } {
  const less: string[] = []
  const more: string[] = []
  for (const [name, from] of a) {
    const to = b.get(name)
    if (to === undefined) continue
    const tolerance = TOLERANCE[name] ?? 0
    if (to < from * (1 - tolerance)) less.push(name)
    else if (!SIDE.has(name) && from < to * (1 - tolerance)) more.push(name)
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

/** "Intel Core i7 8550U": the seventh tier, the eighth generation. */
function processor(cell: string): [string, number][] {
  const [, tier, model] = /\bi([3579])[ -](\d{4,5})?/.exec(cell) ?? []
  return [
    ...one('processor', tier === undefined ? undefined : Number(tier)),
    ...one('processor generation', model === undefined ? undefined : Number(model.slice(0, -3))),
  ]
}

/** Cards of one line can be told apart by their numbers; of two lines, or of what is part of the processor, nothing. */
function graphics(cell: string): [string, number][] {
  const [, line, model] =
    /(gtx|rtx|mx|geforce|radeon(?: r\d m| pro)?|quadro|firepro) ?[mw]?(\d{3,4})/.exec(
      cell.replace(/\b(1\d0)mx/, 'mx$1'), // some write 150MX for the MX150
    ) ?? []
  return one(`graphics ${line}`, model === undefined ? undefined : Number(model))
}

function resolution(cell: string): [string, number][] {
  const [, width, height] = /(\d{3,5}) ?[x×] ?(\d{3,5})/.exec(cell) ?? []
  return [
    ['touch', cell.includes('touch') ? 1 : 0],
    ...one('pixels', width === undefined ? undefined : Number(width) * Number(height)),
  ]
}

/** Windows is more than none; other systems are not compared. */
function system(cell: string): [string, number][] {
  if (cell.includes('windows')) return [['windows', 1]]
  return /no os|linux|dos/.test(cell) ? [['windows', 0]] : []
}

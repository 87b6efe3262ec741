import { UNITS } from './units.ts'

/** One measure as a title or a cell gives it: the value in the dimension's own unit. */
export type Measure = { readonly dimension: string; readonly value: number; readonly attribute?: string }

export type Measured = {
  /** The text without what was measured in it. */
  readonly rest: string
  readonly measures: readonly Measure[]
  /** How many pieces come in the pack; 1 where the text does not say. */
  readonly pieces: number
}

const UNIT_NAMES = Object.keys(UNITS).sort((a, b) => b.length - a.length)
const LATIN = UNIT_NAMES.filter(name => /^\p{Script=Latin}/u.test(name)).join('|')
/** Words follow without a blank: 「3段チェスト」. */
const JAPANESE = UNIT_NAMES.filter(name => !/^\p{Script=Latin}/u.test(name)).join('|')
/** "15,000" is fifteen thousand, "2,5" two and a half. */
const NUMBER = '([1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?)'
const MEASURE = new RegExp(`(?<![\\p{L}\\d.])${NUMBER}[ -]?(?:(${LATIN})(?![\\p{L}\\d])|(${JAPANESE}))`, 'gu')
/** Not "5G": that is a network. Only a gram with a blank before it, or of two digits, is a gram. */
const NETWORK = /^[2-6]g$/
/** Not "Xperia 5 V": that is a numeral. */
const NUMERAL = /^(\d|1[01])[ -]v$/
const INCHES = /(?<![\p{L}\d.])(\d+(?:[.,]\d+)?) ?(?:"|”|″|'')/gu
const RAM =
  /(?<![\p{L}\d.])(\d{1,3}) ?gb (?:ddr\d |lp\w+ )?(?:ram|メモリー?)|(?:ram|メモリー?)[ :](\d{1,3}) ?gb/gu
/** What a computer calls so is its ram, what a phone or a camera calls so is what it keeps. */
const MEMORY = /(?<![\p{L}\d.])(\d{1,4}) ?gb (?:internal |built-in )?memory(?! card)(?![\p{L}\d])/gu
const RAM_AND_STORAGE = /(?<![\p{L}\d.])(\d{1,2}) ?(?:gb)? ?[+/] ?(\d{1,4}) ?(gb|tb)(?![\p{L}\d])/gu
const DRIVE =
  /(?<![\p{L}\d.])(\d+(?:\.\d+)?) ?(gb|tb) ?(ssd|hdd|hybrid|sshd|flash(?: storage)?|emmc)(?![\p{L}\d])/gu

const PIECES: readonly RegExp[] = [
  /(?:set|pack|box|bag|case)s? of (\d+)/gu,
  /set\/(\d+)/gu,
  /(?:lot|boîte|paquet|carton|set|packung|karton) (?:de|von|mit) (\d+)/gu,
  /(\d+)er[ -]?(?:pack|set|packung)/gu,
  /(?<![\p{L}\d.])(\d+)[ -]?(?:pack|packs|pk|pcs|pc|pieces?|pods|capsules|sheets|sachets|tablets|rolls|(?:tea ?)?bags|pairs|count|ct|beutel|stück|stk|teile|kapseln|rollen|pièces|sachets|feuilles)(?![\p{L}\d])/gu,
  /(\d+)(?:個|本|枚|袋|箱|冊|ロール|杯|粒|点|包|足|組|缶|錠)(?:入り?)?(?:セット|パック)?/gu,
  // "6 x 330 ml", "330 ml x 6", "tea x 6", but not "Poco X3" and not "30 x 40 cm".
  /(?<![\p{L}\d.])(\d+) ?[x×] ?(?=\d+(?:\.\d+)? ?(?:g|kg|ml|cl|l)(?![\p{L}\d]))/gu,
  /(?:×|(?<=\d ?(?:g|kg|ml|cl|l)? ?)x|(?<=\p{L} )x(?= )) ?(\d+)(?![\p{L}\d.])(?! ?(?:x|mm|cm|m)(?![\p{L}\d]))/gu,
]

/** A thing of a thousand pieces is one thing. */
const WHOLE = /puzzle|jigsaw|building (?:set|blocks)|パズル/

/** Takes the measures out of a title, lower case and NFKC. */
export function measureTitle(title: string): Measured {
  const measures: Measure[] = []
  let rest = title
  const take = (pattern: RegExp, measuresOf: (groups: readonly (string | undefined)[]) => Measure[]) => {
    rest = rest.replace(pattern, (match, ...groups) => {
      const found = measuresOf(groups)
      measures.push(...found)
      return found.length > 0 ? ' ' : match
    })
  }
  let pieces = /(?:twin|double|duo)[ -]?pack/.test(rest) ? 2 : 1
  for (const pattern of WHOLE.test(rest) ? [] : PIECES) {
    rest = rest.replace(pattern, (_, count: string) => {
      pieces *= Number(count)
      return ' '
    })
  }
  take(RAM_AND_STORAGE, ([ram, amount, unit]) => [
    { dimension: 'storage', attribute: 'ram', value: numberOf(ram!) },
    { dimension: 'storage', attribute: 'storage', value: measured(amount!, unit!).value },
  ])
  take(DRIVE, ([amount, unit, kind]) => [
    { ...measured(amount!, unit!), attribute: /^h|^sshd/.test(kind!) ? 'hdd' : 'ssd' },
  ])
  take(RAM, ([before, after]) => [
    { dimension: 'storage', attribute: 'ram', value: numberOf((before ?? after)!) },
  ])
  take(MEMORY, ([amount]) => [{ dimension: 'storage', value: numberOf(amount!) }])
  take(INCHES, ([amount]) => [measured(amount!, 'inch')])
  rest = rest.replace(MEASURE, (match, amount: string, latin?: string, japanese?: string) => {
    if (NETWORK.test(match) || NUMERAL.test(match)) return match
    const measure = measured(amount, (latin ?? japanese)!)
    measures.push(latin === 'mm' ? { ...measure, dimension: 'gauge' } : measure)
    return ' '
  })
  return { rest, measures: named(measures), pieces }
}

/** The one measure of a cell: "8GB", "1.37kg", or a bare number in the unit given; undefined where there is no one. */
export function measureCell(cell: string, unit: string | undefined): Measure | undefined {
  const text = cell.normalize('NFKC').toLowerCase().trim()
  const bare = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text)
  if (bare) {
    const value = Number(text.replaceAll(',', ''))
    if (!Number.isFinite(value)) return
    return unit ? measured(String(value), unit) : { dimension: '', value }
  }
  const found = [...text.replace(INCHES, '$1 inch').matchAll(MEASURE)]
  if (found.length !== 1) return
  const [, amount, latin, japanese] = found[0]!
  return measured(amount!, (latin ?? japanese)!)
}

/** The drives of a computer, in GB: "128GB SSD + 1TB HDD". A kind that is not there has 0. */
export function measureDrives(cell: string): { readonly ssd: number; readonly hdd: number } | undefined {
  const drives = { ssd: 0, hdd: 0 }
  let found = false
  for (const [, amount, unit, kind] of cell.toLowerCase().matchAll(DRIVE)) {
    drives[/^h|^sshd/.test(kind!) ? 'hdd' : 'ssd'] += measured(amount!, unit!).value
    found = true
  }
  return found ? drives : undefined
}

/** The number of pixels of "2560x1600", in millions. */
export function measurePixels(cell: string): number | undefined {
  const sides = /(\d{3,5}) ?[x×] ?(\d{3,5})/u.exec(cell)
  return sides ? (Number(sides[1]) * Number(sides[2])) / 1e6 : undefined
}

function measured(amount: string, unit: string): Measure {
  const [dimension, factor] = UNITS[unit]!
  return { dimension, value: numberOf(amount) * factor }
}

/** "2.5", "15,000" and, as in half of Europe, "2,5". */
function numberOf(amount: string): number {
  return Number(/^[1-9]\d{0,2}(,\d{3})+/.test(amount) ? amount.replaceAll(',', '') : amount.replace(',', '.'))
}

const ATTRIBUTE: Readonly<Record<string, string>> = { charge: 'battery', mass: 'weight' }

/** Gives each measure its attribute. Of two memories the smaller is the ram; of more measures of one kind each counts. */
function named(measures: readonly Measure[]): Measure[] {
  const memories = measures.filter(m => m.dimension === 'storage' && !m.attribute)
  const hasDrive = measures.some(m => m.attribute === 'ssd' || m.attribute === 'hdd')
  const isRam = (m: Measure) =>
    m.value <= 64 &&
    m.value === Math.min(...memories.map(other => other.value)) &&
    (memories.length === 2 || (memories.length === 1 && hasDrive))
  const numSeen = new Map<string, number>()
  return measures.map(measure => {
    if (measure.attribute) return measure
    if (measure.dimension === 'storage' && isRam(measure)) return { ...measure, attribute: 'ram' }
    const attribute = ATTRIBUTE[measure.dimension] ?? measure.dimension
    const n = (numSeen.get(attribute) ?? 0) + 1
    numSeen.set(attribute, n)
    return { ...measure, attribute: n > 1 ? `${attribute} ${n}` : attribute }
  })
}

import type { Difference } from '../../format/difference.ts'
import { isYear } from './differences.ts'

/** The languages in which differences are worded. */
export const PHRASE_LOCALES = ['en', 'ja'] as const
export type PhraseLocale = (typeof PHRASE_LOCALES)[number]

type Wording = {
  readonly names: Readonly<Record<string, string>>
  readonly units: Readonly<Record<string, string>>
  /** For what no number tells a buyer: the word where it grows, and where it shrinks. */
  readonly words: Readonly<Record<string, readonly [more: string, less: string]>>
  readonly standard: string
  readonly amount: (sign: string, amount: string, name: string) => string
  readonly change: (from: string, to: string, name: string) => string
  readonly tier: (from: string, to: string) => string
  readonly generation: (from: number, to: number) => string
  readonly model: (from: number, to: number) => string
  /** Kinds of graphics, by their words in the ladder. */
  readonly graphics: Readonly<Record<string, string>>
  /** Where the other one tells no year; '' is the year of whoever tells none. */
  readonly year: (to: string) => string
  readonly comma: string
}

const EN: Wording = {
  names: { ram: 'RAM', ssd: 'SSD', hdd: 'HDD', refresh: 'refresh rate', volume: '', network: '' },
  units: {},
  words: {
    size: ['a larger size', 'a smaller size'],
    pixels: ['a sharper screen', 'a less sharp screen'],
    'graphics class': ['a faster graphics card', 'a slower graphics card'],
    'processor class': ['a faster processor', 'a slower processor'],
    'graphics generation': ['a newer graphics card', 'an older graphics card'],
    'processor generation': ['a newer processor', 'an older processor'],
    os: ['with Windows', 'without Windows'],
  },
  standard: 'Standard',
  amount: (sign, amount, name) => singular(`${sign}${amount} ${name}`.trim()),
  change: (from, to, name) => `${to} instead of ${from}${name && ` ${name}`}`,
  tier: (from, to) => (from === '' ? `${to} model` : `${to} instead of ${from}`),
  generation: (from, to) =>
    isYear(to) ? `the ${to} model instead of ${from}` : `generation ${to} instead of ${from}`,
  model: (from, to) => `model ${to} instead of ${from}`,
  graphics: {
    integrated: 'graphics of the processor',
    own: 'a graphics card of its own',
    fast: 'a graphics card for games',
  },
  year: to => (to === '' ? 'an earlier model' : `the ${to} model`),
  comma: ', ',
}

/** "+1 seats" is +1 seat. */
function singular(amount: string): string {
  return amount.replace(/^([+−]1 \w*[^s\W])s$/, '$1')
}

const JA: Wording = {
  names: {
    storage: '容量',
    ram: 'メモリ',
    ssd: 'SSD',
    hdd: 'HDD',
    battery: 'バッテリー',
    screen: '画面',
    weight: '重量',
    volume: '内容量',
    length: '長さ',
    power: '出力',
    clock: 'クロック',
    refresh: 'リフレッシュレート',
    camera: 'カメラ',
    pieces: '',
    count: '',
    processor: 'CPU ',
    network: '',
    seats: '座席',
    people: '人数',
    devices: '台数',
    users: 'ユーザー',
    cups: 'カップ',
    washes: '洗濯回数',
    drawers: '引き出し',
    doors: 'ドア',
    shelves: '棚',
    burners: 'コンロ',
    outlets: '差込口',
    channels: 'チャンネル',
    speeds: '変速',
    blades: '刃',
    slices: '枚数',
    pages: 'ページ',
  },
  units: { inch: 'インチ', pieces: '個', ports: 'ポート' },
  words: {
    size: ['大きいサイズ', '小さいサイズ'],
    pixels: ['高精細な画面', '標準的な画面'],
    'graphics class': ['高速なグラフィックス', '控えめなグラフィックス'],
    'processor class': ['高速なCPU', '省電力なCPU'],
    'graphics generation': ['新しい世代のグラフィックス', '前の世代のグラフィックス'],
    'processor generation': ['新しい世代のCPU', '前の世代のCPU'],
    os: ['Windows付き', 'Windowsなし'],
  },
  standard: '標準',
  amount: (sign, amount, name) => `${name}${sign}${amount}`,
  change: (from, to, name) => `${name}${from}→${to}`,
  tier: (from, to) => (from === '' ? `${to}モデル` : `${from}→${to}`),
  generation: (from, to) => (isYear(to) ? `${from}年→${to}年モデル` : `第${from}世代→第${to}世代`),
  model: (from, to) => `モデル${from}→${to}`,
  graphics: {
    integrated: '内蔵グラフィックス',
    own: '専用グラフィックス',
    fast: '高性能グラフィックス',
  },
  year: to => (to === '' ? '以前のモデル' : `${to}年モデル`),
  comma: '、',
}

const WORDINGS: Readonly<Record<PhraseLocale, Wording>> = { en: EN, ja: JA }

/**
 * What one is told of the differences when one looks at the side of `from`: "+128 GB storage, Core i7 instead of
 * Core i5". Reads in both directions; the price is not in it, since that may change. '' where there are none.
 */
export function phraseOf(differences: readonly Difference[], locale: PhraseLocale): string {
  const wording = WORDINGS[locale]
  const parts = differences.map(difference => partOf(difference, wording))
  return [...new Set(parts)].join(wording.comma)
}

function partOf({ attribute, from, to, ...rest }: Difference, wording: Wording): string {
  const { words, names, tier, generation, year, change } = wording
  if (Object.hasOwn(words, attribute) && (attribute === 'os' || typeof from === 'number')) {
    return words[attribute]![isMore(attribute, from, to) ? 0 : 1]
  }
  if (typeof from === 'string' || typeof to === 'string') {
    if (attribute === 'tier') return tier(titled(`${from}`), titled(`${to}`) || wording.standard)
    if (attribute === 'generation') return year(`${to}`)
    if (attribute === 'graphics' && wording.graphics[to]) return wording.graphics[to]
    return change(`${from}`, `${to}`, names[attribute] ?? '')
  }
  if (attribute === 'generation') return generation(from, to)
  if (attribute === 'model') return wording.model(from, to)
  const unit = 'unit' in rest && rest.unit !== undefined ? rest.unit : countedIn(attribute)
  const name = names[attribute] ?? (unit === attribute ? '' : attribute)
  // 488 GB more than 512 GB: nobody buys that, but a terabyte.
  if (unit === 'GB' && Math.min(from, to) > 0 && Math.max(from, to) >= 1000) {
    return change(amountOf(from, unit, wording), amountOf(to, unit, wording), name)
  }
  return wording.amount(to > from ? '+' : '−', amountOf(Math.abs(to - from), unit, wording), name)
}

const COUNTED = new Set(['pieces', 'ports'])

/** What is counted has its own name for a unit. */
function countedIn(attribute: string): string {
  if (attribute === 'count') return 'pieces'
  return COUNTED.has(attribute) ? attribute : ''
}

function isMore(attribute: string, from: number | string, to: number | string): boolean {
  return attribute === 'os' ? to === 'Windows' : to > from
}

const LARGER: Readonly<Record<string, string>> = { GB: 'TB', g: 'kg', ml: 'l' }

/** "128 GB", "1.5 kg"; Japanese writes no blank between number and unit. */
function amountOf(value: number, unit: string, { units, comma }: Wording): string {
  const isLarge = value >= 1000 && unit in LARGER
  const shown = isLarge ? LARGER[unit]! : unit
  const number = (isLarge ? value / 1000 : value).toLocaleString('en', { maximumFractionDigits: 2 })
  const blank = comma === '、' || shown === '' ? '' : ' '
  return `${number}${blank}${units[shown] ?? shown}`
}

/** "pro max" as on the box: "Pro Max"; two letters are an abbreviation. */
function titled(words: string): string {
  return words
    .split(' ')
    .filter(Boolean)
    .map(word => (word.length <= 2 ? word.toUpperCase() : word[0]!.toUpperCase() + word.slice(1)))
    .join(' ')
}

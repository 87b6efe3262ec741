/** A title read as a buyer reads it: what the thing is, how big, of which tier, in which colour. */
export type Reading = {
  /** What is left of the title without sizes, tier and colours: two items with one stem serve the same need. */
  readonly stem: string
  /** Every measure found, by dimension, in the order of the title: { storage: [128] }, { length: [30, 40] }. */
  readonly sizes: Readonly<Record<string, readonly number[]>>
  /** How many pieces come in the pack; 1 where the title does not say. */
  readonly pieces: number
  /** Rank of the tier: base is 0, lite below, pro above. "Pro Max" is above both. */
  readonly tier: number
  readonly colours: string
}

/** Units by dimension, each with its factor to the first one named. */
const UNITS: Readonly<Record<string, readonly [dimension: string, factor: number]>> = {
  gb: ['storage', 1],
  tb: ['storage', 1000],
  mb: ['storage', 0.001],
  g: ['weight', 1],
  kg: ['weight', 1000],
  ml: ['volume', 1],
  cl: ['volume', 10],
  dl: ['volume', 100],
  l: ['volume', 1000],
  mm: ['length', 0.1],
  cm: ['length', 1],
  m: ['length', 100],
  inch: ['length', 2.54],
  インチ: ['length', 2.54],
  w: ['power', 1],
  mah: ['charge', 1],
}

const SIZE_WORDS: Readonly<Record<string, number>> = {
  mini: 0,
  small: 1,
  medium: 2,
  large: 3,
  jumbo: 4,
  giant: 5,
}

const TIERS: Readonly<Record<string, number>> = {
  lite: -1,
  basic: -1,
  standard: 0,
  base: 0,
  plus: 1,
  premium: 2,
  pro: 2,
  max: 3,
  ultra: 4,
  梅: -1,
  竹: 0,
  松: 1,
  並: -1,
  上: 0,
  特上: 1,
}

const COLOURS = new Set(
  (
    'black white silver gold grey gray red blue green yellow pink purple orange brown beige navy ivory cream ' +
    'turquoise teal mint charcoal graphite sand rose lilac ' +
    'ブラック ホワイト シルバー ゴールド グレー レッド ブルー グリーン イエロー ピンク パープル オレンジ ブラウン ベージュ ネイビー ' +
    'アイボリー ミント 黒 白 銀 金 赤 青 緑 黄 紫 茶'
  ).split(' '),
)

const MEASURE = new RegExp(
  `(?<![\\p{L}\\d.])(\\d+(?:\\.\\d+)?)[ -]?(${Object.keys(UNITS).join('|')})(?![\\p{L}\\d])`,
  'gu',
)

const PIECES = [
  /(?:set|pack|box|bag|case) of (\d+)/u,
  /set\/(\d+)/u,
  /(?<![\p{L}\d.])(\d+)[ -]?(?:pack|pcs|pc|pieces?|pods|capsules|sheets|sachets)(?![\p{L}\d])/u,
  /(\d+)(?:個|本|枚|袋|杯|粒|点|包|足|組)(?:入り?)?(?:セット|パック)?/u,
  /(?<![\p{L}\d.])(?:x|×) ?(\d+)(?![\p{L}\d])/u,
]

/** What a thing fits is no measure of the thing: "case for Nova 5 Pro", 「Nova 5 Pro 用ケース」 stay as they are. */
const FITS = /^(?<head>.*?)(?<fits>\b(?:for|fits|compatible with)\b.*)$|^(?<用>.*(?:用|対応))(?<rest>.*)$/u

/** Reads a title, English or Japanese. Same words, same reading, whatever the case and the width of the letters. */
export function readTitle(title: string): Reading {
  const whole = title.normalize('NFKC').toLowerCase()
  const parts = FITS.exec(whole)?.groups
  const fits = parts?.fits ?? parts?.用 ?? ''
  let text = parts ? (parts.head ?? parts.rest ?? '') : whole

  let pieces = 1
  for (const pattern of PIECES) {
    text = text.replace(pattern, (_, count: string) => {
      pieces *= Number(count)
      return ' '
    })
  }
  const sizes: Record<string, number[]> = {}
  text = text.replace(MEASURE, (_, amount: string, unit: string) => {
    const [dimension, factor] = UNITS[unit]!
    ;(sizes[dimension] ??= []).push(Number(amount) * factor)
    return ' '
  })

  let tier = 0
  const colours: string[] = []
  const stem: string[] = []
  for (const word of text.split(/[^\p{L}\p{N}.&'’+]+/u).filter(Boolean)) {
    if (Object.hasOwn(TIERS, word)) tier = combineTiers(tier, TIERS[word]!)
    else if (Object.hasOwn(SIZE_WORDS, word)) (sizes.size ??= []).push(SIZE_WORDS[word]!)
    else if (COLOURS.has(word)) colours.push(word)
    else stem.push(word)
  }
  return { stem: [...stem, fits].join(' ').trim(), sizes, pieces, tier, colours: colours.join(' ') }
}

/** "Pro Max": the higher of the two, and half a step more. */
function combineTiers(sofar: number, next: number): number {
  return sofar === 0 || next === 0 ? sofar + next : Math.max(sofar, next) + 0.5
}

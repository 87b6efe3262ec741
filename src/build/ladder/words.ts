/** What ranks are compared on: those of the table, and those that the shop adds; between scales nothing is compared. */
export type Scale = string

/** The step that a word says. On the scale of models no word at all is rank 0, between lite and plus. */
export const SCALES: Readonly<Record<string, readonly [scale: Scale, rank: number]>> = {
  lite: ['model', -1],
  fe: ['model', -1],
  base: ['model', 0],
  plus: ['model', 1],
  pro: ['model', 2],
  max: ['model', 3],
  ultra: ['model', 4],
  starter: ['edition', -1],
  basic: ['edition', 0],
  standard: ['edition', 1],
  deluxe: ['edition', 2],
  premium: ['edition', 2],
  professional: ['edition', 3],
  enterprise: ['edition', 4],
  ultimate: ['edition', 4],
  mini: ['size', 0],
  small: ['size', 1],
  medium: ['size', 2],
  large: ['size', 3],
  klein: ['size', 1],
  mittel: ['size', 2],
  groß: ['size', 3],
  jumbo: ['size', 4],
  giant: ['size', 5],
  小: ['size', 1],
  中: ['size', 2],
  大: ['size', 3],
  特大: ['size', 4],
  梅: ['grade', 0],
  竹: ['grade', 1],
  松: ['grade', 2],
  並: ['course', 0],
  上: ['course', 1],
  特上: ['course', 2],
  並盛: ['portion', 0],
  大盛: ['portion', 1],
  特盛: ['portion', 2],
}

/** What these say of software alone. */
export const SOFTWARE_SCALES: typeof SCALES = {
  home: ['edition', 0],
  personal: ['edition', 0],
  student: ['edition', 0],
  business: ['edition', 3],
}

/** Sizes by letter, for what holds something. */
export const LETTER_SIZES: Readonly<Record<string, number>> = { xs: 0, s: 1, m: 2, l: 3, xl: 4, xxl: 5 }

/** Words after which a thing is another offer altogether: its condition, its carrier, its contract, its wearer. */
export const NEEDS =
  /(?<![\p{L}\d])(refurbished|renewed|reconditioned|pre-?owned|used|open[ -]box|remanufactured|prepaid|pre-paid|no[ -]contract|unlocked|sim[ -]?free|at&t|verizon|t-mobile|sprint|boost mobile|cricket|straight talk|tracfone|net10|virgin mobile|metro ?pcs|docomo|softbank|mens?|womens?|kids|junior|baby|left[ -]hand(?:ed)?|right[ -]hand(?:ed)?|decaf|sample|refill|nachfüll(?:pack|packung|beutel)|recharge|rental)(?![\p{L}\d])|詰め?替え?|つめかえ|リフィル|中古|整備済み?|訳あり|アウトレット|ドコモ|ソフトバンク|simフリー|レンタル|子供用|メンズ|レディース/gu

/** An amount of money in a title is what a card is worth, or what a plan costs a month: another offer for another amount. */
export const MONEY =
  /[$£€¥] ?\d[\d.,]*|(?<![\p{L}\d.])\d[\d,]* ?(?:円分?|usd|eur|gbp|dollars?|euros?)(?![\p{L}\d])/gu

export const SUBSCRIPTION =
  /(?<![\p{L}\d])(?:subscription|subscribe (?:&|and) save)(?![\p{L}\d])|定期便|定期購入/gu

/** Before a colour they are part of it: "space gray", "jet black". */
export const SHADES: ReadonlySet<string> = new Set(
  'space jet pearl matte matt dark light deep pale bright pastel sky royal forest piano phantom hot ocean metallic glossy satin'.split(
    ' ',
  ),
)

export const COLOURS = new Set(
  (
    'black white silver gold golden grey gray red blue green yellow pink purple orange brown beige navy ivory cream ' +
    'turquoise teal mint charcoal graphite sand rose lilac clear midnight starlight violet bronze copper lavender ' +
    'ブラック ホワイト シルバー ゴールド グレー レッド ブルー グリーン イエロー ピンク パープル オレンジ ブラウン ベージュ ネイビー ' +
    'アイボリー ミント クリア 黒 白 銀 金 赤 青 緑 黄 紫 茶'
  ).split(' '),
)

/** Words of one scale, by rank; between scales nothing is compared. */
export type Scale = 'model' | 'edition' | 'size' | 'rank'

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
  enterprise: ['edition', 4],
  ultimate: ['edition', 4],
  mini: ['size', 0],
  small: ['size', 1],
  medium: ['size', 2],
  large: ['size', 3],
  jumbo: ['size', 4],
  giant: ['size', 5],
  小: ['size', 1],
  中: ['size', 2],
  大: ['size', 3],
  特大: ['size', 4],
  梅: ['rank', 0],
  竹: ['rank', 1],
  松: ['rank', 2],
  並: ['rank', 10],
  上: ['rank', 11],
  特上: ['rank', 12],
}

/** Sizes by letter, for what holds something. */
export const LETTER_SIZES: Readonly<Record<string, number>> = { xs: 0, s: 1, m: 2, l: 3, xl: 4, xxl: 5 }

/** A title or category with one of these: size is how much it holds. */
export const CAPACITY =
  /\b(bag|bags|box|boxes|container|pot|pots|pan|basket|bottle|cup|mug|bin|crate|tote|suitcase|tray|jar|tank|drawer|storage|bowl|backpack)\b|箱|袋|鍋|ボトル|バッグ|ケース|かご|容器|ボックス/u

/** A title or category with one of these: size is whom it fits, and no size is above another. */
export const CLOTHING =
  /\b(t-?shirts?|shirts?|dress(es)?|shoes?|boots?|sneakers?|socks?|jeans|trousers|pants|jackets?|coats?|sweaters?|hoodies?|apparel|clothing|clothes|fashion|gloves?|hats?|rings?|bras?|underwear|leggings|wear)\b|服|シャツ|靴|ズボン|スカート|ジャケット|コート|手袋|帽子|指輪/u

/** A category with one of these: a number from 10 to 19 in the name is a screen, no generation. */
export const SCREENS =
  /laptop|notebook|ultrabook|netbook|workstation|chromebook|convertible|gaming|monitor|\btvs?\b|television|ノートパソコン|モニター|テレビ/u

/** Named for what it fits; its tiers and generations are those of the other thing. */
export const ACCESSORY =
  /(?<![\p{L}\d])(cases?|covers?|sleeves?|screen protectors?|protectors?|chargers?|cables?|adapters?|adaptors?|straps?|mounts?|docks?|hubs?|holsters?|skins?|ear ?pads|refills?|cartridges?|filters?|lids?|guards?|batter(?:y|ies)|power banks?|holders?)(?![\p{L}\d])|ケース|カバー|フィルム|充電器|ケーブル|アダプター|ストラップ|スリーブ|ハブ|替え|カートリッジ|フィルター|バッテリー/u

/** Words after which a thing is another offer altogether: its condition, its carrier, its contract, its wearer. */
export const NEEDS =
  /(?<![\p{L}\d])(refurbished|renewed|reconditioned|pre-?owned|used|open[ -]box|remanufactured|prepaid|pre-paid|no[ -]contract|unlocked|sim[ -]?free|at&t|verizon|t-mobile|sprint|boost mobile|cricket|straight talk|tracfone|net10|virgin mobile|metro ?pcs|docomo|softbank|mens?|womens?|kids|junior|baby|left[ -]hand(?:ed)?|right[ -]hand(?:ed)?|decaf|sample|refill|rental)(?![\p{L}\d])|中古|整備済み?|訳あり|アウトレット|ドコモ|ソフトバンク|simフリー|レンタル|子供用|メンズ|レディース/gu

/** An amount of money in a title is what a card is worth, or what a plan costs a month: another offer for another amount. */
export const MONEY =
  /[$£€¥] ?\d[\d.,]*|(?<![\p{L}\d.])\d[\d,]* ?(?:円分?|usd|eur|gbp|dollars?|euros?)(?![\p{L}\d])/gu

export const SUBSCRIPTION =
  /(?<![\p{L}\d])(?:subscription|subscribe (?:&|and) save)(?![\p{L}\d])|定期便|定期購入/gu

export const COLOURS = new Set(
  (
    'black white silver gold golden grey gray red blue green yellow pink purple orange brown beige navy ivory cream ' +
    'turquoise teal mint charcoal graphite sand rose lilac clear midnight starlight violet bronze copper lavender ' +
    'ブラック ホワイト シルバー ゴールド グレー レッド ブルー グリーン イエロー ピンク パープル オレンジ ブラウン ベージュ ネイビー ' +
    'アイボリー ミント クリア 黒 白 銀 金 赤 青 緑 黄 紫 茶'
  ).split(' '),
)

/** Processors by the words of a specification, weakest last; the first match counts. */
export const PROCESSORS: readonly (readonly [words: RegExp, rank: number, name: string])[] = [
  [/\bi9\b|ryzen 9/u, 6, 'Core i9'],
  [/\bi7\b|ryzen 7|xeon/u, 5, 'Core i7'],
  [/\bi5\b|ryzen 5|ryzen 1\d00/u, 4, 'Core i5'],
  [/\bi3\b|ryzen 3|core m|\bfx\b/u, 3, 'Core i3'],
  [/pentium|amd a(9|10|12)\b/u, 2, 'Pentium'],
  [/celeron|amd a[468]\b|amd e\b|amd e\d?-/u, 1, 'Celeron'],
  [/\batom\b/u, 0, 'Atom'],
]

/** Graphics likewise: cards for games and workstations, small cards of their own, part of the processor. */
export const GRAPHICS: readonly (readonly [words: RegExp, rank: number, name: string])[] = [
  [/gtx(?! ?9[1-4]\d)|rtx|\brx\b|quadro|firepro/u, 2, 'fast'],
  [/geforce|\bmx ?\d|radeon (pro|5\d\d|r[579] m|\w*m\b)/u, 1, 'own'],
  [/intel|radeon/u, 0, 'integrated'],
]

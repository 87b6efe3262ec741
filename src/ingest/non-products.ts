/*
 * What shops sell that is no product: postage, fees, adjustments, samples, vouchers.
 *
 * An item is out where its id or the end of its title can mean nothing else, or its price is less than any coin. Else
 * one sign is not enough, for a stamp box says POSTAGE and a shop may number its items A, B, C: a telling id or title
 * needs a second witness, which is the other of the two, an id without digits among ids with digits, or a price that
 * moves 50-fold, which is a charge and no price.
 */

export type SoldItem = {
  readonly id: string
  readonly title?: string | undefined
  readonly lines: number
  /** Smallest and largest unit price of its lines. */
  readonly prices?: { readonly min: number; readonly max: number } | undefined
}

export type Verdict = { readonly isProduct: boolean; readonly why: string }

const CERTAIN_ID =
  /^(postage|shipping|carriage|bank[ _-]?charges?|amazon[ _-]?fees?|adjust(ment)?\d*|discounts?|test\d{3,}|gift[ _-]?(card|voucher)s?|送料|手数料)$/i
const TELLING_ID = /^(post|dot|m|d|c2|s|b|cruk|fee|ship|manual|samples?([ _-].*)?|gift[ _-].*)$/i

/** What a thing is stands last: NEXT DAY CARRIAGE is one, a CARRIAGE LANTERN is a lantern. A sum may follow. */
const CERTAIN_TITLE =
  /(?:\b(?:postage|bank charges?|commission|bad debt|gift (?:voucher|certificate)s?|(?:next|same) day (?:carriage|delivery))|送料|手数料|ギフト券|商品券)[\s\d.,£$€¥円]*$/i

const TELLING_WORDS = [
  'postage',
  'carriage',
  'shipping',
  'delivery',
  'fees?',
  'bank charges?',
  'commission',
  'discounts?',
  'samples?',
  'adjust',
  'adjustments?',
  'bad debt',
  'manual',
  'gift (?:voucher|card|certificate)s?',
  'test product',
]
const TELLING_WORD = new RegExp(`\\b(?:${TELLING_WORDS.join('|')})\\b`, 'i')
/** Japanese has no blanks between words; 送料無料, free of postage, is said of products. */
const TELLING_WORD_JA = /送料(?!無料|込)|手数料|サンプル|ギフト券|ギフトカード|商品券|値引|調整額|調整金|代引/

/** In major units, of any currency. */
const SMALLEST_COIN = 0.005
const CHARGE_SPREAD = 50
const USUAL_SHARE = 0.9

/** Judges the items of one shop; undefined for those that give no cause. */
export function judge(items: readonly SoldItem[]): (item: SoldItem) => Verdict | undefined {
  const withDigits = items.filter(({ id }) => /\d/.test(id)).length
  const digitsAreUsual = withDigits >= USUAL_SHARE * items.length
  return item => judgeOne(item, digitsAreUsual)
}

function judgeOne({ id, title = '', prices }: SoldItem, digitsAreUsual: boolean): Verdict | undefined {
  if (CERTAIN_ID.test(id)) return { isProduct: false, why: `its id is ${JSON.stringify(id)}` }
  const end = title.match(CERTAIN_TITLE)?.[0].trim()
  if (end) return { isProduct: false, why: `its title ends with ${JSON.stringify(end)}` }
  if (prices && prices.max < SMALLEST_COIN) {
    return { isProduct: false, why: `its price never is more than ${prices.max}` }
  }
  const word = (title.match(TELLING_WORD) ?? title.match(TELLING_WORD_JA))?.[0]
  const signs = [
    TELLING_ID.test(id) && `its id is ${JSON.stringify(id)}`,
    word !== undefined && `its title says ${JSON.stringify(word)}`,
  ].filter(sign => sign !== false)
  if (signs.length === 0) return undefined
  const witnesses = [
    digitsAreUsual && !/\d/.test(id) && 'its id has no digits',
    prices &&
      prices.max >= CHARGE_SPREAD * prices.min &&
      `its price runs from ${prices.min} to ${prices.max}`,
  ].filter(witness => typeof witness === 'string')
  const why = [...signs, ...witnesses].join(', ')
  return { isProduct: signs.length + witnesses.length < 2, why }
}

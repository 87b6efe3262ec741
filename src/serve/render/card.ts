import { NONE } from '../../format/layout.ts'
import type { ServedModel } from '../model.ts'
import type { Out } from '../out.ts'
import { type Piece, pieceOf } from '../piece.ts'
import type { View } from './subject.ts'

const PRICE = pieceOf(',"price":{"amount":')

/** The members that show an item, its id first; the id alone where no more is wanted. */
export function writeCard(out: Out, { model, request: { fields, locale } }: View, item: number): void {
  const { idStart, cardStart } = model.items.columns
  if (fields === 'id') {
    out.ascii('"id":').quoted(model.ids, idStart[item]!, idStart[item + 1]!)
    return
  }
  const at = model.cardLanguage[locale] * model.items.counts.numItems + item
  out.raw(model.cards, cardStart[at]!, cardStart[at + 1]!)
  const { price, currency } = model.items.columns
  const known = model.currencies[locale][currency[item]!]
  if (price[item] === NONE || known === undefined) return
  out.raw(PRICE).integer(price[item]!).raw(known.member).ascii('}')
}

/** An id as JSON: the model's own, or the one asked for where it does not know the item. */
export function writeId(out: Out, { ids, items }: ServedModel, item: number, asked: string): void {
  const { idStart } = items.columns
  if (item === NONE) out.text(JSON.stringify(asked))
  else out.quoted(ids, idStart[item]!, idStart[item + 1]!)
}

/** Where the title of an item stands among the cards, as a JSON string holds it; undefined where it has none. */
export function titleOf(
  { model, request }: View,
  item: number,
): readonly [start: number, end: number] | undefined {
  const { cards } = model
  const { cardStart } = model.items.columns
  const at = model.cardLanguage[request.locale] * model.items.counts.numItems + item
  const endOfCard = cardStart[at + 1]!
  // "id":"…","title":"…": the id is always there
  const endOfId = endOfString(cards, cardStart[at]! + ID.length, endOfCard)
  if (!stands(cards, TITLE, endOfId, endOfCard)) return undefined
  const start = endOfId + TITLE.length
  const end = endOfString(cards, start, endOfCard)
  return end > start ? [start, end] : undefined
}

const ID = '"id":"'
const TITLE = '","title":"'

/** The place of the quotation mark that ends a JSON string. */
function endOfString(text: Piece, start: number, end: number): number {
  let at = start
  while (at < end && text.getUint8(at) !== 0x22) at += text.getUint8(at) === 0x5c ? 2 : 1
  return at
}

function stands(text: Piece, ascii: string, start: number, end: number): boolean {
  if (start + ascii.length > end) return false
  for (let i = 0; i < ascii.length; i++) if (text.getUint8(start + i) !== ascii.charCodeAt(i)) return false
  return true
}

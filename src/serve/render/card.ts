import { NONE } from '../../format/layout.ts'
import type { Out } from '../out.ts'
import { pieceOf } from '../piece.ts'
import type { Subject } from './subject.ts'

const PRICE = pieceOf(',"price":{"amount":')

/** The members that show an item, its id first; the id alone where no more is wanted. */
export function writeCard(out: Out, { model, request: { fields, locale } }: Subject, item: number): void {
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

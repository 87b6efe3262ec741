import { priceOf } from '../model.ts'
import type { Out } from '../out.ts'
import type { Subject } from './subject.ts'

const PRICE = Buffer.from(',"price":{"amount":')
const CURRENCY = Buffer.from(',"currency":"')

/** The members that show an item, its id first; the id alone where no more is wanted. */
export function writeCard(out: Out, { model, request: { fields, locale } }: Subject, item: number): void {
  const { idStart, idText, cardStart, cardText } = model.items.columns
  if (fields === 'id') {
    out.ascii('"id":').quoted(idText, idStart[item]!, idStart[item + 1]!)
    return
  }
  const at = model.cardLanguage[locale] * model.items.counts.numItems + item
  out.raw(cardText, cardStart[at]!, cardStart[at + 1]!)
  const price = priceOf(model, item, locale)
  if (!price) return
  out.raw(PRICE).integer(price.amount)
  out.raw(CURRENCY).ascii(price.currency.code).ascii('"}')
}

import { priceOf, type ServedModel } from '../model.ts'
import type { ItemRequest } from '../params.ts'

/** The members that show the item, each after a comma; empty where only ids are wanted. */
export function renderCard(model: ServedModel, item: number, { fields, locale }: ItemRequest): string {
  if (fields === 'id') return ''
  const { cardStart } = model.items.columns
  const at = model.cardLanguage[locale] * model.items.counts.numItems + item
  const card = model.cards.toString('utf8', cardStart[at], cardStart[at + 1])
  const price = priceOf(model, item, locale)
  return (
    (card && `,${card}`) +
    (price ? `,"price":{"amount":${price.amount},"currency":"${price.currency.code}"}` : '')
  )
}

/** A reason without a text says why, but nothing of how many. */
export function renderReason(code: string, text: string | undefined): string {
  return text === undefined ? `{"code":"${code}"}` : `{"code":"${code}","text":${JSON.stringify(text)}}`
}

export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}

import { idOf } from '../../format/ids.ts'
import { confidence, lift } from '../../measures.ts'
import { PHRASES } from '../reasons.ts'
import type { Companion } from '../recommend.ts'
import { renderCard, renderReason, rounded } from './card.ts'
import type { Subject } from './subject.ts'

/** Fewer joint orders than this are a handful of people: the item stands in the list, nothing is said of them. */
export const MIN_TOGETHER_TO_TELL = 5

const CODE = {
  item: 'bought-together',
  family: 'bought-with-family',
  band: 'bought-with-band',
  category: 'bought-with-category',
  popular: 'popular',
} as const

/** An entry of an also-bought list. What merely sells well is no rule about the item: no score, no evidence. */
export function renderCompanion(subject: Subject, companion: Companion): string {
  const { model, request } = subject
  const { item, level, together, score } = companion
  const id = JSON.stringify(idOf(model.items.columns, item))
  const isRule = level !== 'popular'
  const isTold = !isRule || together >= MIN_TOGETHER_TO_TELL
  const reason = renderReason(CODE[level], isTold ? sentence(subject, companion) : undefined)
  return (
    `{"id":${id}${isRule ? `,"score":${Number(score.toPrecision(4))}` : ''},"reason":${reason}` +
    `${isRule && isTold ? `,"evidence":${evidence(subject, companion)}` : ''}${renderCard(model, item, request)}}`
  )
}

function sentence({ model, request }: Subject, companion: Companion): string {
  const phrases = PHRASES[request.locale]
  switch (companion.level) {
    case 'item':
      return phrases.withItem(companion)
    case 'family':
      return phrases.withFamily(companion)
    case 'band':
      return phrases.withBand(
        companion,
        model.categoryNames[model.items.columns.bandCategory[companion.row - model.rows.band]!]!,
      )
    case 'category':
      return phrases.withCategory(companion, model.categoryNames[companion.row - model.rows.category]!)
    case 'popular':
      return phrases.popular
  }
}

function evidence({ model }: Subject, { item, together, orders }: Companion): string {
  const ordersOfItem = model.items.columns.orders[item]!
  const numOrders = model.alsoBought.counts.numBaskets
  return (
    `{"together":${together},"orders":${orders},"confidence":${rounded(confidence(together, orders), 3)},` +
    `"lift":${rounded(lift(together, orders, ordersOfItem, numOrders), 2)}}`
  )
}

import { idOf } from '../../format/ids.ts'
import { confidence, lift, wilsonLowerBound } from '../../measures.ts'
import { PHRASES } from '../reasons.ts'
import type { Companion } from '../recommend.ts'
import { renderCard, renderReason, rounded } from './card.ts'
import type { Subject } from './subject.ts'

/** Fewer joint orders than this are a handful of people: the item stands in the list, nothing is said of them. */
export const MIN_TOGETHER_TO_TELL = 5

const CODE = {
  item: 'bought-together',
  family: 'bought-with-family',
  category: 'bought-with-category',
  popular: 'popular',
} as const

/** An entry of an also-bought list. What merely sells well is no rule about the item: no score, no evidence. */
export function renderCompanion(subject: Subject, companion: Companion): string {
  const { model, request } = subject
  const { item, level, together } = companion
  const id = JSON.stringify(idOf(model.items.columns, item))
  const isRule = level !== 'popular'
  const isTold = !isRule || together >= MIN_TOGETHER_TO_TELL
  const reason = renderReason(CODE[level], isTold ? sentence(subject, companion) : undefined)
  return (
    `{"id":${id}${isRule ? `,"score":${score(subject, companion)}` : ''},"reason":${reason}` +
    `${isRule && isTold ? `,"evidence":${evidence(subject, companion)}` : ''}${renderCard(model, item, request)}}`
  )
}

/** The measure that ranked the row, to four significant digits. */
function score({ model }: Subject, { item, together, orders }: Companion): number {
  const { z, beta } = model.scoring
  const score = wilsonLowerBound(together, orders, z) * model.items.columns.orders[item]! ** -beta
  return Number(score.toPrecision(4))
}

function sentence({ model, item, request }: Subject, companion: Companion): string {
  const phrases = PHRASES[request.locale]
  switch (companion.level) {
    case 'item':
      return phrases.withItem(companion)
    case 'family':
      return phrases.withFamily(companion)
    case 'category':
      return phrases.withCategory(companion, model.categoryNames[model.items.columns.category[item]!]!)
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

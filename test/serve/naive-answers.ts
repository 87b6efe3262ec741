import { findItem, idOf } from '../../src/format/ids.ts'
import { NONE } from '../../src/format/layout.ts'
import { confidence, lift } from '../../src/measures.ts'
import { cardOf, priceOf } from '../../src/models/look.ts'
import type { CartRequest } from '../../src/serve/cart/request.ts'
import type { ServedModel } from '../../src/serve/model.ts'
import type { ItemRequest, ListRequest } from '../../src/serve/params.ts'
import {
  alsoBought,
  alternatives,
  type Companion,
  choiceOfThree,
  type Step,
  upgrades,
} from '../../src/serve/recommend.ts'
import { naiveComplements } from './cart/naive-complements.ts'

/*
 * The stupid twin of serve/render: the same answers, made of plain objects and without a sentence.
 */

const CODE = {
  item: 'bought-together',
  family: 'bought-with-family',
  band: 'bought-with-band',
  category: 'bought-with-category',
  popular: 'popular',
}

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals

/** Upgrades, alternatives and also-bought of an item, as the answer of its page. */
export function naivePage(model: ServedModel, request: ItemRequest) {
  const { items } = model
  const item = findItem(items.columns, request.id)
  const exclude = new Set(request.exclude.map(id => findItem(items.columns, id)))
  const wish = { limit: request.limit, fallback: request.fallback, exclude }
  const companions = alsoBought(model, item, wish)
  const up = upgrades(model, item, wish)
  const down = alternatives(model, item, wish)
  const choice = choiceOfThree(model, item, up)
  const subject = { item: request.id, model: model.version, known: item !== NONE }
  const id = (other: number) => idOf(items.columns, other)
  const list = (name: string, source: string, entries: unknown[]) => ({
    ...subject,
    list: name,
    source,
    items: entries,
  })
  const source = (steps: readonly Step[]) => (steps.length > 0 ? 'item' : 'none')
  return {
    ...subject,
    alsoBought: list(
      'also-bought',
      companions[0]?.level ?? 'none',
      companions.map(c => companionOf(model, request, c)),
    ),
    upgrades: {
      ...list(
        'upgrades',
        source(up),
        up.map(step => stepOf(model, request, item, step)),
      ),
      ...(choice && { goodBetterBest: { good: id(item), better: id(choice.better), best: id(choice.best) } }),
    },
    alternatives: list(
      'alternatives',
      source(down),
      down.map(step => stepOf(model, request, item, step)),
    ),
  }
}

function shownOf(model: ServedModel, { fields, locale }: ListRequest, item: number) {
  const { items } = model
  if (fields === 'id') return { id: idOf(items.columns, item) }
  const price = priceOf(items, item)
  const isKnown = price && /^[A-Z]{3}$/.test(price.currency)
  return { ...cardOf(items, item, model.cardLanguage[locale]), ...(isKnown && { price }) }
}

/** What goes with a cart, as the answer for it. */
export function naiveCart(model: ServedModel, request: CartRequest) {
  const { items } = model
  const lines = request.lines.map(line => ({ ...line, item: findItem(items.columns, line.id) }))
  const known = lines.map(({ item }) => item).filter(item => item !== NONE)
  const exclude = new Set(request.exclude.map(id => findItem(items.columns, id)))
  const { limit, fallback } = request
  const shown = naiveComplements(model, known, { limit, fallback, exclude })
  return {
    cart: lines.map(({ id, quantity, item }) => ({ id, quantity, known: item !== NONE })),
    model: model.version,
    complements: {
      source: shown[0]?.level ?? 'none',
      items: shown.map(complement => ({
        ...companionOf(model, request, complement),
        ...(complement.line !== NONE && {
          score: rounded(complement.score, 4),
          with: idOf(items.columns, complement.line),
        }),
      })),
    },
  }
}

function companionOf(
  model: ServedModel,
  request: ListRequest,
  { item, level, together, orders, score }: Companion,
) {
  const isRule = level !== 'popular'
  const isTold = isRule && together >= 5
  const ordersOfItem = model.items.columns.orders[item]!
  return {
    ...shownOf(model, request, item),
    ...(isRule && { score: Number(score.toPrecision(4)) }),
    reason: { code: CODE[level] },
    ...(isTold && {
      evidence: {
        together,
        orders,
        confidence: rounded(confidence(together, orders), 3),
        lift: rounded(lift(together, orders, ordersOfItem, model.alsoBought.counts.numBaskets), 2),
      },
    }),
  }
}

function stepOf(model: ServedModel, request: ItemRequest, from: number, { item, at }: Step) {
  const { header, columns } = model.higherModel
  const [a, b] = [priceOf(model.items, from), priceOf(model.items, item)]
  const isPriced = a && b && a.currency === b.currency && /^[A-Z]{3}$/.test(a.currency)
  const difference = columns.difference[at]!
  const [start, end] = [columns.differenceStart[difference], columns.differenceStart[difference + 1]]
  return {
    ...shownOf(model, request, item),
    rung: header.rungs[columns.rung[at]!],
    ...(isPriced && {
      priceDifference: {
        amount: b.amount - a.amount,
        currency: b.currency,
        ...(a.amount > 0 && { ratio: rounded(b.amount / a.amount, 3) }),
      },
    }),
    ...(columns.bought[at]! >= 5 && { evidence: { looked: columns.looked[at], bought: columns.bought[at] } }),
    ...(difference !== NONE && {
      differences: JSON.parse(Buffer.from(columns.differenceText.subarray(start, end)).toString()),
    }),
  }
}

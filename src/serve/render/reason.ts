import { NONE } from '../../format/layout.ts'
import { confidence, lift } from '../../measures.ts'
import type { Out } from '../out.ts'
import { type Piece, pieceOf } from '../piece.ts'
import { type CartSlot, SENTENCES, type Sentences, type ShareSlot } from '../reasons.ts'
import type { Companion } from '../recommend.ts'
import type { Level } from '../row.ts'
import { writeTemplate } from '../template.ts'
import { titleOf } from './card.ts'
import type { View } from './subject.ts'

/** Fewer joint orders than this are a handful of people: the item stands in the list, nothing is said of them. */
export const MIN_TOGETHER_TO_TELL = 5

const CODE = {
  item: 'bought-together',
  family: 'bought-with-family',
  band: 'bought-with-band',
  category: 'bought-with-category',
  popular: 'popular',
} as const

const REASON = headsOf('')
const REASON_TOLD = headsOf('","text":"')

/** By level, what stands before the words of a reason, or before its end where nothing is told. */
function headsOf(end: string): { readonly [L in Level]: Piece } {
  const head = (code: string) => pieceOf(`,"reason":{"code":"${code}${end}`)
  return {
    item: head(CODE.item),
    family: head(CODE.family),
    band: head(CODE.band),
    category: head(CODE.category),
    popular: head(CODE.popular),
  }
}

/**
 * Why an entry stands in its list, and the counts behind it where they may be told. In a cart they are those of one
 * line, whose item the sentence names.
 */
export function writeReason(out: Out, view: View, companion: Companion, line = NONE): void {
  const { level, together } = companion
  const isRule = level !== 'popular'
  const isTold = !isRule || together >= MIN_TOGETHER_TO_TELL
  if (isTold) writeSentence(out.raw(REASON_TOLD[level]), view, companion, line)
  else out.raw(REASON[level])
  out.ascii('"}')
  if (isRule && isTold) writeEvidence(out, view, companion)
}

/** The share in per cent, or the number of orders where it would read 0%. */
function writeSentence(out: Out, view: View, companion: Companion, line: number): void {
  const sentences: Sentences = SENTENCES[view.request.locale]
  const { level, together, orders } = companion
  if (level === 'popular') {
    writeTemplate(out, sentences.popular, nothing)
    return
  }
  const percent = Math.round((100 * together) / orders)
  if (line !== NONE) {
    const family = percent === 0 ? sentences.cartTogether : sentences.cartShare
    writeTemplate<CartSlot>(out, family[level], slot => {
      if (slot === 'percent') out.integer(percent)
      else if (slot === 'together') out.integer(together)
      else if (slot === 'category') out.raw(categoryName(view, companion))
      else writeLine(out, view, line)
    })
    return
  }
  if (percent === 0) {
    writeTemplate(out, sentences.together, () => out.integer(together))
    return
  }
  writeTemplate<ShareSlot>(out, sentences.share[level], slot => {
    if (slot === 'percent') out.integer(percent)
    else out.raw(categoryName(view, companion))
  })
}

function nothing(): void {}

/** Longer titles than this would be most of a sentence: ninety letters, thirty characters of Japanese. */
const MAX_TITLE_BYTES = 90

function writeLine(out: Out, view: View, line: number): void {
  const { named, unnamed } = SENTENCES[view.request.locale].cartLine
  const title = titleOf(view, line)
  if (title === undefined || title[1] - title[0] > MAX_TITLE_BYTES) writeTemplate(out, unnamed, nothing)
  else writeTemplate(out, named, () => out.raw(view.model.cards, title[0], title[1]))
}

function categoryName({ model }: View, { level, row }: Companion): Piece {
  const { rows, categoryNames, items } = model
  const category = level === 'band' ? items.columns.bandCategory[row - rows.band]! : row - rows.category
  return categoryNames[category]!
}

const TOGETHER = pieceOf(',"evidence":{"together":')
const ORDERS = pieceOf(',"orders":')
const CONFIDENCE = pieceOf(',"confidence":')
const LIFT = pieceOf(',"lift":')

function writeEvidence(out: Out, { model }: View, { item, together, orders }: Companion): void {
  const ordersOfItem = model.items.columns.orders[item]!
  const numOrders = model.alsoBought.counts.numBaskets
  out.raw(TOGETHER).integer(together)
  out.raw(ORDERS).integer(orders)
  out.raw(CONFIDENCE).decimal(confidence(together, orders), 3)
  out
    .raw(LIFT)
    .decimal(lift(together, orders, ordersOfItem, numOrders), 2)
    .ascii('}')
}

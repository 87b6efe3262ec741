import { confidence, lift } from '../../measures.ts'
import type { Out } from '../out.ts'
import { type Piece, pieceOf } from '../piece.ts'
import { SENTENCES, type Sentences, type ShareSlot } from '../reasons.ts'
import type { Companion } from '../recommend.ts'
import type { Level } from '../row.ts'
import { writeTemplate } from '../template.ts'
import { writeCard } from './card.ts'
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

const SCORE = pieceOf(',"score":')
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

/** An entry of an also-bought list. What merely sells well is no rule about the item: no score, no evidence. */
export function writeCompanion(out: Out, subject: Subject, companion: Companion): void {
  const { item, level, together } = companion
  const isRule = level !== 'popular'
  const isTold = !isRule || together >= MIN_TOGETHER_TO_TELL
  writeCard(out.ascii('{'), subject, item)
  if (isRule) out.raw(SCORE).ascii(scoreText(companion.score))
  if (isTold) writeSentence(out.raw(REASON_TOLD[level]), subject, companion)
  else out.raw(REASON[level])
  out.ascii('"}')
  if (isRule && isTold) writeEvidence(out, subject, companion)
  out.ascii('}')
}

/** Four significant digits. Stored scores are 256 numbers: their texts are kept. */
function scoreText(score: number): string {
  const known = SCORE_TEXTS.get(score)
  if (known !== undefined) return known
  const text = String(Number(score.toPrecision(4)))
  if (SCORE_TEXTS.size < MAX_SCORE_TEXTS) SCORE_TEXTS.set(score, text)
  return text
}

const MAX_SCORE_TEXTS = 1024
const SCORE_TEXTS = new Map<number, string>()

/** The share in per cent, or the number of orders where it would read 0%. */
function writeSentence(out: Out, subject: Subject, companion: Companion): void {
  const sentences: Sentences = SENTENCES[subject.request.locale]
  const { level, together, orders } = companion
  if (level === 'popular') {
    writeTemplate(out, sentences.popular, nothing)
    return
  }
  const percent = Math.round((100 * together) / orders)
  if (percent === 0) {
    writeTemplate(out, sentences.together, () => out.integer(together))
    return
  }
  writeTemplate<ShareSlot>(out, sentences.share[level], slot => {
    if (slot === 'percent') out.integer(percent)
    else out.raw(categoryName(subject, companion))
  })
}

function nothing(): void {}

function categoryName({ model }: Subject, { level, row }: Companion): Piece {
  const { rows, categoryNames, items } = model
  const category = level === 'band' ? items.columns.bandCategory[row - rows.band]! : row - rows.category
  return categoryNames[category]!
}

const TOGETHER = pieceOf(',"evidence":{"together":')
const ORDERS = pieceOf(',"orders":')
const CONFIDENCE = pieceOf(',"confidence":')
const LIFT = pieceOf(',"lift":')

function writeEvidence(out: Out, { model }: Subject, { item, together, orders }: Companion): void {
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

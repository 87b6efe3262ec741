import { NONE } from '../../format/layout.ts'
import type { Currency } from '../money.ts'
import type { Out } from '../out.ts'
import { type Piece, pieceOf } from '../piece.ts'
import { type Gap, SENTENCES, type StepKind, type StepSlot } from '../reasons.ts'
import type { Step } from '../recommend.ts'
import { writeTemplate } from '../template.ts'
import { writeCard } from './card.ts'
import { MIN_TOGETHER_TO_TELL } from './reason.ts'
import type { Subject } from './subject.ts'

/** What a rung of the model's ladder is to a shopper; a rung that is new here is simply another model. */
const KIND: ReadonlyMap<string, StepKind> = new Map([
  ['variant', 'size'],
  ['tier', 'model'],
  ['successor', 'generation'],
  ['pack', 'pack'],
  ['subscription', 'subscription'],
  ['bought-instead', 'bought'],
])

const CODE = {
  up: {
    size: 'larger-version',
    model: 'higher-model',
    generation: 'newer-model',
    pack: 'bigger-pack',
    subscription: 'subscription',
    bought: 'bought-instead',
  },
  down: {
    size: 'smaller-version',
    model: 'simpler-model',
    generation: 'older-model',
    pack: 'smaller-pack',
    subscription: 'single-purchase',
    bought: 'cheaper-choice',
  },
} as const

/** What a rung of the model's ladder is to a shopper, and what its entries hold between card and words. */
type Rung = { readonly kind: StepKind; readonly up: Piece; readonly down: Piece }

const RUNGS = new Map<string, Rung>()

function rungOf(name: string): Rung {
  const known = RUNGS.get(name)
  if (known !== undefined) return known
  const kind = KIND.get(name) ?? 'model'
  const head = (code: string) =>
    pieceOf(`,"rung":${JSON.stringify(name)},"reason":{"code":"${code}","text":"`)
  const rung = { kind, up: head(CODE.up[kind]), down: head(CODE.down[kind]) }
  RUNGS.set(name, rung)
  return rung
}

const DIFFERENCES = pieceOf(',"differences":')

/** An entry of a list of upgrades (up) or alternatives (down). */
export function writeStep(out: Out, subject: Subject, step: Step, way: 'up' | 'down'): void {
  const { header, columns } = subject.model.higherModel
  const rung = rungOf(header.rungs[columns.rung[step.at]!]!)
  const difference = columns.difference[step.at]!
  const gap = gapTo(subject, step)
  writeCard(out.ascii('{'), subject, step.item)
  out.raw(rung[way])
  writeSentence(out, subject, { way, kind: rung.kind, difference, gap })
  out.ascii('"}')
  if (gap) writePriceDifference(out, gap)
  if (difference !== NONE) writeDifference(out.raw(DIFFERENCES), subject, difference)
  const bought = columns.bought[step.at] ?? 0
  if (bought >= MIN_TOGETHER_TO_TELL) {
    const looked = columns.looked[step.at]!
    out.ascii(',"evidence":{"looked":').integer(looked).ascii(',"bought":').integer(bought).ascii('}')
  }
  out.ascii('}')
}

type Said = {
  readonly way: 'up' | 'down'
  readonly kind: StepKind
  readonly difference: number
  readonly gap: PriceGap | undefined
}

function writeSentence(out: Out, subject: Subject, { way, kind, difference, gap }: Said): void {
  const sentences = SENTENCES[subject.request.locale]
  const words = subject.model.differenceWords[subject.request.locale]
  // Where people tell, not the catalogue, it is they who are named.
  const isCatalogue = kind !== 'bought' || way === 'down'
  const isTold =
    isCatalogue && difference !== NONE && words !== undefined && isWorded(subject, words + difference)
  const family = way === 'up' ? sentences.up : isTold ? sentences.down : sentences.downUntold
  writeTemplate<StepSlot>(out, family[gap?.direction ?? 'unknown'], slot => {
    if (slot === 'money') gap!.currency.write(out, Math.abs(gap!.amount))
    else if (isTold) writeDifference(out, subject, words + difference)
    else writeTemplate(out, sentences[way === 'up' ? 'stepUp' : 'stepDown'][kind], nothing)
  })
}

function nothing(): void {}

function isWorded({ model }: Subject, entry: number): boolean {
  const { differenceStart } = model.higherModel.columns
  return differenceStart[entry + 1]! > differenceStart[entry]!
}

/** The differences are finished JSON in the model, as data and in words: copied, never parsed. */
function writeDifference(out: Out, { model }: Subject, entry: number): void {
  const { differenceStart } = model.higherModel.columns
  out.raw(model.differences, differenceStart[entry]!, differenceStart[entry + 1]!)
}

type PriceGap = {
  readonly direction: Gap
  readonly amount: number
  /** Undefined where the item asked for costs nothing. */
  readonly ratio: number | undefined
  readonly currency: Currency
}

/** Undefined where a price is not known or the currencies differ. */
function gapTo({ model, item, request }: Subject, step: Step): PriceGap | undefined {
  const { price, currency: currencyOf } = model.items.columns
  const from = price[item]!
  const to = price[step.item]!
  const currency = model.currencies[request.locale][currencyOf[item]!]
  if (from === NONE || to === NONE || currency === undefined) return undefined
  if (currencyOf[item] !== currencyOf[step.item]) return undefined
  const amount = to - from
  return {
    direction: amount > 0 ? 'dearer' : amount < 0 ? 'cheaper' : 'equal',
    amount,
    ratio: from > 0 ? to / from : undefined,
    currency,
  }
}

const PRICE_DIFFERENCE = pieceOf(',"priceDifference":{"amount":')
const RATIO = pieceOf(',"ratio":')

function writePriceDifference(out: Out, { amount, ratio, currency }: PriceGap): void {
  out.raw(PRICE_DIFFERENCE).integer(amount).raw(currency.member)
  if (ratio !== undefined) out.raw(RATIO).decimal(ratio, 3)
  out.ascii('}')
}

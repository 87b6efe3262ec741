import { NONE } from '../../format/layout.ts'
import { priceOf } from '../model.ts'
import type { Currency } from '../money.ts'
import type { Out } from '../out.ts'
import { type Gap, SENTENCES, type StepKind, type StepSlot } from '../reasons.ts'
import type { Step } from '../recommend.ts'
import { writeTemplate } from '../template.ts'
import { writeCard } from './card.ts'
import { MIN_TOGETHER_TO_TELL } from './companion.ts'
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

/** An entry of a list of upgrades (up) or alternatives (down). */
export function writeStep(out: Out, subject: Subject, step: Step, way: 'up' | 'down'): void {
  const { header, columns } = subject.model.higherModel
  const rung = header.rungs[columns.rung[step.at]!]!
  const kind = KIND.get(rung) ?? 'model'
  const difference = columns.difference[step.at]!
  const gap = gapTo(subject, step)
  writeCard(out.ascii('{'), subject, step.item)
  out.ascii(',"rung":"').text(rung).ascii('","reason":{"code":"').ascii(CODE[way][kind]).ascii('","text":"')
  writeSentence(out, subject, { way, kind, difference, gap })
  out.ascii('"}')
  if (gap) writePriceDifference(out, gap)
  if (difference !== NONE) writeDifference(out.ascii(',"differences":'), subject, difference)
  const [looked = 0, bought = 0] = [columns.looked[step.at], columns.bought[step.at]]
  if (bought >= MIN_TOGETHER_TO_TELL) {
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
  const { differenceStart, differenceText } = model.higherModel.columns
  out.raw(differenceText, differenceStart[entry]!, differenceStart[entry + 1]!)
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
  const from = priceOf(model, item, request.locale)
  const to = priceOf(model, step.item, request.locale)
  if (from === undefined || to === undefined || from.currency !== to.currency) return undefined
  const amount = to.amount - from.amount
  return {
    direction: amount > 0 ? 'dearer' : amount < 0 ? 'cheaper' : 'equal',
    amount,
    ratio: from.amount > 0 ? to.amount / from.amount : undefined,
    currency: to.currency,
  }
}

function writePriceDifference(out: Out, { amount, ratio, currency }: PriceGap): void {
  out.ascii(',"priceDifference":{"amount":').integer(amount)
  out.ascii(',"currency":"').ascii(currency.code).ascii('"')
  if (ratio !== undefined) out.ascii(',"ratio":').decimal(ratio, 3)
  out.ascii('}')
}

import { idOf } from '../../format/ids.ts'
import { NONE } from '../../format/layout.ts'
import { priceOf } from '../model.ts'
import { PHRASES, type PriceGap, type StepKind } from '../reasons.ts'
import type { Step } from '../recommend.ts'
import { renderCard, renderReason, rounded } from './card.ts'
import type { Subject } from './subject.ts'

/** What a rung of the model's ladder is to a shopper; a rung that is new here is simply another model. */
const KIND: ReadonlyMap<string, StepKind> = new Map([
  ['variant', 'size'],
  ['tier', 'model'],
  ['successor', 'generation'],
  ['pack', 'pack'],
  ['subscription', 'subscription'],
])

const UP_CODE = {
  size: 'larger-version',
  model: 'higher-model',
  generation: 'newer-model',
  pack: 'bigger-pack',
  subscription: 'subscription',
} as const
const DOWN_CODE = {
  size: 'smaller-version',
  model: 'simpler-model',
  generation: 'older-model',
  pack: 'smaller-pack',
  subscription: 'single-purchase',
} as const

/** An entry of an upgrades list. */
export function renderUpStep(subject: Subject, step: Step): string {
  const kind = kindOf(subject, step)
  const gap = gapTo(subject, step)
  const text = PHRASES[subject.request.locale].stepUp(kind, differencesInWords(subject, step), gap)
  return renderStep(subject, step, renderReason(UP_CODE[kind], text), gap)
}

/** An entry of an alternatives list. */
export function renderDownStep(subject: Subject, step: Step): string {
  const kind = kindOf(subject, step)
  const gap = gapTo(subject, step)
  const text = PHRASES[subject.request.locale].stepDown(kind, differencesInWords(subject, step), gap)
  return renderStep(subject, step, renderReason(DOWN_CODE[kind], text), gap)
}

/** The differences are a finished JSON text in the model: it is copied, never parsed. */
function renderStep(subject: Subject, step: Step, reason: string, gap: Gap | undefined): string {
  const { model, request } = subject
  const { header, columns } = model.higherModel
  const difference = columns.difference[step.at]!
  return (
    `{"id":${JSON.stringify(idOf(model.items.columns, step.item))},` +
    `"rung":${JSON.stringify(header.rungs[columns.rung[step.at]!]!)},"reason":${reason}` +
    `${gap ? `,"priceDifference":${gap.json}` : ''}` +
    `${difference === NONE ? '' : `,"differences":${differenceText(subject, difference)}`}` +
    `${renderCard(model, step.item, request)}}`
  )
}

function kindOf({ model }: Subject, { at }: Step): StepKind {
  const { header, columns } = model.higherModel
  return KIND.get(header.rungs[columns.rung[at]!]!) ?? 'model'
}

/** "+128 GB storage"; undefined where the model tells no difference, or not in this language. */
function differencesInWords(subject: Subject, { at }: Step): string | undefined {
  const { model, request } = subject
  const difference = model.higherModel.columns.difference[at]!
  const words = model.differenceWords[request.locale]
  if (difference === NONE || words === undefined) return undefined
  return differenceText(subject, words + difference) || undefined
}

function differenceText({ model }: Subject, entry: number): string {
  const { differenceStart } = model.higherModel.columns
  return model.differences.toString('utf8', differenceStart[entry], differenceStart[entry + 1])
}

type Gap = PriceGap & { readonly json: string }

/** Undefined where a price is not known or the currencies differ. The ratio needs a price above zero. */
function gapTo({ model, item, request }: Subject, step: Step): Gap | undefined {
  const from = priceOf(model, item, request.locale)
  const to = priceOf(model, step.item, request.locale)
  if (from === undefined || to === undefined || from.currency !== to.currency) return undefined
  const amount = to.amount - from.amount
  const ratio = from.amount > 0 ? `,"ratio":${rounded(to.amount / from.amount, 3)}` : ''
  return {
    direction: amount > 0 ? 'dearer' : amount < 0 ? 'cheaper' : 'equal',
    money: to.currency.write(Math.abs(amount)),
    json: `{"amount":${amount},"currency":"${to.currency.code}"${ratio}}`,
  }
}

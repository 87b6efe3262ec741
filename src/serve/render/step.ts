import { idOf } from '../../format/ids.ts'
import { priceOf } from '../model.ts'
import { type Difference, PHRASES, type PriceGap } from '../reasons.ts'
import type { Step } from '../recommend.ts'
import { renderCard, renderReason, rounded } from './card.ts'
import type { Subject } from './subject.ts'

/** In what a rung of the model's ladder differs, to a shopper; a rung that is new here is simply another model. */
const DIFFERENCE: ReadonlyMap<string, Difference> = new Map([
  ['variant', 'size'],
  ['tier', 'model'],
  ['pack', 'pack'],
  ['subscription', 'subscription'],
])

const UP_CODE = {
  size: 'larger-version',
  model: 'higher-model',
  pack: 'bigger-pack',
  subscription: 'subscription',
} as const
const DOWN_CODE = {
  size: 'smaller-version',
  model: 'simpler-model',
  pack: 'smaller-pack',
  subscription: 'single-purchase',
} as const

/** An entry of an upgrades list. */
export function renderUpStep(subject: Subject, step: Step): string {
  const difference = differenceOf(subject, step)
  const gap = gapTo(subject, step)
  const text = PHRASES[subject.request.locale].stepUp(difference, gap)
  return renderStep(subject, step, renderReason(UP_CODE[difference], text), gap)
}

/** An entry of an alternatives list. */
export function renderDownStep(subject: Subject, step: Step): string {
  const difference = differenceOf(subject, step)
  const gap = gapTo(subject, step)
  const text = PHRASES[subject.request.locale].stepDown(difference, gap)
  return renderStep(subject, step, renderReason(DOWN_CODE[difference], text), gap)
}

function renderStep({ model, request }: Subject, step: Step, reason: string, gap: Gap | undefined): string {
  const id = JSON.stringify(idOf(model.items.columns, step.item))
  const rung = JSON.stringify(model.higherModel.header.rungs[step.rung]!)
  return (
    `{"id":${id},"rung":${rung},"reason":${reason}${gap ? `,"priceDifference":${gap.json}` : ''}` +
    `${renderCard(model, step.item, request)}}`
  )
}

function differenceOf({ model }: Subject, step: Step): Difference {
  return DIFFERENCE.get(model.higherModel.header.rungs[step.rung]!) ?? 'model'
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

import { phraseOf } from '../build/ladder/phrases.ts'
import type { Step } from '../build/ladder.ts'
import type { LadderEvaluation } from '../evaluate/higher-model/higher-model.ts'
import type { Violation } from '../evaluate/higher-model/violations.ts'
import { money } from '../money.ts'
import { type Html, html } from './html.ts'

/** One ladder: the item asked for and its steps up, each with price, ratio, rung, what is better, and its faults. */
export function ladderRow(evaluation: LadderEvaluation, x: number): Html {
  const { items, ladder, violations } = evaluation
  const { title, id, brand, category } = items[x]!
  const faults = violations.filter(v => (v.way === 'up' ? v.x : v.y) === x)
  const choice = ladder.choices[x]
  const steps = ladder.upgrades[x]!.map((step, place) =>
    stepCard(evaluation, x, step, {
      mark: place === choice?.better ? 'better' : place === choice?.best ? 'best' : undefined,
      faults: faults.filter(v => v.way === 'up' && v.y === step.item),
    }),
  )
  const downFaults = faults.filter(v => v.way === 'down')
  const rungs = [...new Set(ladder.upgrades[x]!.map(step => step.rung))].join(' ')
  return html`<li data-rungs="${rungs}">
<div class="asked"><b>${title ?? id}</b><span>${priceOf(evaluation, x)}</span><small>${[brand, category, id].filter(Boolean).join(' · ')}</small>${faultList(downFaults)}</div>
${steps}</li>
`
}

type Marks = { readonly mark: string | undefined; readonly faults: readonly Violation[] }

function stepCard(
  evaluation: LadderEvaluation,
  x: number,
  { item, rung, differences }: Step,
  { mark, faults }: Marks,
): Html {
  const { items } = evaluation
  const { title, id, price } = items[item]!
  const ratio = price!.amount / items[x]!.price!.amount
  const open = mark ? html`<div class="step ${mark}">` : html`<div class="step">`
  return html`${open}<b>${title ?? id}</b><span>${priceOf(evaluation, item)} · ${ratio.toFixed(2)} ×</span><small>${rung}${mark && `, ${mark}`}: ${phraseOf(differences, 'en') || 'nothing told'}<br>${id}</small>${faultList(faults)}</div>`
}

function faultList(faults: readonly Violation[]): Html | undefined {
  if (faults.length === 0) return undefined
  return html`<em>${faults.map(({ kind, way, what }) => `${way === 'down' ? 'down: ' : ''}${kind} ${what}`).join('; ')}</em>`
}

function priceOf({ items }: LadderEvaluation, i: number): string {
  const { price } = items[i]!
  return price ? money(price) : 'no price'
}

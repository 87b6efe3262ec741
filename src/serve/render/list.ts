import { idOf } from '../../format/ids.ts'
import { NONE } from '../../format/layout.ts'
import { type Companion, choiceOfThree, type Step } from '../recommend.ts'
import { renderCompanion } from './companion.ts'
import { renderDownStep, renderUpStep } from './step.ts'
import type { Subject } from './subject.ts'

/*
 * Answers as JSON text, written by hand because the card of an item lies in the model as a finished fragment:
 * it is copied, never parsed.
 */

/** The product page: all lists in one body. */
export function renderPage(
  { model, item, request }: Subject,
  alsoBought: string,
  upgrades: string,
  alternatives: string,
): string {
  return (
    `{"item":${JSON.stringify(request.id)},"model":${JSON.stringify(model.version)},"known":${item !== NONE},` +
    `"alsoBought":${alsoBought},"upgrades":${upgrades},"alternatives":${alternatives}}`
  )
}

/** The first companion stands on the finest evidence of the list. */
export function renderAlsoBought(subject: Subject, companions: readonly Companion[]): string {
  const entries = companions.map(companion => renderCompanion(subject, companion))
  return renderList(subject, 'also-bought', companions[0]?.level ?? 'none', entries)
}

export function renderUpgrades(subject: Subject, steps: readonly Step[]): string {
  const entries = steps.map(step => renderUpStep(subject, step))
  return renderList(
    subject,
    'upgrades',
    steps.length > 0 ? 'item' : 'none',
    entries,
    renderChoice(subject, steps),
  )
}

export function renderAlternatives(subject: Subject, steps: readonly Step[]): string {
  const entries = steps.map(step => renderDownStep(subject, step))
  return renderList(subject, 'alternatives', steps.length > 0 ? 'item' : 'none', entries)
}

/** Good, better, best, by id: the widget has their cards. */
function renderChoice({ model, item, request }: Subject, steps: readonly Step[]): string {
  const choice = choiceOfThree(model, item, steps)
  if (choice === undefined) return ''
  const id = (other: number) => JSON.stringify(idOf(model.items.columns, other))
  return `,"goodBetterBest":{"good":${JSON.stringify(request.id)},"better":${id(choice.better)},"best":${id(choice.best)}}`
}

function renderList(
  { model, item, request }: Subject,
  list: string,
  source: string,
  entries: readonly string[],
  more = '',
): string {
  return (
    `{"item":${JSON.stringify(request.id)},"list":"${list}","model":${JSON.stringify(model.version)},` +
    `"known":${item !== NONE},"source":"${source}","items":[${entries.join(',')}]${more}}`
  )
}

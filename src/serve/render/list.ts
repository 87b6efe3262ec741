import { NONE } from '../../format/layout.ts'
import type { ServedModel } from '../model.ts'
import type { ItemRequest } from '../params.ts'
import type { Companion, Step } from '../recommend.ts'
import { renderCompanion } from './companion.ts'
import { renderDownStep, renderUpStep } from './step.ts'

/*
 * Answers as JSON text, written by hand because the card of an item lies in the model as a finished fragment:
 * it is copied, never parsed.
 */

/** The item asked for, by whom it is known, and how the answer is wanted. */
export type Subject = {
  readonly model: ServedModel
  /** NONE where the model does not know the item. */
  readonly item: number
  readonly request: ItemRequest
}

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
  return renderList(subject, 'upgrades', steps.length > 0 ? 'item' : 'none', entries)
}

export function renderAlternatives(subject: Subject, steps: readonly Step[]): string {
  const entries = steps.map(step => renderDownStep(subject, step))
  return renderList(subject, 'alternatives', steps.length > 0 ? 'item' : 'none', entries)
}

function renderList(
  { model, item, request }: Subject,
  list: string,
  source: string,
  entries: readonly string[],
): string {
  return (
    `{"item":${JSON.stringify(request.id)},"list":"${list}","model":${JSON.stringify(model.version)},` +
    `"known":${item !== NONE},"source":"${source}","items":[${entries.join(',')}]}`
  )
}

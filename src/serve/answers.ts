import { findItem } from '../format/ids.ts'
import { demandAt } from './moment.ts'
import * as recommend from './recommend.ts'
import { renderAlsoBought, renderAlternatives, renderPage, renderUpgrades } from './render/list.ts'
import type { Subject } from './render/subject.ts'

/** The answer to a question about one item, as JSON text. Pure: recommend, then render. */
export type Answer = (subject: Subject) => string

export const alsoBought: Answer = subject =>
  renderAlsoBought(subject, recommend.alsoBought(subject.model, subject.item, wishOf(subject)))

export const upgrades: Answer = subject =>
  renderUpgrades(subject, recommend.upgrades(subject.model, subject.item, wishOf(subject)))

export const alternatives: Answer = subject =>
  renderAlternatives(subject, recommend.alternatives(subject.model, subject.item, wishOf(subject)))

export const page: Answer = subject =>
  renderPage(subject, alsoBought(subject), upgrades(subject), alternatives(subject))

/** Ids that the model does not know exclude nothing. */
function wishOf({ model, request }: Subject): recommend.Wish {
  const { limit, fallback } = request
  const exclude = new Set(request.exclude.map(id => findItem(model.items.columns, id)))
  const isTimed = request.at !== undefined || request.segment !== undefined
  const demand = isTimed && model.segments ? demandAt(model.segments, request) : undefined
  return { limit, fallback, exclude, demand }
}

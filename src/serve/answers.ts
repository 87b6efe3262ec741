import { findItem } from '../format/ids.ts'
import { NONE } from '../format/layout.ts'
import { complements } from './cart/complements.ts'
import type { CartRequest } from './cart/request.ts'
import type { Source } from './metrics/sources.ts'
import type { ServedModel } from './model.ts'
import { demandAt } from './moment.ts'
import { Out } from './out.ts'
import type { ListRequest } from './params.ts'
import { readCards } from './read-ahead.ts'
import * as recommend from './recommend.ts'
import { writeCart } from './render/cart.ts'
import { writeAlsoBought, writeAlternatives, writeSubject, writeUpgrades } from './render/list.ts'
import type { Subject } from './render/subject.ts'

/** The answer to a question about one item: recommend, then write. */
export type Answer = (subject: Subject) => Answered

export type Answered = {
  /** The bytes of a JSON text. */
  readonly json: Buffer<ArrayBuffer>
  /** The finest evidence of the also-bought list; undefined where there is none in the answer. */
  readonly source: Source | undefined
}

/** Answers are written one at a time, without a pause. */
const out = new Out()

export const alsoBought: Answer = subject => {
  const companions = recommend.alsoBought(subject.model, subject.item, wishOf(subject))
  readCards(subject.model, companions)
  writeAlsoBought(out, subject, companions)
  return { json: out.taken(), source: sourceOf(companions) }
}

export const upgrades: Answer = subject => {
  const steps = recommend.upgrades(subject.model, subject.item, wishOf(subject))
  readCards(subject.model, steps)
  writeUpgrades(out, subject, steps)
  return { json: out.taken(), source: undefined }
}

export const alternatives: Answer = subject => {
  const steps = recommend.alternatives(subject.model, subject.item, wishOf(subject))
  readCards(subject.model, steps)
  writeAlternatives(out, subject, steps)
  return { json: out.taken(), source: undefined }
}

/** The product page: all lists in one body. */
export const page: Answer = subject => {
  const { model, item } = subject
  const wish = wishOf(subject)
  const higher = recommend.upgrades(model, item, wish)
  const simpler = recommend.alternatives(model, item, wish)
  const companions = recommend.alsoBought(model, item, wish)
  readCards(model, higher)
  readCards(model, simpler)
  readCards(model, companions)
  writeSubject(out, subject)
  writeAlsoBought(out.ascii(',"alsoBought":'), subject, companions)
  writeUpgrades(out.ascii(',"upgrades":'), subject, higher)
  writeAlternatives(out.ascii(',"alternatives":'), subject, simpler)
  return { json: out.ascii('}').taken(), source: sourceOf(companions) }
}

/** What goes with a cart. */
export function cart(model: ServedModel, request: CartRequest): Answered {
  const { limit, fallback } = request
  const items = request.lines.map(({ id }) => findItem(model.items.columns, id))
  const known = items.filter(item => item !== NONE)
  const shown = complements(model, known, { limit, fallback, exclude: excludedOf(model, request) })
  readCards(model, shown)
  writeCart(out, { model, items, request }, shown)
  return { json: out.taken(), source: undefined }
}

function sourceOf(companions: readonly recommend.Companion[]): Source {
  return companions[0]?.level ?? 'none'
}

function wishOf({ model, request }: Subject): recommend.Wish {
  const { limit, fallback } = request
  const isTimed = request.at !== undefined || request.segment !== undefined
  const demand = isTimed && model.segments ? demandAt(model.segments, request) : undefined
  return { limit, fallback, exclude: excludedOf(model, request), demand }
}

/** Ids that the model does not know exclude nothing. */
function excludedOf({ items }: ServedModel, { exclude }: Pick<ListRequest, 'exclude'>): ReadonlySet<number> {
  return exclude.length === 0 ? NOTHING : new Set(exclude.map(id => findItem(items.columns, id)))
}

const NOTHING: ReadonlySet<number> = new Set()

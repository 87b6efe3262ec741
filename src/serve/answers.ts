import { findItem } from '../format/ids.ts'
import type { Source } from './metrics/sources.ts'
import { demandAt } from './moment.ts'
import { Out } from './out.ts'
import * as recommend from './recommend.ts'
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

const writeList = {
  alsoBought: (subject: Subject, wish: recommend.Wish): Source => {
    const companions = recommend.alsoBought(subject.model, subject.item, wish)
    writeAlsoBought(out, subject, companions)
    return companions[0]?.level ?? 'none'
  },
  upgrades: (subject: Subject, wish: recommend.Wish) => {
    writeUpgrades(out, subject, recommend.upgrades(subject.model, subject.item, wish))
    return undefined
  },
  alternatives: (subject: Subject, wish: recommend.Wish) => {
    writeAlternatives(out, subject, recommend.alternatives(subject.model, subject.item, wish))
    return undefined
  },
} as const

export const alsoBought = listAlone('alsoBought')
export const upgrades = listAlone('upgrades')
export const alternatives = listAlone('alternatives')

/** The product page: all lists in one body. */
export const page: Answer = subject => {
  const wish = wishOf(subject)
  writeSubject(out, subject)
  out.ascii(',"alsoBought":')
  const source = writeList.alsoBought(subject, wish)
  out.ascii(',"upgrades":')
  writeList.upgrades(subject, wish)
  out.ascii(',"alternatives":')
  writeList.alternatives(subject, wish)
  return { json: out.ascii('}').taken(), source }
}

function listAlone(list: keyof typeof writeList): Answer {
  return subject => {
    const source = writeList[list](subject, wishOf(subject))
    return { json: out.taken(), source }
  }
}

/** Ids that the model does not know exclude nothing. */
function wishOf({ model, request }: Subject): recommend.Wish {
  const { limit, fallback } = request
  const exclude =
    request.exclude.length === 0
      ? NOTHING
      : new Set(request.exclude.map(id => findItem(model.items.columns, id)))
  const isTimed = request.at !== undefined || request.segment !== undefined
  const demand = isTimed && model.segments ? demandAt(model.segments, request) : undefined
  return { limit, fallback, exclude, demand }
}

const NOTHING: ReadonlySet<number> = new Set()

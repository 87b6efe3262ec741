import { type Events, pickSessions } from '../../build/events.ts'
import type { Item } from '../../build/shop.ts'
import { cellDraw } from '../../random.ts'
import { hitRate, meanReciprocalRank } from '../metrics/accuracy.ts'
import { pairedInterval } from '../metrics/bootstrap.ts'
import type { TaskResult } from '../task-result.ts'
import { TRADE_UP_METHODS, visitsByItem } from './trade-up-methods.ts'
import { type Field, fieldOf, type Question, questionsOf } from './trade-up-questions.ts'

/** With so many questions in the last tenth of the sessions, these are held out. */
const ENOUGH = 1000
const NUM_FOLDS = 10

/**
 * Who looked at x and bought a dearer y of its category: where does y stand among what is shown for x? Once asked from
 * the item looked at first, once from the last. No session is asked about by what it has taught. Where no item has a
 * price, any other item of the category counts, and the result says that this is no trade-up.
 */
export function evaluateTradeUp(items: readonly Item[], events: Events, seed: number): TaskResult[] {
  const field = fieldOf(items)
  const questions = questionsOf(events, field)
  const { parts, how } = heldOut(questions, events.start.length - 1, seed)
  const asked = parts.flatMap(part => part.questions)
  const notes = notesOf(asked, field, how)
  const methods = TRADE_UP_METHODS.filter(({ needsPrices = false }) => field.isPriced || !needsPrices)
  const lessons = parts.map(({ taught }) => {
    const lesson = pickSessions(events, taught)
    return { items, events: lesson, visits: visitsByItem(items, lesson), seed }
  })
  const learnt = methods.map(({ learn }) => lessons.map(learn))
  return (['viewedFirst', 'viewedLast'] as const).map(from => {
    const answers = learnt.map(showIn =>
      parts.flatMap((part, p) =>
        part.questions.map(question => showIn[p]!(question[from], field.candidates(question[from]))),
      ),
    )
    const ranks = answers.map(lists =>
      Uint32Array.from(lists, (list, q) => list.indexOf(asked[q]!.bought) + 1),
    )
    const word = from === 'viewedFirst' ? 'first' : 'last'
    return {
      task: `${field.isPriced ? 'trade-up' : 'another of the category'}, from the item looked at ${word}`,
      questions: asked.length,
      notes,
      methods: methods.map(({ name }, m) => ({
        method: name,
        figures: figuresOf(ranks[m]!, answers[m]!),
        ...(m > 0 && { against: intervalsOf(ranks[0]!, ranks[m]!, seed) }),
      })),
    }
  })
}

type Part = {
  readonly questions: readonly Question[]
  /** The sessions to learn from: none of those asked about. */
  readonly taught: readonly number[]
}

function heldOut(
  questions: readonly Question[],
  numSessions: number,
  seed: number,
): { readonly parts: readonly Part[]; readonly how: string } {
  const sessions = [...Array(numSessions).keys()]
  const end = Math.floor(0.9 * numSessions)
  const last = questions.filter(({ session }) => session >= end)
  if (last.length >= ENOUGH) {
    const how = 'the last tenth of the sessions held out'
    return { parts: [{ questions: last, taught: sessions.slice(0, end) }], how }
  }
  const foldOf = (session: number) => Math.floor(NUM_FOLDS * cellDraw(seed, session, 0))
  const parts = Array.from({ length: NUM_FOLDS }, (_, fold) => ({
    questions: questions.filter(({ session }) => foldOf(session) === fold),
    taught: sessions.filter(session => foldOf(session) !== fold),
  }))
  const how = `${NUM_FOLDS} folds of sessions by a seeded draw, each foretold from the others`
  return { parts: parts.filter(part => part.questions.length > 0), how }
}

function notesOf(asked: readonly Question[], { isPriced, candidates }: Field, how: string): string[] {
  const beyond = asked.filter(({ viewedFirst, bought }) => !candidates(viewedFirst).includes(bought)).length
  const differ = asked.filter(({ viewedFirst, viewedLast }) => viewedFirst !== viewedLast).length
  return [
    ...(isPriced ? [] : ['no item has a price: anything else of the category counts, which is no trade-up']),
    `${how}; ${differ} of ${asked.length} buyers looked at another item last than first`,
    ...(beyond > 0 ? [`${beyond} bought beyond the price band, which no method shows`] : []),
  ]
}

function figuresOf(ranks: Uint32Array, answers: readonly (readonly number[])[]): Record<string, number> {
  return {
    'HR@1': hitRate(ranks, 1),
    'HR@3': hitRate(ranks, 3),
    'HR@5': hitRate(ranks, 5),
    MRR: meanReciprocalRank(ranks, Number.POSITIVE_INFINITY),
    coverage: answers.filter(list => list.length > 0).length / Math.max(1, answers.length),
  }
}

function intervalsOf(ours: Uint32Array, theirs: Uint32Array, seed: number) {
  const hit3 = (rank: number) => Number(rank >= 1 && rank <= 3)
  const reciprocal = (rank: number) => (rank === 0 ? 0 : 1 / rank)
  const interval = (gain: (rank: number) => number) =>
    pairedInterval(Float64Array.from(ours, gain), Float64Array.from(theirs, gain), seed)
  return { 'HR@3': interval(hit3), MRR: interval(reciprocal) }
}

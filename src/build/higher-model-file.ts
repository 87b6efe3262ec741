import type { Difference } from '../format/difference.ts'
import { encode } from '../format/encode.ts'
import { NO_STEP, NONE } from '../format/layout.ts'
import { PHRASE_LOCALES, phraseOf } from './ladder/phrases.ts'
import { type Ladder, RUNGS } from './ladder.ts'
import { joined, startsOf } from './texts.ts'

/** higher-model.idx: the steps of every item, up and down. What the same steps differ in is written once. */
export function higherModelFile({ upgrades, alternatives, choices }: Ladder): Uint8Array {
  const rows = [...upgrades, ...alternatives]
  const steps = rows.flat()
  const differences = new Differences()
  const difference = Uint32Array.from(steps, step => differences.numberOf(step.differences))
  const { start, bytes } = joined(differences.texts())
  const observed = steps.some(step => step.visits) ? steps : []
  return encode({
    kind: 'higher-model',
    counts: {
      numItems: upgrades.length,
      numSteps: steps.length,
      numDifferences: differences.length,
      numLocales: PHRASE_LOCALES.length,
      differenceBytes: bytes.length,
      numObserved: observed.length,
    },
    header: { rungs: RUNGS, locales: PHRASE_LOCALES },
    columns: {
      stepStart: startsOf(rows),
      step: Uint32Array.from(steps, step => step.item),
      difference,
      differenceStart: start,
      looked: Uint32Array.from(observed, step => step.visits?.looked ?? 0),
      bought: Uint32Array.from(observed, step => step.visits?.bought ?? 0),
      rung: Uint8Array.from(steps, step => RUNGS.indexOf(step.rung)),
      better: Uint8Array.from(choices, choice => choice?.better ?? NO_STEP),
      best: Uint8Array.from(choices, choice => choice?.best ?? NO_STEP),
      differenceText: bytes,
    },
  })
}

/** Numbers lists of differences in the order of their first use. */
class Differences {
  readonly #lists = new Map<string, { readonly number: number; readonly list: readonly Difference[] }>()

  get length(): number {
    return this.#lists.size
  }

  numberOf(list: readonly Difference[]): number {
    if (list.length === 0) return NONE
    const key = JSON.stringify(list)
    const known = this.#lists.get(key)
    if (known) return known.number
    this.#lists.set(key, { number: this.length, list })
    return this.length - 1
  }

  /** First all as data, then all in words as a JSON string holds them, one language after the other. */
  texts(): string[] {
    const lists = [...this.#lists.values()]
    return [
      ...this.#lists.keys(),
      ...PHRASE_LOCALES.flatMap(locale =>
        lists.map(({ list }) => JSON.stringify(phraseOf(list, locale)).slice(1, -1)),
      ),
    ]
  }
}

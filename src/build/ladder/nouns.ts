import { grouped } from '../grouped.ts'
import type { Model } from './models.ts'

/** Brands that must use a word of a type, or, of things without a brand, series. */
const USED_BY = 2
/** Models that must. */
const MIN_MODELS = 3

/**
 * By model number: the words of its name that other brands use for things of its type, too. A kettle and a toaster of
 * one coarse category have none in common, while names such as Galaxy belong to one brand and are none.
 */
export function nounsOf(models: readonly Model[]): ReadonlyMap<number, readonly string[]> {
  const nouns = new Map<number, readonly string[]>()
  for (const members of grouped(models, model => model.type).values()) {
    const users = new Map<string, { readonly names: Set<string>; models: number }>()
    for (const model of members) {
      for (const word of wordsOf(model)) {
        const use = users.get(word) ?? { names: new Set<string>(), models: 0 }
        use.names.add(model.brand || model.series!)
        use.models++
        users.set(word, use)
      }
    }
    const isNoun = (word: string) => {
      const use = users.get(word)!
      return use.names.size >= USED_BY && use.models >= MIN_MODELS
    }
    for (const model of members) nouns.set(model.number, wordsOf(model).filter(isNoun))
  }
  return nouns
}

/** Words without digits, of more than two letters or of Japanese ones. */
function wordsOf({ reading }: Model): string[] {
  return reading.title.stem
    .split(' ')
    .filter(word => /^(\p{Script=Latin}{3,}|[^\p{Script=Latin}\d]+)$/u.test(word))
}

/** Whether both are called by such words, and by none in common. */
export function areOtherThings(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length > 0 && b.length > 0 && !a.some(word => b.includes(word))
}

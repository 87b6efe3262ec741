import type { AlsoBought } from '../../build/also-bought.ts'
import type { Training } from '../training.ts'
import { type Choice, listsOf } from './issho.ts'

/** What a build makes of a training. */
export type Built = { readonly choice: Choice; readonly lists: AlsoBought }

/** What a build on each training would make with the recipes of its choice, worked out once for each. */
export function createBuilds(choiceFor: (training: Training) => Choice): (training: Training) => Built {
  const known = new Map<Training, Built>()
  const build = (training: Training): Built => {
    const choice = choiceFor(training)
    return { choice, lists: listsOf(training, choice.recipes.page) }
  }
  return training => {
    const built = known.get(training) ?? build(training)
    known.set(training, built)
    return built
  }
}

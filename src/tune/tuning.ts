import { DEFAULT_CART_RECIPE } from '../build/cart-recipe.ts'
import { DEFAULT_RECIPE, type Recipe } from '../build/score.ts'
import type { Choice } from '../evaluate/ours/issho.ts'
import type { Training } from '../evaluate/training.ts'
import { tune } from './tune.ts'

/** The standard recipes, with what is set. */
export function standardChoice(fixed: Partial<Recipe> = {}): Choice {
  return { recipes: { page: { ...DEFAULT_RECIPE, ...fixed }, cart: DEFAULT_CART_RECIPE }, how: 'as set' }
}

export type Choosing = {
  /** What is not to be chosen. */
  readonly fixed: Partial<Recipe>
  /** Whether nothing is. */
  readonly isOff: boolean
  readonly budgetSeconds: number
}

/** What a build on each training would choose, worked out once for each. */
export function createTuning({ fixed, isOff, budgetSeconds }: Choosing): (training: Training) => Choice {
  const known = new Map<Training, Choice>()
  const choose = ({ baskets, numItems, items: catalogue }: Training) =>
    isOff ? standardChoice(fixed) : tune(baskets, numItems, { fixed, budgetSeconds, catalogue })
  return training => {
    const choice = known.get(training) ?? choose(training)
    known.set(training, choice)
    return choice
  }
}

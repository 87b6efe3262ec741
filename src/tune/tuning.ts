import { DEFAULT_CART_RECIPE } from '../build/cart-recipe.ts'
import { DEFAULT_RECIPE, type Recipe } from '../build/score.ts'
import type { Choice } from '../evaluate/ours/issho.ts'
import type { Training } from '../evaluate/training.ts'
import { tune } from './tune.ts'

/** The standard recipes, with what is set. */
export function standardChoice(fixed: Partial<Recipe> = {}): Choice {
  return { recipes: { page: { ...DEFAULT_RECIPE, ...fixed }, cart: DEFAULT_CART_RECIPE }, how: 'as set' }
}

/** What a build on each training would choose, worked out once for each. */
export function createTuning(fixed: Partial<Recipe>, budgetSeconds: number): (training: Training) => Choice {
  const known = new Map<Training, Choice>()
  return training => {
    const found = known.get(training)
    if (found) return found
    const choice = tune(training.baskets, training.numItems, {
      fixed,
      budgetSeconds,
      catalogue: training.items,
    })
    known.set(training, choice)
    return choice
  }
}

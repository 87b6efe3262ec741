import { DEFAULT_CART_RECIPE } from '../build/cart-recipe.ts'
import { DEFAULT_RECIPE, type Recipe } from '../build/score.ts'
import type { Baskets } from '../build/shop.ts'
import type { Choice } from '../evaluate/ours/issho.ts'
import type { Training } from '../evaluate/training.ts'
import { type Tuned, type TuneOptions, tune } from './tune.ts'

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

/** The recipes that suit a shop's own orders best, or the standard ones where nothing is to be chosen. */
export function chooseRecipes(
  baskets: Baskets,
  numItems: number,
  { isOff, ...options }: Choosing & Pick<TuneOptions, 'catalogue' | 'onProgress'>,
): Tuned {
  return isOff ? standardChoice(options.fixed) : tune(baskets, numItems, options)
}

/** What a build on a training would choose. */
export function createTuning(choosing: Choosing): (training: Training) => Choice {
  return ({ baskets, numItems, items: catalogue }) =>
    chooseRecipes(baskets, numItems, { ...choosing, catalogue })
}

import { alsoBought } from '../../build/also-bought.ts'
import type { CartRecipe } from '../../build/cart-recipe.ts'
import type { Recipe } from '../../build/score.ts'
import { createScores } from '../best-of.ts'
import type { Method } from '../method.ts'
import type { Training } from '../training.ts'
import { blendInto } from './blend.ts'
import type { Built } from './builds.ts'
import { createCartParts } from './cart-parts.ts'

/** The recipes of a build: for an item's page, and for a cart. */
export type Recipes = { readonly page: Recipe; readonly cart: CartRecipe }

/** Recipes, and in words how they were come by. */
export type Choice = { readonly recipes: Recipes; readonly how: string }

/** What a build would serve: its lists on a page, for a cart the blend. */
export function issho(builtFor: (training: Training) => Built): Method {
  return {
    name: 'issho',
    usesHistory: true,
    learn(training) {
      const { choice, lists } = builtFor(training)
      const { cart } = choice.recipes
      const partsOf = createCartParts(training, lists, [cart.cartNeighbours])
      const scores = createScores(training.numItems)
      return (given, out, about = {}) => {
        if (about.isPage) {
          const x = given[0]!
          for (let at = lists.rowStart[x]!; at < lists.rowStart[x + 1]!; at++) {
            scores.add(lists.neighbour[at]!, lists.score[at]!)
          }
        } else {
          const parts = partsOf(given, about.history)
          blendInto(scores, parts, parts.neighbours[0]!, training.orders, cart)
        }
        scores.takeInto(out, given)
      }
    },
  }
}

/** The lists of a build on this training. */
export function listsOf({ baskets, groups }: Training, recipe: Recipe) {
  return alsoBought(baskets, groups, recipe, () => {})
}

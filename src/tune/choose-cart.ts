import type { AlsoBought } from '../build/also-bought.ts'
import type { CartRecipe } from '../build/cart-recipe.ts'
import type { Query } from '../evaluate/method.ts'
import type { Training } from '../evaluate/training.ts'
import { type CartFigures, createCartJudge } from './carts.ts'
import { type Grid, searchOptions } from './search.ts'

const NUMS_NEIGHBOURS = [100, 200, 300, 500]
const BLEND: Grid<CartRecipe> = {
  cartNeighbours: NUMS_NEIGHBOURS,
  cartNeighbourShare: [0, 0.25, 0.5, 0.75, 1],
  cartBeta: [0, 0.1, 0.2],
}
const HABITS: Grid<CartRecipe> = { cartHabitShare: [0, 0.25, 0.5, 1] }
const ROUNDS = 2

export type ChosenCart = { readonly recipe: CartRecipe; readonly figures: CartFigures }

/**
 * The blend that finds the missing item best, by hit rate and reciprocal rank alike; the share of habits by the carts
 * of known customers, where there are any to ask about.
 */
export function chooseCart(
  training: Training,
  lists: AlsoBought,
  { carts, known }: { readonly carts: readonly Query[]; readonly known: readonly Query[] },
  standard: CartRecipe,
): ChosenCart {
  const judge = createCartJudge(training, lists, carts, NUMS_NEIGHBOURS)
  const blend = searchOptions(standard, BLEND, ROUNDS, worthBy(judge, standard))
  const figures = judge(blend)
  if (known.length === 0) return { recipe: blend, figures }
  const judgeKnown = createCartJudge(training, lists, known, [blend.cartNeighbours])
  return { recipe: searchOptions(blend, HABITS, 1, worthBy(judgeKnown, blend)), figures }
}

/** Hit rate and reciprocal rank, each against what a first recipe reaches. */
function worthBy(judge: (recipe: CartRecipe) => CartFigures, first: CartRecipe) {
  const to = judge(first)
  return (recipe: CartRecipe) => {
    const { hitRate20, mrr20 } = judge(recipe)
    return hitRate20 / (to.hitRate20 || 1) + mrr20 / (to.mrr20 || 1)
  }
}

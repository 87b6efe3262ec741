import type { AlsoBought } from '../build/also-bought.ts'
import type { CartRecipe } from '../build/cart-recipe.ts'
import { createScores } from '../evaluate/best-of.ts'
import type { Query } from '../evaluate/method.ts'
import { hitRate, meanReciprocalRank } from '../evaluate/metrics/accuracy.ts'
import { blendInto } from '../evaluate/ours/blend.ts'
import { createCartParts } from '../evaluate/ours/cart-parts.ts'
import type { Training } from '../evaluate/training.ts'

export type CartFigures = { readonly hitRate20: number; readonly mrr20: number }

const PLACES = 20

/** Says what a blend would reach on these carts; the parts are worked out once for all blends. */
export function createCartJudge(
  training: Training,
  lists: AlsoBought,
  questions: readonly Query[],
  numsNeighbours: readonly number[],
): (recipe: CartRecipe) => CartFigures {
  const partsOf = createCartParts(training, lists, numsNeighbours)
  const parts = questions.map(({ given, about }) => partsOf(given, about?.history))
  const scores = createScores(training.numItems)
  const out = new Uint32Array(Math.min(PLACES, training.numItems))
  return recipe => {
    const at = numsNeighbours.indexOf(recipe.cartNeighbours)
    const ranks = new Uint32Array(questions.length)
    questions.forEach(({ given, truth }, q) => {
      blendInto(scores, parts[q]!, parts[q]!.neighbours[at]!, training.orders, recipe)
      scores.takeInto(out, given)
      ranks[q] = out.indexOf(truth[0]!) + 1
    })
    return { hitRate20: hitRate(ranks, PLACES), mrr20: meanReciprocalRank(ranks, PLACES) }
  }
}

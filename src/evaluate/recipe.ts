import { alsoBought } from '../build/also-bought.ts'
import { groupItems } from '../build/groups.ts'
import { type Recipe, score } from '../build/score.ts'
import { createScores } from './best-of.ts'
import type { Method } from './method.ts'

/** What a build with this recipe would serve: its own lists, for a cart the greatest score over the lines. */
export function recipeMethod(name: string, recipe: Recipe): Method {
  return {
    name,
    learn({ baskets, numItems, orders, groups }) {
      const unknown = Array.from({ length: numItems }, (_, i) => ({ id: String(i), available: true }))
      const lists = alsoBought(baskets, groups ?? groupItems(unknown), recipe, () => {})
      const scores = createScores(numItems)
      return (given, out) => {
        for (const x of given) {
          for (let at = lists.rowStart[x]!; at < lists.rowStart[x + 1]!; at++) {
            const y = lists.neighbour[at]!
            scores.max(y, score(recipe, lists.together[at]!, orders[x]!, orders[y]!))
          }
        }
        scores.takeInto(out, given)
      }
    },
  }
}

import type { CartRecipe } from '../../build/cart-recipe.ts'
import type { Best, Scores } from '../best-of.ts'
import type { CartParts } from './cart-parts.ts'

/**
 * Adds up the parts, each with its greatest score as 1: share · what orders like the cart say, damped by popularity,
 * + (1 − share) · the lists + habitShare · what the customer bought before. `neighbours` is the part to use of those.
 */
export function blendInto(
  scores: Scores,
  { lists, habits }: CartParts,
  neighbours: Best,
  orders: Uint32Array,
  { cartNeighbourShare: share, cartBeta, cartHabitShare }: CartRecipe,
): void {
  const damped = neighbours.values.map((value, k) => value * orders[neighbours.items[k]!]! ** -cartBeta)
  addScaled(scores, { items: neighbours.items, values: damped }, share)
  addScaled(scores, lists, 1 - share)
  addScaled(scores, habits, cartHabitShare)
}

function addScaled(scores: Scores, { items, values }: Best, share: number): void {
  if (share === 0) return
  let greatest = 0
  for (const value of values) if (value > greatest) greatest = value
  for (let k = 0; k < items.length; k++) scores.add(items[k]!, (share * values[k]!) / greatest)
}

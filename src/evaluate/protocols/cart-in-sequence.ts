import type { Query } from '../method.ts'

/** Items that stand in the cart before the first question. */
const SEED = 3
/** An order of more is a wholesaler's: it would ask more than a hundred shoppers do. */
const MAX_ITEMS = 500

/**
 * The questions of one order, its items as they were put into the cart: after the first three, which comes next, given
 * all before it? Orders of fewer than four items ask nothing, nor do those of more than 500.
 * Source: the protocol of M. Ariannezhad et al., A Personalized Neighborhood-based Model for Within-basket
 * Recommendation in Grocery Shopping (PerNIR), WSDM 2023.
 */
export function cartInSequence(order: readonly number[]): Query[] {
  if (order.length > MAX_ITEMS) return []
  return order.slice(SEED).map((next, k) => ({ given: order.slice(0, SEED + k), truth: [next] }))
}

import { below, type Random } from '../../random.ts'
import type { Query } from '../method.ts'

/** All items of the order but one stand in the cart: which one is missing? Drawn at random. */
export function cart(order: readonly number[], random: Random): Query | undefined {
  if (order.length < 2) return undefined
  const missing = below(random, order.length)
  return { given: order.filter((_, i) => i !== missing), truth: [order[missing]!] }
}

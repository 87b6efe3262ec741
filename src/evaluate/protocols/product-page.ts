import { below, type Random } from '../../random.ts'
import type { Query } from '../method.ts'

/** A shopper looks at one item of the order: which other one did he buy? Both drawn at random. */
export function productPage(order: readonly number[], random: Random): Query | undefined {
  if (order.length < 2) return undefined
  const page = below(random, order.length)
  const other = (page + 1 + below(random, order.length - 1)) % order.length
  return { given: [order[page]!], truth: [order[other]!], about: { isPage: true } }
}

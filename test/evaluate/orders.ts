import fc from 'fast-check'
import type { Baskets } from '../../src/build/shop.ts'

/** One order, for tests that write down their shop. */
export type Order = { readonly customer: number; readonly items: readonly number[] }

export function basketsOf(orders: readonly Order[]): Baskets {
  const start = [0]
  for (const { items } of orders) start.push(start.at(-1)! + items.length)
  return {
    start: Uint32Array.from(start),
    item: Uint32Array.from(orders.flatMap(({ items }) => [...items].sort((a, b) => a - b))),
    customer: Uint32Array.from(orders, ({ customer }) => customer),
  }
}

/** Any order of one of five customers. */
export function orderOf(numItems: number): fc.Arbitrary<Order> {
  return fc.record({
    customer: fc.nat(4),
    items: fc.uniqueArray(fc.nat(numItems - 1), { minLength: 1, maxLength: 6 }),
  })
}

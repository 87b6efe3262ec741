import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Query } from '../../../src/evaluate/method.ts'
import { cartInSequence } from '../../../src/evaluate/protocols/cart-in-sequence.ts'

/** The stupid twin: fills the cart item by item, and asks before each but the first three. */
function filledOneByOne(order: readonly number[]): Query[] {
  const cart: number[] = []
  const queries: Query[] = []
  for (const item of order) {
    if (cart.length >= 3) queries.push({ given: [...cart], truth: [item] })
    cart.push(item)
  }
  return queries
}

describe('the protocol "cart, in sequence"', () => {
  it('asks for each item after the third, given all before it, in the order of the cart', () => {
    expect(cartInSequence([7, 3, 9, 1, 5])).toEqual([
      { given: [7, 3, 9], truth: [1] },
      { given: [7, 3, 9, 1], truth: [5] },
    ])
  })

  it('asks nothing about orders of fewer than four items', () => {
    for (const order of [[], [1], [2, 1], [3, 2, 1]]) expect(cartInSequence(order)).toEqual([])
  })

  it('asks what filling the cart one by one asks', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(99), { maxLength: 30 }), order => {
        expect(cartInSequence(order)).toEqual(filledOneByOne(order))
      }),
    )
  })

  it('asks nothing about an order of a wholesaler', () => {
    const order = Array.from({ length: 501 }, (_, i) => i)
    expect(cartInSequence(order.slice(1))).toHaveLength(497)
    expect(cartInSequence(order)).toEqual([])
  })
})

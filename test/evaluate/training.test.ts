import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { split } from '../../src/evaluate/training.ts'
import { basketsOf } from '../naive.ts'

const NUM_ITEMS = 8
const cart = fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 6 })

describe('split', () => {
  it('keeps the order of the cart, in the new numbers and without the items that are new', () => {
    const carts = [
      [2, 1],
      [2, 0, 1],
      [1, 3, 0, 2],
    ]
    const baskets = { ...basketsOf(carts), cartOrder: Uint32Array.from(carts.flat()) }
    const { training, heldOut } = split(baskets, 4, 2, 3)
    // orders before: 1 and 2 twice, 0 once, 3 never
    expect([...training.baskets.cartOrder!]).toEqual([1, 0, 1, 2, 0])
    expect([...heldOut.baskets.cartOrder!]).toEqual([0, 2, 1])
    expect([...heldOut.baskets.item]).toEqual([0, 1, 2])
  })

  it('keeps what is known of each order on its side', () => {
    const known = {
      customer: Uint32Array.of(5, 6, 7),
      orderedAt: Float64Array.of(10, 20, 30),
      audience: Uint32Array.of(1, 0, 1),
      audiences: ['trade', 'home'],
    }
    const { training, heldOut } = split({ ...basketsOf([[0], [1], [0]]), ...known }, 2, 2, 3)
    expect(training.baskets).toMatchObject({
      customer: Uint32Array.of(5, 6),
      orderedAt: Float64Array.of(10, 20),
      audience: Uint32Array.of(1, 0),
      audiences: ['trade', 'home'],
    })
    expect(heldOut.baskets).toMatchObject({
      customer: Uint32Array.of(7),
      orderedAt: Float64Array.of(30),
      audience: Uint32Array.of(1),
      audiences: ['trade', 'home'],
    })
  })

  it('gives the same baskets whether the order of the cart is known or not', () => {
    fc.assert(
      fc.property(fc.array(cart, { maxLength: 12 }), fc.nat(12), (carts, cut) => {
        const baskets = basketsOf(carts)
        const at = Math.min(cut, carts.length)
        const cartOrder = Uint32Array.from(carts.flat())
        const told = split({ ...baskets, cartOrder }, NUM_ITEMS, at, carts.length)
        const plain = split(baskets, NUM_ITEMS, at, carts.length)
        for (const [known, without] of [
          [told.training.baskets, plain.training.baskets],
          [told.heldOut.baskets, plain.heldOut.baskets],
        ] as const) {
          const { cartOrder: kept, ...rest } = known
          expect(rest).toEqual(without)
          for (let b = 0; b + 1 < rest.start.length; b++) {
            const inOrder = kept!.slice(rest.start[b], rest.start[b + 1])
            expect(inOrder.sort()).toEqual(rest.item.slice(rest.start[b], rest.start[b + 1]))
          }
        }
      }),
    )
  })
})

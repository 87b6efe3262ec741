import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_CUSTOMER } from '../../src/build/shop.ts'
import { partLastOrders } from '../../src/evaluate/last-orders.ts'
import { basketsOf, orderOf } from './orders.ts'

const randomOrders = fc.array(
  fc
    .tuple(orderOf(5), fc.boolean())
    .map(([order, isKnown]) => (isKnown ? order : { ...order, customer: NO_CUSTOMER })),
  { maxLength: 20 },
)

describe('partLastOrders', () => {
  it('sets the last order of each customer of two or more aside, and loses none', () => {
    fc.assert(
      fc.property(randomOrders, orders => {
        const { earlier, last } = partLastOrders(basketsOf(orders))
        const isLast = (b: number) => {
          const { customer } = orders[b]!
          const theirs = [...orders.keys()].filter(other => orders[other]!.customer === customer)
          return customer !== NO_CUSTOMER && theirs.length >= 2 && theirs.at(-1) === b
        }
        const places = [...orders.keys()]
        expect(last).toEqual(places.filter(isLast))
        expect(earlier).toEqual(places.filter(b => !isLast(b)))
      }),
    )
  })

  it('has nobody to ask about where no order names its customer', () => {
    const { customer: _, ...anonymous } = basketsOf([
      { customer: 0, items: [0, 1] },
      { customer: 0, items: [1] },
    ])
    expect(partLastOrders(anonymous)).toEqual({ earlier: [0, 1], last: [] })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Baskets, NO_CUSTOMER } from '../../src/build/shop.ts'
import { protocolsOf, questionsOf } from '../../src/evaluate/questions.ts'
import { lastWindow } from '../../src/evaluate/windows.ts'
import { basketsOf } from '../naive.ts'

const SEED = 7

/** A hundred orders of three items, in the order of their cart, by six customers and some who are not known. */
const told: Baskets = (() => {
  const carts = Array.from({ length: 100 }, (_, b) => [b % 7, 7 + (b % 5), 12 + (b % 3), 15 + (b % 4)])
  return {
    ...basketsOf(carts),
    cartOrder: Uint32Array.from(carts.flatMap(cart => cart.toReversed())),
    customer: Uint32Array.from(carts, (_, b) => (b % 4 === 3 ? NO_CUSTOMER : b % 6)),
  }
})()
const window = lastWindow(told, 19, 'file')

describe('protocolsOf', () => {
  it('asks about known customers and about sequences only where the orders tell', () => {
    expect(protocolsOf(window)).toEqual(['product page', 'cart', 'cart, known customer', 'cart, in sequence'])
    const { start, item } = told
    expect(protocolsOf(lastWindow({ start, item }, 19, 'file'))).toEqual(['product page', 'cart'])
  })
})

describe('questionsOf', () => {
  it('asks the same questions every time, and others for another seed', () => {
    for (const protocol of protocolsOf(window)) {
      expect(questionsOf(window, protocol, SEED, 1000)).toEqual(questionsOf(window, protocol, SEED, 1000))
    }
    expect(questionsOf(window, 'cart', 1, 1000)).not.toEqual(questionsOf(window, 'cart', 2, 1000))
  })

  it('takes as many as it may, evenly from all', () => {
    const whole = lastWindow(basketsOf(Array.from({ length: 1000 }, (_, b) => [b % 9, 9])), 10, 'file')
    const all = questionsOf(whole, 'product page', SEED, 1000)
    expect(all).toHaveLength(100)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), max => {
        const some = questionsOf(whole, 'product page', SEED, max)
        expect(some).toHaveLength(Math.min(max, all.length))
        expect(all).toEqual(expect.arrayContaining(some))
      }),
    )
    expect(questionsOf(whole, 'product page', SEED, 25)).toEqual(all.filter((_, q) => q % 4 === 0))
  })

  it('asks nothing about orders of one item or none, and nothing where nothing may be asked', () => {
    const singles = lastWindow(basketsOf(Array.from({ length: 50 }, () => [0])), 1, 'file')
    expect(questionsOf(singles, 'cart', SEED, 100)).toEqual([])
    expect(questionsOf(singles, 'product page', SEED, 100)).toEqual([])
    expect(questionsOf(lastWindow(basketsOf([]), 0, 'file'), 'cart', SEED, 100)).toEqual([])
    expect(questionsOf(window, 'cart', SEED, 0)).toEqual([])
  })

  it('asks known customers about the very carts of all, with their orders before the test alone', () => {
    const { training, heldOut } = window
    const carts = questionsOf(window, 'cart', SEED, 1000)
    const ofKnown = questionsOf(window, 'cart, known customer', SEED, 1000)
    const askable = [...heldOut.baskets.customer!.keys()].filter(
      b => heldOut.baskets.customer![b] !== NO_CUSTOMER,
    )
    expect(carts).toHaveLength(10)
    expect(ofKnown.map(({ given, truth, order }) => ({ given, truth, order }))).toEqual(
      askable.map(b => carts[b]),
    )
    ofKnown.forEach(({ about }, q) => {
      const who = heldOut.baskets.customer![askable[q]!]
      const theirs = [...training.baskets.customer!.keys()].filter(b => training.baskets.customer![b] === who)
      const { start, item } = training.baskets
      expect(about!.history).toEqual(theirs.map(b => item.slice(start[b], start[b + 1])))
    })
  })

  it('does not ask about customers who are new', () => {
    const customer = Uint32Array.from({ length: 100 }, (_, b) => (b < 90 ? 0 : b))
    const strangers = lastWindow({ ...told, customer }, 19, 'file')
    expect(questionsOf(strangers, 'cart, known customer', SEED, 100)).toEqual([])
  })

  it('asks for each next item of a sequence as the cart was filled', () => {
    const inSequence = questionsOf(window, 'cart, in sequence', SEED, 1000)
    const { start, cartOrder } = window.heldOut.baskets
    expect(inSequence).toEqual(
      Array.from({ length: 10 }, (_, b) => {
        const cart = [...cartOrder!.subarray(start[b], start[b + 1])]
        return { given: cart.slice(0, 3), truth: [cart[3]], order: b }
      }),
    )
  })
})

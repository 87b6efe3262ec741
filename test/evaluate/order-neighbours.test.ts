import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOrderNeighbours } from '../../src/evaluate/order-neighbours.ts'
import type { Training } from '../../src/evaluate/training.ts'
import { setsOf } from '../naive.ts'
import { known, NUM_ITEMS, randomCart, randomOrders, trainingOf } from './ours/naive-cart.ts'

type Met = { readonly order: number; readonly likeness: number }

function met(training: Training, given: readonly number[], most: number): Met[] {
  const orders: Met[] = []
  createOrderNeighbours(training)(given, most, (order, likeness) => orders.push({ order, likeness }))
  return orders
}

/** Σ idf of the common items over the root of the order's length, for every order there is. */
function naiveLikeness(training: Training, given: readonly number[]): number[] {
  const sets = setsOf(training.baskets)
  const idf = (x: number) => Math.log(sets.length / sets.filter(set => set.has(x)).length)
  return sets.map(set =>
    given.reduce((sum, x) => sum + (set.has(x) ? idf(x) * (1 / Math.sqrt(set.size)) : 0), 0),
  )
}

describe('createOrderNeighbours', () => {
  it('visits the most alike of all orders, each once, of equal ones the later first', () => {
    fc.assert(
      fc.property(randomOrders, randomCart, fc.integer({ min: 1, max: 45 }), (orders, cart, most) => {
        const training = trainingOf(orders, NUM_ITEMS)
        const given = known(cart, training)
        const expected = naiveLikeness(training, given)
          .map((likeness, order) => ({ order, likeness }))
          .filter(({ likeness }) => likeness > 0)
          .sort((a, b) => b.likeness - a.likeness || b.order - a.order)
        expect(met(training, given, most)).toEqual(expected.slice(0, most))
      }),
    )
  })

  it('starts every cart anew', () => {
    const training = trainingOf([[0, 1], [1, 2], [0, 2], [3]], 4)
    const neighbours = createOrderNeighbours(training)
    const ordersOf = (given: readonly number[]) => {
      const orders: number[] = []
      neighbours(given, 9, order => orders.push(order))
      return orders
    }
    expect(ordersOf([3])).toEqual([3])
    expect(ordersOf([0])).toEqual([2, 0])
    expect(ordersOf([3])).toEqual([3])
  })

  it('looks at the thousand latest orders of an item', () => {
    const orders = Array.from({ length: 1500 }, (_, b) => (b % 3 === 2 ? [1] : [0]))
    const visited = met(trainingOf([...orders, ...orders], 2), [0], 5000).map(({ order }) => order)
    expect(visited).toHaveLength(1000)
    expect(visited[0]).toBe(2998)
    expect(visited.at(-1)).toBe(1500)
  })

  it('has none for an empty cart, and none for what is in every order', () => {
    const training = trainingOf([[0, 1], [0], [0, 1, 2]], 3)
    expect(met(training, [], 9)).toEqual([])
    expect(met(training, [0], 9)).toEqual([])
    expect(met(training, [0, 1], 9).map(({ order }) => order)).toEqual([0, 2])
  })
})

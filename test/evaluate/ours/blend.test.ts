import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CartRecipe, DEFAULT_CART_RECIPE } from '../../../src/build/cart-recipe.ts'
import { DEFAULT_RECIPE } from '../../../src/build/score.ts'
import { orderKnn } from '../../../src/evaluate/baselines/order-knn.ts'
import { createScores } from '../../../src/evaluate/best-of.ts'
import { blendInto } from '../../../src/evaluate/ours/blend.ts'
import { createBuilds } from '../../../src/evaluate/ours/builds.ts'
import { createCartParts } from '../../../src/evaluate/ours/cart-parts.ts'
import { issho, listsOf } from '../../../src/evaluate/ours/issho.ts'
import { below, leaning, seeded } from '../../../src/random.ts'
import {
  expectBest,
  expectRanked,
  known,
  NUM_ITEMS,
  naiveBlend,
  naiveHabits,
  naiveLists,
  naiveNeighbours,
  randomCart,
  randomHistory,
  randomOrders,
  trainingOf,
} from './naive-cart.ts'

const randomRecipe: fc.Arbitrary<CartRecipe> = fc.record({
  cartNeighbours: fc.constantFrom(1, 5, 20),
  cartNeighbourShare: fc.constantFrom(0, 0.25, 0.5, 1),
  cartBeta: fc.constantFrom(0, 0.1, 0.5),
  cartHabitShare: fc.constantFrom(0, 0.5, 1),
})

describe('createCartParts', () => {
  it('agrees with the definition of each part, for every number of orders that is asked for', () => {
    fc.assert(
      fc.property(randomOrders, randomCart, randomHistory, (orders, cart, history) => {
        const training = trainingOf(orders, NUM_ITEMS)
        const given = known(cart, training)
        const before = history.map(basket => Uint32Array.from(known([...basket], training)))
        const lists = listsOf(training, DEFAULT_RECIPE)
        const nums = [1, 3, 10, 100]
        const partsOf = createCartParts(training, lists, nums)
        for (let twice = 0; twice < 2; twice++) {
          const parts = partsOf(given, before)
          expect(parts.neighbours).toHaveLength(nums.length)
          nums.forEach((most, k) => {
            expectBest(parts.neighbours[k]!, naiveNeighbours(training, given, most), 100)
          })
          expectBest(parts.lists, naiveLists(training, lists, given), 100)
          expectBest(parts.habits, naiveHabits(training, given, before), 100)
        }
        expect(partsOf(given).habits.items).toHaveLength(0)
      }),
    )
  })

  it('cuts each part to its best hundred', () => {
    const { training, lists, carts } = largeShop()
    const partsOf = createCartParts(training, lists, [500])
    for (const given of carts) {
      const before = [Uint32Array.from({ length: 130 }, (_, k) => k)]
      const { neighbours, habits } = partsOf(given, before)
      expectBest(neighbours[0]!, naiveNeighbours(training, given, 500), 100)
      expectBest(habits, naiveHabits(training, given, before), 100)
    }
  })
})

describe('blendInto', () => {
  it('agrees with adding up the parts by hand, each with its greatest score as one', () => {
    fc.assert(
      fc.property(randomOrders, randomCart, randomHistory, randomRecipe, (orders, cart, history, recipe) => {
        const training = trainingOf(orders, NUM_ITEMS)
        const given = known(cart, training)
        const before = history.map(basket => Uint32Array.from(known([...basket], training)))
        const lists = listsOf(training, DEFAULT_RECIPE)
        const parts = createCartParts(training, lists, [recipe.cartNeighbours])(given, before)
        const scores = createScores(training.numItems)
        blendInto(scores, parts, parts.neighbours[0]!, training.orders, recipe)
        const expected = naiveBlend(
          training,
          {
            neighbours: naiveNeighbours(training, given, recipe.cartNeighbours),
            lists: naiveLists(training, lists, given),
            habits: naiveHabits(training, given, before),
          },
          recipe,
        )
        expectBest(scores.takeBest(NUM_ITEMS, given), expected, NUM_ITEMS)
      }),
    )
  })

  it('is order kNN, its best hundred and then best sellers, where the orders have all the say', () => {
    const recipe = { cartNeighbours: 500, cartNeighbourShare: 1, cartBeta: 0, cartHabitShare: 0 }
    const { training, carts } = largeShop()
    const [ours, theirs] = [answerBy(recipe).learn(training), orderKnn.learn(training)]
    const out = new Uint32Array(140)
    for (const given of carts) {
      ours(given, out)
      const expected = new Uint32Array(100)
      theirs(given, expected)
      expect([...out.subarray(0, 100)]).toEqual([...expected])
      const rest = [...Array(training.numItems).keys()].filter(
        y => !given.includes(y) && !expected.includes(y),
      )
      expect([...out.subarray(100)]).toEqual(rest.slice(0, 40))
    }
  })

  it('is the greatest Wilson bound of the lines where the lists have all the say', () => {
    const recipe = { ...DEFAULT_CART_RECIPE, cartNeighbourShare: 0, cartHabitShare: 0 }
    const { training, lists, carts } = largeShop()
    const rank = answerBy(recipe).learn(training)
    const out = new Uint32Array(20)
    for (const given of carts) {
      rank(given, out)
      const scores = naiveLists(training, lists, given)
      expect([...out].every(y => scores[y]! > 0)).toBe(true)
      expectRanked(out, scores)
    }
  })

  it('suggests best sellers for an empty cart, and for what is in every order', () => {
    const training = trainingOf(
      [...Array(8).keys()].map(b => [0, 1 + (b % 3)]),
      4,
    )
    const rank = answerBy(DEFAULT_CART_RECIPE).learn(training)
    const out = new Uint32Array(3)
    rank([], out)
    expect([...out]).toEqual([0, 1, 2])
    rank([0], out)
    expect([...out]).toEqual([1, 2, 3])
    // beside something else it changes nothing: orders with both are not met twice
    const two = trainingOf(
      [
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 3],
        [0, 4],
        [0, 3],
      ],
      5,
    )
    const neighbours = createCartParts(two, listsOf(two, DEFAULT_RECIPE), [9])([0, 1]).neighbours[0]!
    expectBest(neighbours, naiveNeighbours(two, [0, 1], 9), 100)
  })
})

/** Long baskets of many items, so that each has more than a hundred companions. */
function largeShop() {
  const random = seeded(1, 'large shop')
  const basket = (size: number) => [...new Set(Array.from({ length: size }, () => leaning(random, 180)))]
  const training = trainingOf(
    Array.from({ length: 500 }, () => basket(3 + below(random, 20))),
    180,
  )
  const lists = listsOf(training, DEFAULT_RECIPE)
  const carts = Array.from({ length: 25 }, () => known(basket(1 + below(random, 5)), training))
  return { training, lists, carts }
}

function answerBy(cart: CartRecipe) {
  return issho(createBuilds(() => ({ recipes: { page: DEFAULT_RECIPE, cart }, how: 'as set' })))
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CartRecipe, DEFAULT_CART_RECIPE } from '../../src/build/cart-recipe.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import { ask } from '../../src/evaluate/ask.ts'
import type { Query } from '../../src/evaluate/method.ts'
import { hitRate, meanReciprocalRank } from '../../src/evaluate/metrics/accuracy.ts'
import { createBuilds } from '../../src/evaluate/ours/builds.ts'
import { issho, listsOf } from '../../src/evaluate/ours/issho.ts'
import type { Training } from '../../src/evaluate/training.ts'
import { createCartJudge } from '../../src/tune/carts.ts'
import {
  known,
  NUM_ITEMS,
  randomCart,
  randomHistory,
  randomOrders,
  trainingOf,
} from '../evaluate/ours/naive-cart.ts'

const NUMS = [1, 4, 20]
const randomRecipe: fc.Arbitrary<CartRecipe> = fc.record({
  cartNeighbours: fc.constantFrom(...NUMS),
  cartNeighbourShare: fc.constantFrom(0, 0.25, 0.75, 1),
  cartBeta: fc.constantFrom(0, 0.2),
  cartHabitShare: fc.constantFrom(0, 1),
})
const randomQuestions = fc.array(fc.tuple(randomCart, fc.nat(NUM_ITEMS - 1), randomHistory), {
  minLength: 1,
  maxLength: 12,
})

/** What the method of a build answers, asked cart by cart. */
function askedOneByOne(training: Training, questions: readonly Query[], cart: CartRecipe) {
  const method = issho(createBuilds(() => ({ recipes: { page: DEFAULT_RECIPE, cart }, how: 'as set' })))
  const { ranks } = ask(method.learn(training), questions, training.numItems)
  return { hitRate20: hitRate(ranks, 20), mrr20: meanReciprocalRank(ranks, 20) }
}

describe('createCartJudge', () => {
  it('says what asking cart by cart would say, whatever is asked before', () => {
    fc.assert(
      fc.property(
        randomOrders,
        randomQuestions,
        fc.array(randomRecipe, { minLength: 1, maxLength: 5 }),
        (orders, asked, recipes) => {
          const training = trainingOf(orders, NUM_ITEMS)
          const questions = asked
            .map(([cart, truth, history]): Query => {
              return {
                given: known(cart, training).filter(x => x !== truth),
                truth: [truth],
                about: { history: history.map(basket => Uint32Array.from(known([...basket], training))) },
              }
            })
            .filter(({ given }) => given.length > 0)
          const judge = createCartJudge(training, listsOf(training, DEFAULT_RECIPE), questions, NUMS)
          for (const recipe of [...recipes, ...recipes.toReversed()]) {
            expect(judge(recipe)).toEqual(askedOneByOne(training, questions, recipe))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('has nothing to tell of no carts', () => {
    const training = trainingOf([[0, 1]], 2)
    const judge = createCartJudge(training, listsOf(training, DEFAULT_RECIPE), [], [300])
    expect(judge(DEFAULT_CART_RECIPE)).toEqual({ hitRate20: 0, mrr20: 0 })
  })
})

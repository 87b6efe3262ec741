import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RECIPE, type Recipe } from '../../src/build/score.ts'
import type { Baskets, Item } from '../../src/build/shop.ts'
import type { Query } from '../../src/evaluate/method.ts'
import { listsOf } from '../../src/evaluate/ours/issho.ts'
import { split, type Training } from '../../src/evaluate/training.ts'
import { createPageJudge, type PageFigures } from '../../src/tune/pages.ts'
import { basketsOf } from '../naive.ts'

const NUM_ITEMS = 16

/** Orders of a small shop, half a month apart. */
const randomBaskets: fc.Arbitrary<Baskets> = fc
  .array(fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 7 }), {
    minLength: 1,
    maxLength: 50,
  })
  .map(lists => ({
    ...basketsOf(lists),
    orderedAt: Float64Array.from(lists, (_, b) => 1.6e9 + b * 15 * 86_400),
  }))
const randomItems: fc.Arbitrary<Item[]> = fc.array(
  fc
    .record({
      group: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
      category: fc.option(fc.constantFrom('p', 'p > q', 'r'), { nil: undefined }),
      available: fc.boolean(),
    })
    .map(({ group, category, available }) => ({
      id: 'item',
      available,
      ...(group && { group }),
      ...(category && { category }),
    })),
  { minLength: NUM_ITEMS, maxLength: NUM_ITEMS },
)
/** Recipes whose candidates are never cut: 4 · maxNeighbours are more than there are items. */
const randomRecipe: fc.Arbitrary<Recipe> = fc.record({
  sizeExponent: fc.constantFrom(0, 0.5, 1),
  halfLifeDays: fc.constantFrom(0, 90),
  z: fc.constantFrom(0.5, 1),
  prior: fc.constantFrom(0, 10, 50),
  typePrior: fc.constantFrom(0, 20),
  beta: fc.constantFrom(0, 0.2, 0.5),
  minTogether: fc.integer({ min: 1, max: 3 }),
  minLift: fc.constantFrom(0, 1, 1.5),
  minLogLikelihoodRatio: fc.constantFrom(0, 1, 3.84),
  maxNeighbours: fc.integer({ min: NUM_ITEMS / 4, max: 12 }),
  maxPerCategory: fc.integer({ min: 1, max: 4 }),
})

function trainingOf(baskets: Baskets, items: readonly Item[]): Training {
  const numOrders = baskets.start.length - 1
  return split(baskets, NUM_ITEMS, numOrders, numOrders, items).training
}

/** A question for each pair of draws that names two items of the shop. */
const randomDraws = fc.array(fc.tuple(fc.nat(NUM_ITEMS - 1), fc.nat(NUM_ITEMS - 1)), {
  minLength: 1,
  maxLength: 30,
})

function questionsOf(draws: readonly (readonly [number, number])[], { numItems }: Training): Query[] {
  return draws
    .filter(([x, y]) => x !== y && x < numItems && y < numItems)
    .map(([x, y]) => ({ given: [x], truth: [y], about: { isPage: true } }))
}

/** Builds all lists, fills each up with best sellers to ten, and looks every question up. */
function naiveFigures(training: Training, questions: readonly Query[], recipe: Recipe): PageFigures {
  const { numItems, orders } = training
  const { rowStart, neighbour } = listsOf(training, recipe)
  const listOf = (x: number) => {
    const own = [...neighbour.subarray(rowStart[x]!, rowStart[x + 1]!)]
    const others = [...Array(numItems).keys()].filter(y => y !== x && !own.includes(y))
    return [...own, ...others].slice(0, 10)
  }
  const places = questions.map(({ given, truth }) => listOf(given[0]!).indexOf(truth[0]!))
  const mean = (of: (place: number) => number, weight: (y: number) => number) => {
    const weights = questions.map(({ truth }) => weight(truth[0]!))
    const total = weights.reduce((sum, w) => sum + w, 0)
    return places.reduce((sum, place, q) => sum + (place < 0 ? 0 : weights[q]! * of(place)), 0) / total
  }
  return {
    hitRate10: mean(
      () => 1,
      () => 1,
    ),
    mrr10: mean(
      place => 1 / (place + 1),
      () => 1,
    ),
    stratifiedHitRate10: mean(
      () => 1,
      y => 1 / Math.sqrt(orders[y]!),
    ),
    coverage10: new Set(questions.flatMap(({ given }) => listOf(given[0]!))).size / numItems,
  }
}

function expectAlike(found: PageFigures, expected: PageFigures): void {
  for (const name of Object.keys(expected) as (keyof PageFigures)[]) {
    expect(found[name], name).toBeCloseTo(expected[name], 10)
  }
}

describe('createPageJudge', () => {
  it('says what the lists of a build would reach, filled up with best sellers, in whatever order it is asked', () => {
    fc.assert(
      fc.property(
        randomBaskets,
        randomItems,
        randomDraws,
        fc.array(randomRecipe, { minLength: 1, maxLength: 6 }),
        (baskets, items, draws, recipes) => {
          const training = trainingOf(baskets, items)
          const questions = questionsOf(draws, training)
          fc.pre(questions.length > 0)
          const judge = createPageJudge(training, questions)
          for (const recipe of [...recipes, ...recipes.toReversed()]) {
            expectAlike(judge(recipe), naiveFigures(training, questions, recipe))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('remembers the right counts when more weighings are asked about than it keeps', () => {
    const lists = Array.from({ length: 60 }, (_, b) => [b % 5, 5 + (b % 7), 12 + (b % 4)])
    const orderedAt = Float64Array.from(lists, (_, b) => 1.6e9 + b * 15 * 86_400)
    const training = trainingOf({ ...basketsOf(lists), orderedAt }, itemsWithoutGroups())
    const questions = questionsOf(
      lists.map(([x, y]) => [x!, y!] as const),
      training,
    )
    const recipes = [0, 0.25, 0.5, 0.75, 1].flatMap(sizeExponent =>
      [0, 30].map((halfLifeDays): Recipe => ({ ...DEFAULT_RECIPE, sizeExponent, halfLifeDays })),
    )
    const judge = createPageJudge(training, questions)
    const once = recipes.map(judge)
    expect(recipes.toReversed().map(judge).reverse()).toEqual(once)
    expect(new Set(once.map(figures => figures.mrr10)).size).toBeGreaterThan(1)
    recipes.forEach((recipe, r) => {
      expectAlike(once[r]!, naiveFigures(training, questions, recipe))
    })
  })

  it('stands a shop of one item beside the question, where every list is the other', () => {
    const training = trainingOf(basketsOf([[0, 1], [0]]), itemsWithoutGroups())
    const judge = createPageJudge(training, [{ given: [0], truth: [1] }])
    expect(judge(DEFAULT_RECIPE)).toEqual({
      hitRate10: 1,
      mrr10: 1,
      stratifiedHitRate10: 1,
      coverage10: 0.5,
    })
  })
})

function itemsWithoutGroups(): Item[] {
  return Array.from({ length: NUM_ITEMS }, (_, i) => ({ id: String(i), available: true }))
}

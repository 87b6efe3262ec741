/* The stupid twins of a cart's answer: every item is scored by its definition, nothing is cut but where it is said. */

import fc from 'fast-check'
import { expect } from 'vitest'
import type { AlsoBought } from '../../../src/build/also-bought.ts'
import type { CartRecipe } from '../../../src/build/cart-recipe.ts'
import type { Best } from '../../../src/evaluate/best-of.ts'
import { split, type Training } from '../../../src/evaluate/training.ts'
import { basketsOf, naiveWilsonLowerBound, setsOf } from '../../naive.ts'

/** Scores by item number, 0 for none. */
export type NaiveScores = readonly number[]

/** All these orders to learn from. */
export function trainingOf(lists: readonly (readonly number[])[], numItems: number): Training {
  return split(basketsOf(lists), numItems, lists.length, lists.length).training
}

/** Orders of a small shop, and things that stand in a cart or were bought before. */
export const NUM_ITEMS = 12
const someItems = fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 6 })
export const randomOrders = fc.array(someItems, { minLength: 1, maxLength: 40 })
export const randomCart = fc.uniqueArray(fc.nat(NUM_ITEMS - 1), { minLength: 0, maxLength: 4 })
export const randomHistory = fc.array(
  someItems.map(items => Uint32Array.from(items).sort()),
  { maxLength: 4 },
)

/** Only what the training knows. */
export function known(items: readonly number[], { numItems }: Training): number[] {
  return items.filter(x => x < numItems)
}

/** The number of orders most like the cart that is asked for, each adding its likeness to its items. */
export function naiveNeighbours(training: Training, given: readonly number[], most: number): NaiveScores {
  const sets = setsOf(training.baskets)
  const idf = (x: number) => Math.log(sets.length / sets.filter(set => set.has(x)).length)
  const alike = sets
    .map((set, b) => {
      const common = given.filter(x => set.has(x))
      return { set, b, likeness: common.reduce((sum, x) => sum + idf(x) * (1 / Math.sqrt(set.size)), 0) }
    })
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness || b.b - a.b)
    .slice(0, most)
  return scoresOf(training, given, y =>
    alike.reduce((sum, { set, likeness }) => sum + (set.has(y) ? likeness : 0), 0),
  )
}

/** The greatest Wilson bound of any line's list. */
export function naiveLists(training: Training, lists: AlsoBought, given: readonly number[]): NaiveScores {
  const sets = setsOf(training.baskets)
  return scoresOf(training, given, y =>
    given.reduce((most, x) => {
      const row = [...lists.neighbour.subarray(lists.rowStart[x]!, lists.rowStart[x + 1]!)]
      if (!row.includes(y)) return most
      const ofX = sets.filter(set => set.has(x))
      return Math.max(most, naiveWilsonLowerBound(ofX.filter(set => set.has(y)).length, ofX.length, 1))
    }, 0),
  )
}

/** What was bought before; each order counts nine tenths of the next younger one. */
export function naiveHabits(
  training: Training,
  given: readonly number[],
  history: readonly Uint32Array[],
): NaiveScores {
  return scoresOf(training, given, y =>
    [...history].reverse().reduce((sum, basket, age) => sum + (basket.includes(y) ? 0.9 ** age : 0), 0),
  )
}

/** The parts, each with its greatest as 1, damped and weighed as the recipe says. */
export function naiveBlend(
  training: Training,
  parts: { neighbours: NaiveScores; lists: NaiveScores; habits: NaiveScores },
  recipe: CartRecipe,
): NaiveScores {
  const asOne = (scores: NaiveScores) => {
    const greatest = Math.max(...scores)
    return scores.map(score => (greatest === 0 ? 0 : score / greatest))
  }
  const damped = parts.neighbours.map((score, y) => score / training.orders[y]! ** recipe.cartBeta)
  const [neighbours, lists, habits] = [damped, parts.lists, parts.habits].map(asOne)
  return neighbours!.map(
    (score, y) =>
      recipe.cartNeighbourShare * score +
      (1 - recipe.cartNeighbourShare) * lists![y]! +
      recipe.cartHabitShare * habits![y]!,
  )
}

function scoresOf(
  { numItems }: Training,
  given: readonly number[],
  score: (y: number) => number,
): NaiveScores {
  return Array.from({ length: numItems }, (_, y) => (given.includes(y) ? 0 : score(y)))
}

/** The items that have a score, best first, and those scores: at most so many, none better left out. */
export function expectBest({ items, values }: Best, scores: NaiveScores, most: number): void {
  expect(items.length).toBe(Math.min(most, scores.filter(score => score > 0).length))
  expect(new Set(items).size).toBe(items.length)
  items.forEach((item, k) => {
    expect(values[k]).toBeCloseTo(scores[item]!, 9)
  })
  expectRanked(items, scores)
}

/** No item stands before a better one; what differs by rounding alone may stand either way round. */
export function expectRanked(items: ArrayLike<number>, scores: NaiveScores): void {
  const listed = Array.from(items, item => scores[item]!)
  listed.forEach((score, k) => {
    if (k > 0) expect(score).toBeLessThanOrEqual(listed[k - 1]! + 1e-9)
  })
  const missing = scores.filter((_, y) => !Array.from(items).includes(y))
  if (listed.length > 0) expect(Math.max(0, ...missing)).toBeLessThanOrEqual(listed.at(-1)! + 1e-9)
}

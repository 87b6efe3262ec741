import type { AlsoBought } from '../../build/also-bought.ts'
import { wilsonLowerBound } from '../../measures.ts'
import { type Best, createScores } from '../best-of.ts'
import type { History } from '../next-basket-method.ts'
import { createOrderNeighbours } from '../order-neighbours.ts'
import type { Training } from '../training.ts'

export type CartParts = {
  /** What orders like the cart say, for each number of them that was asked for. */
  readonly neighbours: readonly Best[]
  /** The greatest Wilson lower bound over the lines of the cart. */
  readonly lists: Best
  /** What the customer bought before: Σ over his orders of decay^(orders since). */
  readonly habits: Best
}

/** So many items of a part take part in the blend. */
const PART_LENGTH = 100
/** What an order counts against the next younger one. */
const HABIT_DECAY = 0.9

/** The parts of a cart's answer, for these numbers of neighbour orders, ascending. */
export function createCartParts(training: Training, lists: AlsoBought, numsNeighbours: readonly number[]) {
  const { numItems, baskets, orders } = training
  const neighbours = createOrderNeighbours(training)
  const scores = createScores(numItems)
  const most = numsNeighbours.at(-1)!

  return (given: readonly number[], history: History = []): CartParts => {
    const seen: Best[] = []
    let met = 0
    neighbours(given, most, (b, likeness) => {
      for (let l = baskets.start[b]!; l < baskets.start[b + 1]!; l++) scores.add(baskets.item[l]!, likeness)
      met++
      if (met === numsNeighbours[seen.length]) seen.push(scores.peekBest(PART_LENGTH, given))
    })
    const all = scores.takeBest(PART_LENGTH, given)
    while (seen.length < numsNeighbours.length) seen.push(all)

    for (const x of given) {
      for (let at = lists.rowStart[x]!; at < lists.rowStart[x + 1]!; at++) {
        scores.max(lists.neighbour[at]!, wilsonLowerBound(lists.together[at]!, orders[x]!, 1))
      }
    }
    const fromLists = scores.takeBest(PART_LENGTH, given)

    history.forEach((basket, t) => {
      const weight = HABIT_DECAY ** (history.length - 1 - t)
      for (const item of basket) scores.add(item, weight)
    })
    return { neighbours: seen, lists: fromLists, habits: scores.takeBest(PART_LENGTH, given) }
  }
}

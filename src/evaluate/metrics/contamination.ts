import { invert, type Postings } from '../../build/baskets.ts'
import { createCounter } from '../../build/count.ts'
import { firstOrderLists } from '../../build/first-order.ts'
import { createProfiles } from '../../build/profiles.ts'
import { DEFAULT_RECIPE } from '../../build/score.ts'
import { NONE } from '../../format/layout.ts'
import type { Split } from '../training.ts'

/** Whether y does not belong on the page of x, being a variant or a substitute of it. */
export type Judge = (x: number, y: number) => boolean

/** Profiles as alike as this may belong to one need. */
const ALIKE = 0.5
/** Of the joint orders foretold, substitutes have less than this. */
const SHORTFALL = 0.5

/**
 * Judges places of product pages by what no list has seen: the held-out orders.
 *
 * Variants are told by the catalogue. Substitutes are suspected where the catalogue gives both items one category, or,
 * where it does not know them, where their training profiles are alike; and convicted where the held-out orders hold
 * them together less than half as often as is foretold for two items of that company. What one pair shows in a tenth of
 * the orders is little, so it is shrunk to what its suspects show together, as if one more order had been foretold:
 *
 *     foretold(x, y) = held-out orders x · orders y / all · lift of the company they keep in training
 *     pool           = (1 + Σ joint) / (1 + Σ foretold), over the suspects among the training partners, of the
 *                      category or else of x
 *     convicted      = (joint + pool) / (foretold + 1) < ½
 *
 * The rule that keeps substitutes out of our lists knows none of the joint orders that convict here. No evidence, no
 * substitute: on thin shops the figure is too low, for every method alike.
 */
export function createJudge({ training, heldOut }: Split): Judge {
  const { numItems, numOrders, orders, postings, baskets, groups } = training
  const lists = firstOrderLists(postings, createCounter(baskets, numItems), DEFAULT_RECIPE)
  const { company, compare } = createProfiles(lists, orders, numOrders)
  const held = invert(heldOut.baskets, numItems)
  const numHeld = heldOut.baskets.start.length - 1
  const categoryOf = (x: number) => groups?.category[x] ?? NONE
  const isVariant = (x: number, y: number) =>
    groups !== undefined && groups.family[x] !== NONE && groups.family[x] === groups.family[y]

  /** The lift foretold for two suspects, 0 for others. */
  const foretoldLift = (x: number, y: number) => {
    if (isVariant(x, y)) return 0
    if (categoryOf(x) !== NONE && categoryOf(y) !== NONE)
      return categoryOf(x) === categoryOf(y) ? Math.min(company[x]!, company[y]!) : 0
    const { alike, sharedLift } = compare(x, y)
    return alike >= ALIKE ? sharedLift : 0
  }
  const foretold = (x: number, y: number) => {
    const lift = foretoldLift(x, y)
    return lift === 0 ? 0 : (lift * ordersIn(held, x) * ordersIn(held, y)) / numHeld
  }

  /** Over these items and their training partners. */
  const poolOf = (items: Iterable<number>) => {
    let joint = 1
    let expected = 1
    for (const x of items) {
      for (let k = lists.start[x]!; k < lists.start[x + 1]!; k++) {
        const e = foretold(x, lists.item[k]!)
        if (e === 0) continue
        expected += e
        joint += ordersWithBoth(held, x, lists.item[k]!)
      }
    }
    return joint / expected
  }
  const poolOfCategory = new Map<number, number>()
  const poolOfItem = new Map<number, number>()
  const pool = (x: number) => {
    const category = categoryOf(x)
    if (category === NONE) return remembered(poolOfItem, x, () => poolOf([x]))
    return remembered(poolOfCategory, category, () => poolOf(groups!.categories[category]!.members))
  }

  const verdicts = new Map<number, boolean>()
  return (x, y) =>
    isVariant(x, y) ||
    remembered(verdicts, x * numItems + y, () => {
      const e = foretold(x, y)
      return e > 0 && (ordersWithBoth(held, x, y) + pool(x)) / (e + 1) < SHORTFALL
    })
}

function remembered<T>(known: Map<number, T>, key: number, find: () => T): T {
  let value = known.get(key)
  if (value === undefined) known.set(key, (value = find()))
  return value
}

function ordersIn({ start }: Postings, x: number): number {
  return start[x + 1]! - start[x]!
}

/** Both lists are ascending: one walk through the two. */
function ordersWithBoth({ start, basket }: Postings, x: number, y: number): number {
  let both = 0
  let k = start[x]!
  let l = start[y]!
  while (k < start[x + 1]! && l < start[y + 1]!) {
    const difference = basket[k]! - basket[l]!
    if (difference === 0) both++
    if (difference <= 0) k++
    if (difference >= 0) l++
  }
  return both
}

import { invert, type Postings } from '../../build/baskets.ts'
import { gatherCandidates } from '../../build/candidates.ts'
import { areVariants, categoryOf, groupItems } from '../../build/groups.ts'
import { createProfiles, partnersOf } from '../../build/profiles.ts'
import { DEFAULT_RECIPE } from '../../build/score.ts'
import type { Split } from '../training.ts'

/** Whether y does not belong on the page of x, being a variant or a substitute of it. */
export type Judge = (x: number, y: number) => boolean

/** Profiles as alike as this are suspected of serving one need. */
const ALIKE = 0.5
/** Of the joint orders foretold, substitutes have less than this. */
const SHORTFALL = 0.5
/**
 * How many foretold orders the pool counts for beside a pair's own. Where the pool is 1, a pair that meets as foretold
 * is then convicted by bad luck in at most 1 of 50 cases; with a weight of 1 it were up to 1 of 3.
 */
const POOL_WEIGHT = 4

/**
 * A judge of the places of product pages, by what no list has seen: the held-out orders.
 *
 * Variants are told by the catalogue. Suspects of substitution are two items of one category or, where the catalogue
 * does not know both, of alike training profiles. They are convicted where the held-out orders hold them together less
 * than half as often as two of their company ought to be. What one pair shows in a tenth of the orders is little, so it
 * is pooled with the other suspects of its category among the training partners; without a category, where suspects
 * are a mixed lot, with innocence: pooling them by item took the share of rightly convicted from .84 to .70.
 *
 *     kept(x)      = (1 + Σ joint) / (1 + Σ foretold by training alone) over x's training partners: what the seasons left
 *     foretold     = held-out orders x · orders y / all · lift of their company in training · √(kept(x) · kept(y))
 *     pool         = (1 + Σ joint) / (1 + Σ foretold) over the suspects of the category; 1 without one
 *     convicted    = (joint + 4 pool) / (foretold + 4) < ½
 *
 * The company is the lift with the partners both share; in a category, that of the item which has the lower one.
 * Lists are made of training joint orders, this of held-out ones alone. Without evidence nothing is convicted: the
 * figure is a lower bound, for every method alike. Against the truth of seeded shops: docs/tried.md.
 */
export function createJudge({ training, heldOut }: Split): Judge {
  const { numItems, numOrders, orders, baskets, groups } = training
  const ungrouped = groupItems(
    Array.from({ length: numItems }, (_, x) => ({ id: String(x), available: true })),
  )
  const lists = partnersOf(gatherCandidates(baskets, ungrouped, DEFAULT_RECIPE), numItems)
  const { company, compare } = createProfiles(lists, orders, numOrders)
  const held = invert(heldOut.baskets, numItems)
  const numHeld = heldOut.baskets.start.length - 1
  const joint = (x: number, y: number) => ordersWithBoth(held, x, y)
  const byChance = (x: number, y: number) => (ordersOf(held, x) * ordersOf(held, y)) / numHeld
  const typeOf = (x: number) => categoryOf(groups, x)
  const isVariant = (x: number, y: number) => areVariants(groups, x, y)

  /** The lift of the company that two suspects keep; 0 for who is none. */
  const liftOfSuspects = (x: number, y: number) => {
    if (isVariant(x, y)) return 0
    if (typeOf(x) !== undefined && typeOf(y) !== undefined)
      return typeOf(x) === typeOf(y) ? Math.min(company[x]!, company[y]!) : 0
    const { alike, sharedLift } = compare(x, y)
    return alike >= ALIKE ? sharedLift : 0
  }
  /** Joint orders of these items with their training partners, over those foretold. */
  const ratio = (items: readonly number[], foretell: (x: number, at: number) => number) => {
    let met = 1
    let foretold = 1
    for (const x of items) {
      for (let at = lists.start[x]!; at < lists.start[x + 1]!; at++) {
        const expected = foretell(x, at)
        if (expected === 0) continue
        foretold += expected
        met += joint(x, lists.item[at]!)
      }
    }
    return met / foretold
  }
  const kept = remember(x =>
    ratio([x], (_, at) => {
      const z = lists.item[at]!
      return ((lists.weight[at]! * numOrders) / orders[z]!) * byChance(x, z)
    }),
  )
  const foretold = (x: number, y: number) => {
    const lift = liftOfSuspects(x, y)
    return lift === 0 ? 0 : lift * byChance(x, y) * Math.sqrt(kept(x) * kept(y))
  }
  const poolOf = remember(type =>
    ratio(groups.categories[type]!.members, (x, at) => foretold(x, lists.item[at]!)),
  )
  const pool = (x: number) => {
    const type = typeOf(x)
    return type === undefined ? 1 : poolOf(type)
  }
  const isConvicted = remember(pair => {
    const x = Math.floor(pair / numItems)
    const y = pair % numItems
    const expected = foretold(x, y)
    return expected > 0 && (joint(x, y) + POOL_WEIGHT * pool(x)) / (expected + POOL_WEIGHT) < SHORTFALL
  })
  return (x, y) => isVariant(x, y) || isConvicted(x * numItems + y)
}

/** The same function, which finds each answer once. */
function remember<T>(find: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>()
  return key => {
    let answer = known.get(key)
    if (answer === undefined) known.set(key, (answer = find(key)))
    return answer
  }
}

function ordersOf({ start }: Postings, x: number): number {
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

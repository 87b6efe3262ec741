import { NONE } from '../format/layout.ts'
import type { Groups } from './groups.ts'
import { createProfiles, type Lists } from './profiles.ts'
import type { Baskets } from './shop.ts'

/**
 * Whether y serves the need that x serves, so that who has x does not want y beside it. `together` are their joint
 * orders; `ordersX` those of x, or of the whole family that x stands for.
 */
export type IsSubstitute = (x: number, y: number, together: number, ordersX?: number) => boolean

/** Profiles as alike as this are of one need. In seeded shops 1 of 25 that fell at .4 was no substitute, at .5 1 of 100. */
const ALIKE = 0.5
/** Substitutes have less than this share of the joint orders foretold. At .6 1 of 17 fell wrongly, at .5 1 of 100. */
const SHORTFALL = 0.5
/** The same within a category. At .4 a tenth of what goes together within one fell, at .3 1 of 25. */
const SHORTFALL_OF_TYPE = 0.3
/** From this share of a category's orders on that hold several of it, people buy several: flavours, colours, supplies. */
const MULTI_BUY = 0.2

/**
 * The rule: substitutes keep the same company, but not each other's.
 *
 *     foretold = orders x · orders y / all orders · lift that the two have with the partners they share
 *
 * From behaviour alone they are substitutes where they are alike and their joint orders, two standard errors up, stay
 * below half of what is foretold. So no pair is judged with 8 foretold orders or less: (√(0 + 1) + 1)² = 4.
 * With a category in common, unless it is one of which people buy several, alike is taken for granted: the joint orders,
 * one standard error down, must stay below .3 of what the lesser of the two companies foretells. Mere lift does not do:
 * in the corner of a shop where dog owners buy, any two things stand far above chance.
 *
 * Cost: one list a question.
 * Source of the idea: O. Sokol, V. Holý, substitutes from the correlation of common purchases, 2022. The bounds are
 * measured: docs/tried.md.
 */
export function createSubstitutes(
  lists: Lists,
  shop: {
    readonly orders: Uint32Array
    readonly numOrders: number
    readonly groups: Groups
    readonly baskets: Baskets
  },
): IsSubstitute {
  const { orders, numOrders, groups, baskets } = shop
  const { company, compare } = createProfiles(lists, orders, numOrders)
  const isOneNeed = singleNeeds(baskets, groups)
  const { category } = groups
  return (x, y, together, ordersX = orders[x]!) => {
    const byChance = (ordersX * orders[y]!) / numOrders
    const type = category[x]!
    if (type !== NONE && type === category[y] && isOneNeed[type] === 1) {
      const low = Math.max(0, Math.sqrt(together) - 0.5) ** 2
      if (low < SHORTFALL_OF_TYPE * Math.min(company[x]!, company[y]!) * byChance) return true
    }
    const { alike, sharedLift } = compare(x, y)
    const high = (Math.sqrt(together + 1) + 1) ** 2
    return alike >= ALIKE && high < SHORTFALL * sharedLift * byChance
  }
}

/** By category: 1 where its orders mostly hold one item of it. */
function singleNeeds({ start, item }: Baskets, { category, categories }: Groups): Uint8Array {
  const ordersWith = new Uint32Array(categories.length)
  const ordersWithSeveral = new Uint32Array(categories.length)
  const seenIn = new Uint32Array(categories.length)
  const countedIn = new Uint32Array(categories.length)
  for (let b = 0; b + 1 < start.length; b++) {
    for (let l = start[b]!; l < start[b + 1]!; l++) {
      const c = category[item[l]!]!
      if (c === NONE) continue
      if (seenIn[c] !== b + 1) {
        seenIn[c] = b + 1
        ordersWith[c]!++
      } else if (countedIn[c] !== b + 1) {
        countedIn[c] = b + 1
        ordersWithSeveral[c]!++
      }
    }
  }
  return Uint8Array.from(ordersWith, (n, c) => (ordersWithSeveral[c]! < MULTI_BUY * n ? 1 : 0))
}

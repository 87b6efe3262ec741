import { NONE } from '../format/layout.ts'
import type { Groups } from './groups.ts'
import type { Baskets } from './shop.ts'

/** First-order co-purchase lists: item x stands with item[start[x]] … item[start[x + 1]], best first, itself left out. */
export type Lists = {
  readonly start: Uint32Array
  readonly item: Uint32Array
  /** Wilson lower bound of the share of x's orders that hold the item. */
  readonly weight: Float64Array
}

/**
 * Whether y serves the need that x serves, so that who has x does not want y beside it. `together` are their joint
 * orders; `ordersX` those of x, or of the whole family that x stands for.
 */
export type IsSubstitute = (x: number, y: number, together: number, ordersX?: number) => boolean

/** Profiles as alike as this belong to one need. At .4 a twentieth of what fell in seeded shops was a complement, at .5 a hundredth. */
const ALIKE = 0.5
/** Of the joint orders that their common partners foretell, substitutes have less than this. At .6 falls 1 in 17 wrongly, at .5 1 in 100. */
const SHORTFALL = 0.5
/** The same for two of one category, against the company that either keeps. At .4 a tenth of the complements within a category fell, at .3 one in 25. */
const SHORTFALL_OF_TYPE = 0.3
/** Where as many of a category's orders hold two of it or more, people buy several: flavours, colours, supplies. */
const MULTI_BUY = 0.2

/**
 * The rule: substitutes keep the same company, but not each other's.
 *
 *     company of x = how far above chance x's partners are, lift, mean by profile
 *     alike        = cosine of the profiles of x and y, the pair itself left out
 *     foretold     = orders x · orders y / all orders · lift that they have with the partners they share
 *
 * From behaviour alone they are substitutes where they are alike and their joint orders, two standard errors up, stay
 * below half of what is foretold. So nobody is judged with less than 8 foretold orders: (√1 + 1)² = 4 are not below.
 * With a category in common, and not one of which people buy several, alike is taken for granted, and half a standard
 * error down, the joint orders must stay below .3 of what the lesser company foretells. Mere lift does not do: in the
 * corner of a shop where dog owners buy, any two of its things stand far above chance.
 *
 * Cost: one list a question; asked row by row, the marks of x are set once. Memory: 24 bytes an entry.
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
  const { start, item } = lists
  const { orders, numOrders } = shop
  const { profile, lift, squared, company } = profilesOf(lists, orders, numOrders)
  const isOneNeed = singleNeeds(shop.baskets, shop.groups)
  const { category } = shop.groups
  const profileOf = new Float64Array(orders.length)
  const liftOf = new Float64Array(orders.length)
  let marked = NONE

  const mark = (x: number) => {
    if (x === marked) return
    if (marked !== NONE) for (let k = start[marked]!; k < start[marked + 1]!; k++) profileOf[item[k]!] = 0
    for (let k = start[x]!; k < start[x + 1]!; k++) {
      profileOf[item[k]!] = profile[k]!
      liftOf[item[k]!] = lift[k]!
    }
    marked = x
  }

  return (x, y, together, ordersX = orders[x]!) => {
    const byChance = (ordersX * orders[y]!) / numOrders
    const type = category[x]!
    if (type !== NONE && type === category[y] && isOneNeed[type] === 1) {
      const low = Math.max(0, Math.sqrt(together) - 0.5) ** 2
      if (low < SHORTFALL_OF_TYPE * Math.min(company[x]!, company[y]!) * byChance) return true
    }
    mark(x)
    let dot = 0
    let shared = 0
    let yx = 0
    for (let k = start[y]!; k < start[y + 1]!; k++) {
      const z = item[k]!
      if (z === x) yx = profile[k]!
      const both = profileOf[z]! * profile[k]!
      if (both === 0) continue
      dot += both
      shared += both * Math.sqrt(liftOf[z]! * lift[k]!)
    }
    if (dot === 0) return false
    const norms = (squared[x]! - profileOf[y]! ** 2) * (squared[y]! - yx ** 2)
    if (dot < ALIKE * Math.sqrt(Math.max(0, norms))) return false
    const high = (Math.sqrt(together + 1) + 1) ** 2
    return high < ((SHORTFALL * shared) / dot) * byChance
  }
}

/**
 * The lists as profiles: a partner counts by its confidence above chance over the root of its orders, so that neither
 * staples nor chance make two items alike. Beside them each item's squared norm, and its company.
 */
function profilesOf({ start, item, weight }: Lists, orders: Uint32Array, numOrders: number) {
  const profile = new Float64Array(item.length)
  const lift = new Float64Array(item.length)
  const squared = new Float64Array(orders.length)
  const company = new Float64Array(orders.length)
  for (let x = 0; x < orders.length; x++) {
    let sum = 0
    let lifts = 0
    for (let k = start[x]!; k < start[x + 1]!; k++) {
      const ordersZ = orders[item[k]!]!
      const p = Math.max(0, weight[k]! - ordersZ / numOrders) / Math.sqrt(ordersZ)
      profile[k] = p
      lift[k] = (weight[k]! * numOrders) / ordersZ
      squared[x]! += p * p
      sum += p
      lifts += p * lift[k]!
    }
    if (sum > 0) company[x] = lifts / sum
  }
  return { profile, lift, squared, company }
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

import { wilsonLowerBound } from '../measures.ts'
import type { Candidates } from './candidates.ts'

/** Partners an item's profile is made of. */
const NUM_PARTNERS = 60
/** A joint order alone is no company. */
const MIN_TOGETHER = 2

/** First-order co-purchase lists: item x stands with item[start[x]] … item[start[x + 1]], best first, itself left out. */
export type Lists = {
  readonly start: Uint32Array
  readonly item: Uint32Array
  /** Wilson lower bound of the share of x's orders that hold the item; every order counts as one, for lifts come of it. */
  readonly weight: Float64Array
}

/** Whom each item was bought with more than once, its best candidates, each order counted as one. */
export function partnersOf(candidates: Candidates, numItems: number): Lists {
  const start = new Uint32Array(numItems + 1)
  const item = new Uint32Array(candidates.start[numItems]!)
  const weight = new Float64Array(item.length)
  let end = 0
  for (let x = 0; x < numItems; x++) {
    const full = end + NUM_PARTNERS
    for (let at = candidates.start[x]!; at < candidates.start[x + 1]! && end < full; at++) {
      const together = candidates.together[at]!
      if (together < MIN_TOGETHER) continue
      item[end] = candidates.item[at]!
      weight[end++] = wilsonLowerBound(together, candidates.orders[x]!, 1)
    }
    start[x + 1] = end
  }
  return { start, item: item.slice(0, end), weight: weight.slice(0, end) }
}

/** How two items compare by whom they are bought with; their own joint orders play no part. */
export type Likeness = {
  /** Cosine of the two profiles, 0 to 1. */
  alike: number
  /** The lift that the two have with the partners they share, mean by profile; 0 where they share none. */
  sharedLift: number
}

export type Profiles = {
  /** By item: the lift that it has with its partners, mean by profile; 0 where it has none. */
  readonly company: Float64Array
  /** The answer is used up by the next call. Asked with the same x again and again, x is laid out once. */
  readonly compare: (x: number, y: number) => Readonly<Likeness>
}

/**
 * The lists as profiles. A partner counts by its confidence above chance over the root of its orders, so that neither
 * staples nor chance make two items alike.
 *
 *     profile of x in z = max(0, weight(x → z) − orders z / all orders) / √orders z
 *
 * Cost of a comparison: the list of y. Memory: 16 bytes an entry.
 */
export function createProfiles(lists: Lists, orders: Uint32Array, numOrders: number): Profiles {
  const { start, item } = lists
  const { profile, lift, squared, company } = weigh(lists, orders, numOrders)
  const profileOfX = new Float64Array(orders.length)
  const liftOfX = new Float64Array(orders.length)
  const likeness: Likeness = { alike: 0, sharedLift: 0 }
  let laidOut = -1

  const layOut = (x: number) => {
    if (x === laidOut) return
    if (laidOut >= 0) for (let k = start[laidOut]!; k < start[laidOut + 1]!; k++) profileOfX[item[k]!] = 0
    for (let k = start[x]!; k < start[x + 1]!; k++) {
      profileOfX[item[k]!] = profile[k]!
      liftOfX[item[k]!] = lift[k]!
    }
    laidOut = x
  }

  const compare = (x: number, y: number): Readonly<Likeness> => {
    layOut(x)
    let dot = 0
    let lifts = 0
    let ofX = 0
    for (let k = start[y]!; k < start[y + 1]!; k++) {
      const z = item[k]!
      if (z === x) ofX = profile[k]!
      const both = profileOfX[z]! * profile[k]!
      if (both === 0) continue
      dot += both
      lifts += both * Math.sqrt(liftOfX[z]! * lift[k]!)
    }
    const norms = (squared[x]! - profileOfX[y]! ** 2) * (squared[y]! - ofX ** 2)
    likeness.alike = dot === 0 ? 0 : dot / Math.sqrt(norms)
    likeness.sharedLift = dot === 0 ? 0 : lifts / dot
    return likeness
  }
  return { company, compare }
}

/** The profile and the lift of each entry; each item's squared norm and company. */
function weigh({ start, item, weight }: Lists, orders: Uint32Array, numOrders: number) {
  const profile = new Float64Array(item.length)
  const lift = new Float64Array(item.length)
  const squared = new Float64Array(orders.length)
  const company = new Float64Array(orders.length)
  for (let x = 0; x < orders.length; x++) {
    let sum = 0
    let lifts = 0
    for (let k = start[x]!; k < start[x + 1]!; k++) {
      const ordersZ = orders[item[k]!]!
      profile[k] = Math.max(0, weight[k]! - ordersZ / numOrders) / Math.sqrt(ordersZ)
      lift[k] = (weight[k]! * numOrders) / ordersZ
      squared[x]! += profile[k]! ** 2
      sum += profile[k]!
      lifts += profile[k]! * lift[k]!
    }
    if (sum > 0) company[x] = lifts / sum
  }
  return { profile, lift, squared, company }
}

import { below, type Random, type Sampler } from '../random.ts'

/** The regulars of a shop: what they like, what they own, what they will run out of. */
export type Customers = {
  readonly count: number
  /** Three trades for each customer, the second and third perhaps the same. */
  readonly tastes: Uint8Array
  /** The family of the last device each has bought, -1 for none. */
  readonly devices: Int32Array
  /** Who runs out of what, by day. */
  readonly restocks: Map<number, Restock[]>
}

export type Restock = { readonly customer: number; readonly item: number }

/** One who buys without an account. */
export const GUEST = -1

/** So many customers with tastes, who own nothing yet. */
export function recruit(count: number, drawTrade: Sampler, random: Random): Customers {
  return {
    count,
    tastes: Uint8Array.from({ length: count * 3 }, () => drawTrade(random)),
    devices: new Int32Array(count).fill(-1),
    restocks: new Map(),
  }
}

/** A customer at random. A quarter of them place half of the orders. */
export function someCustomer({ count }: Customers, random: Random): number {
  const draw = random()
  return Math.floor(count * draw * draw)
}

/** A trade the customer likes. */
export function tasteOf({ tastes }: Customers, customer: number, random: Random): number {
  return tastes[customer * 3 + below(random, 3)]!
}

/** Notes that the customer will want the item again on that day. */
export function remind({ restocks }: Customers, day: number, restock: Restock): void {
  const due = restocks.get(day)
  if (due) due.push(restock)
  else restocks.set(day, [restock])
}

/** Takes out what is due on that day. */
export function dueOn({ restocks }: Customers, day: number): Restock[] {
  const due = restocks.get(day) ?? []
  restocks.delete(day)
  return due
}

import { type Baskets, NO_CUSTOMER } from '../build/shop.ts'

/** Places of the baskets that come before, and of the last one of each known customer of two or more; both in order. */
export function partLastOrders({ start, customer }: Baskets): {
  readonly earlier: number[]
  readonly last: number[]
} {
  const lastOf = new Map<number, number>()
  const numOf = new Map<number, number>()
  for (let b = 0; b + 1 < start.length; b++) {
    const who = customer?.[b] ?? NO_CUSTOMER
    lastOf.set(who, b)
    numOf.set(who, (numOf.get(who) ?? 0) + 1)
  }
  const earlier: number[] = []
  const last: number[] = []
  for (let b = 0; b + 1 < start.length; b++) {
    const who = customer?.[b] ?? NO_CUSTOMER
    const isAsked = who !== NO_CUSTOMER && lastOf.get(who) === b && numOf.get(who)! >= 2
    ;(isAsked ? last : earlier).push(b)
  }
  return { earlier, last }
}

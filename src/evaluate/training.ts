import { invert, type Postings } from '../build/baskets.ts'
import { type Groups, groupItems } from '../build/groups.ts'
import type { Baskets, Item } from '../build/shop.ts'

/** All that a method may learn from: the orders before the test began. */
export type Training = {
  /** Items that were sold at least once, numbered by orders, most first: 0 is the best seller. */
  readonly numItems: number
  readonly numOrders: number
  readonly baskets: Baskets
  readonly postings: Postings
  /** Orders of each item. */
  readonly orders: Uint32Array
  /** What is known of the items, where a catalogue is. */
  readonly items?: readonly Item[]
  readonly groups: Groups
}

/** Orders that no method saw, in the numbers of the training; items it did not know are left out. */
export type HeldOut = {
  readonly baskets: Baskets
  /** Lines of items that were never sold before. No method can find them; the share is told, not hidden. */
  readonly coldLines: number
  readonly lines: number
}

export type Split = { readonly training: Training; readonly heldOut: HeldOut }

/**
 * The baskets before `testStart` to learn from, those up to `testEnd` (exclusive) to be asked about.
 * Items are numbered anew by their training orders, ties by their old number: the popularity that the whole history
 * gives is knowledge of the future.
 */
export function split(
  baskets: Baskets,
  numItems: number,
  testStart: number,
  testEnd: number,
  catalogue?: readonly Item[],
): Split {
  const orders = new Uint32Array(numItems)
  for (let l = 0; l < baskets.start[testStart]!; l++) orders[baskets.item[l]!]!++
  const sold = [...orders.keys()].filter(i => orders[i]! > 0).sort((a, b) => orders[b]! - orders[a]! || a - b)
  const number = new Map(sold.map((item, n) => [item, n]))

  // what can be sold today says nothing of what could be sold then
  const items = catalogue && sold.map(item => ({ ...catalogue[item]!, available: true }))
  const train = renumbered(baskets, 0, testStart, number)
  const test = renumbered(baskets, testStart, testEnd, number)
  const lines = baskets.start[testEnd]! - baskets.start[testStart]!
  return {
    training: {
      numItems: sold.length,
      numOrders: testStart,
      baskets: train,
      postings: invert(train, sold.length),
      orders: Uint32Array.from(sold, item => orders[item]!),
      ...(items && { items }),
      groups: groupItems(items ?? sold.map(String).map(id => ({ id, available: true }))),
    },
    heldOut: { baskets: test, lines, coldLines: lines - test.item.length },
  }
}

function renumbered(
  { start, item, cartOrder, customer, orderedAt, audience, audiences }: Baskets,
  from: number,
  to: number,
  number: ReadonlyMap<number, number>,
): Baskets {
  const newStart = new Uint32Array(to - from + 1)
  const newItem = new Uint32Array(start[to]! - start[from]!)
  const newOrder = new Uint32Array(cartOrder ? newItem.length : 0)
  let end = 0
  for (let b = from; b < to; b++) {
    const first = end
    for (let l = start[b]!; l < start[b + 1]!; l++) {
      const n = number.get((cartOrder ?? item)[l]!)
      if (n !== undefined) newItem[end++] = n
    }
    const basket = newItem.subarray(first, end)
    if (cartOrder) newOrder.set(basket, first)
    basket.sort()
    newStart[b - from + 1] = end
  }
  return {
    start: newStart,
    item: newItem.subarray(0, end),
    ...(cartOrder && { cartOrder: newOrder.subarray(0, end) }),
    ...(customer && { customer: customer.subarray(from, to) }),
    ...(orderedAt && { orderedAt: orderedAt.subarray(from, to) }),
    ...(audience && { audience: audience.subarray(from, to) }),
    ...(audiences && { audiences }),
  }
}

import { invert } from '../build/baskets.ts'
import { type Baskets, NO_CUSTOMER } from '../build/shop.ts'
import type { History } from './next-basket-method.ts'
import type { Training } from './training.ts'

/** The orders of each known customer, oldest first. */
export function historiesOf({ start, item, customer }: Baskets): Map<number, History> {
  const histories = new Map<number, Uint32Array[]>()
  for (let b = 0; b + 1 < start.length; b++) {
    const who = customer![b]!
    if (who === NO_CUSTOMER) continue
    const history = histories.get(who) ?? []
    history.push(item.subarray(start[b]!, start[b + 1]!))
    histories.set(who, history)
  }
  return histories
}

/** The same training with one basket a customer, all that he ever bought: pairs are then counted in customers. */
export function byCustomer({ numItems, baskets, groups }: Training): Training {
  const lists = [...historiesOf(baskets).values()].map(history => [...new Set(history.flatMap(b => [...b]))])
  const start = new Uint32Array(lists.length + 1)
  for (const [at, { length }] of lists.entries()) start[at + 1] = start[at]! + length
  const item = new Uint32Array(start[lists.length]!)
  for (const [at, list] of lists.entries())
    item.set(
      list.sort((a, b) => a - b),
      start[at],
    )
  const postings = invert({ start, item }, numItems)
  return {
    numItems,
    numOrders: lists.length,
    groups,
    baskets: { start, item },
    postings,
    orders: Uint32Array.from({ length: numItems }, (_, i) => postings.start[i + 1]! - postings.start[i]!),
  }
}

import { pick } from '../build/baskets.ts'
import type { Baskets, Item } from '../build/shop.ts'
import { partLastOrders } from './last-orders.ts'
import { type Split, split } from './training.ts'

/**
 * How orders are parted into those to learn from and those to be asked about: by time where they are dated, else the
 * last order of each customer where customers come back, so that at least a tenth of the orders are asked about, else in
 * the order of the file.
 */
export type SplitBy = 'time' | 'customer' | 'file'

const LEAST_HELD_OUT = 0.1

/** Test windows as shares of the orders: three rolling origins where there are dates, else the last one alone. */
const ROLLING = [
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 1],
] as const

export function splitByOf(baskets: Baskets): SplitBy {
  if (baskets.orderedAt) return 'time'
  if (!baskets.customer) return 'file'
  const { earlier, last } = partLastOrders(baskets)
  return last.length >= LEAST_HELD_OUT * (earlier.length + last.length) ? 'customer' : 'file'
}

/** All test windows, oldest first. */
export function windowsOf(
  baskets: Baskets,
  numItems: number,
  by: SplitBy,
  catalogue?: readonly Item[],
): Split[] {
  if (by !== 'time') return [lastWindow(baskets, numItems, by, catalogue)]
  return ROLLING.map(([from, to]) => shareSplit(baskets, numItems, from, to, catalogue))
}

/** The last test window alone: what a choice is made on, with nothing of what comes later. */
export function lastWindow(
  baskets: Baskets,
  numItems: number,
  by: SplitBy,
  catalogue?: readonly Item[],
): Split {
  if (by !== 'customer') return shareSplit(baskets, numItems, 0.9, 1, catalogue)
  const { earlier, last } = partLastOrders(baskets)
  const inOrder = pick(baskets, earlier.concat(last))
  return split(inOrder, numItems, earlier.length, earlier.length + last.length, catalogue)
}

function shareSplit(
  baskets: Baskets,
  numItems: number,
  from: number,
  to: number,
  catalogue?: readonly Item[],
): Split {
  const numOrders = baskets.start.length - 1
  return split(baskets, numItems, Math.floor(from * numOrders), Math.floor(to * numOrders), catalogue)
}

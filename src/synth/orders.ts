import { below, type Random, seeded, weighted } from '../random.ts'
import { FIRST_DAY, LAST_DAY, momentsOf, ordersByDay } from './calendar.ts'
import { dueOn, GUEST, type Restock, remind, someCustomer } from './customers.ts'
import { addWish, type Market, openMarket, type Visit } from './market.ts'
import type { Shop } from './shop.ts'

export type Order = {
  /** Counts up with time, from 1. */
  readonly number: number
  /** Milliseconds since 1970-01-01 on the shop's clock. */
  readonly orderedAtMs: number
  readonly customer: number
  /** Indices of products, each once. */
  readonly items: readonly number[]
}

/**
 * So many orders, ascending in time, as two years of trade bring them.
 *
 * What runs out is bought again on the day it is due, as far as the orders of that day go; the rest is bought
 * elsewhere.
 */
export function* ordersOf(shop: Shop, numOrders: number, seed: number): Generator<Order> {
  const random = seeded(seed, 'orders')
  const market = openMarket(shop, Math.ceil(numOrders / ORDERS_PER_CUSTOMER), random)
  let number = 0
  for (const [offset, count] of ordersByDay(numOrders).entries()) {
    const day = FIRST_DAY + offset
    const due = dueOn(market.customers, day)
    for (const orderedAtMs of momentsOf(day, count, random)) {
      const restock = random() < 0.6 ? due.pop() : undefined
      const visit = visitOn(market, day, restock)
      noteRestocks(market, visit)
      yield { number: ++number, orderedAtMs, customer: visit.customer, items: [...visit.basket] }
    }
  }
}

const ORDERS_PER_CUSTOMER = 6

/** Somebody comes, for what has run out or with a wish; some have more wishes, and an office has many. */
function visitOn(market: Market, day: number, restock: Restock | undefined): Visit {
  const { customers, random } = market
  const customer = restock?.customer ?? (random() < 0.05 ? GUEST : someCustomer(customers, random))
  const visit: Visit = { customer, day, basket: new Set(), deviceTrades: new Set() }
  if (restock) visit.basket.add(restock.item)
  const numWishes = (restock ? 0 : 1) + furtherWishes(random)
  for (let i = 0; i < numWishes; i++) addWish(market, visit)
  return visit
}

/** Notes what will run out, and when. Four in ten come back for it; a subscriber nearly always, and to the day. */
function noteRestocks({ shop, customers, random }: Market, { customer, day, basket }: Visit): void {
  if (customer === GUEST) return
  for (const item of basket) {
    const { family, packQuantity, subscription } = shop.products[item]!
    const lastsDays = shop.families[family]!.lastsDays
    if (lastsDays === undefined || random() >= (subscription ? 0.9 : 0.4)) continue
    const gap = subscription ? lastsDays : lastsDays * Math.min(packQuantity, 3) * (0.85 + 0.3 * random())
    const nextDay = day + Math.round(gap)
    if (nextDay <= LAST_DAY) remind(customers, nextDay, { customer, item })
  }
}

function furtherWishes(random: Random): number {
  return random() < 0.004 ? 6 + below(random, 14) : drawFurther(random)
}

const drawFurther = weighted([38, 32, 18, 12])

import { cellDraw, leaning, type Random, seeded } from '../random.ts'
import { GUEST } from './customers.ts'
import { type Order, ordersOf } from './orders.ts'
import { shelfPrice } from './price.ts'
import type { Shop } from './shop.ts'
import { type Column, chunked, type Table, type Value } from './table.ts'

export const ORDER_COLUMNS: readonly Column[] = [
  { name: 'order_id', type: 'text' },
  { name: 'item_id', type: 'text' },
  { name: 'customer_id', type: 'text' },
  { name: 'ordered_at', type: 'timestamp' },
  { name: 'quantity', type: 'integer' },
  { name: 'unit_price', type: 'yen' },
  { name: 'currency', type: 'text' },
]

/**
 * The orders as a shop exports them, one row a line, ascending in time.
 *
 * With what real exports hold: cancellations under a `C` number with negative quantities, postage, lines of
 * quantity zero, an item the catalogue has forgotten.
 */
export function orderTable(shop: Shop, numOrders: number, seed: number): Table {
  return {
    columns: ORDER_COLUMNS,
    chunks: chunked(ORDER_COLUMNS.length, orderRows(shop, numOrders, seed)),
  }
}

type Line = { readonly itemId: string; readonly quantity: number; readonly priceYen: number }

function* orderRows(shop: Shop, numOrders: number, seed: number): Generator<Value[]> {
  const random = seeded(seed, 'order lines')
  let before: { order: Order; lines: readonly Line[] } | undefined
  for (const order of ordersOf(shop, numOrders, seed)) {
    if (before && random() < CANCELLED_SHARE) {
      // 0 - quantity: a zero must not become -0
      const taken = before.lines.map(line => ({ ...line, quantity: 0 - line.quantity }))
      yield* rowsOf(`C${orderId(order)}`, before.order.customer, order.orderedAtMs, taken)
      before = undefined
      continue
    }
    const lines = linesOf(shop, order, seed, random)
    yield* rowsOf(orderId(order), order.customer, order.orderedAtMs, lines)
    before = { order, lines }
  }
}

/** A cancellation takes the number after the order that it cancels. */
const CANCELLED_SHARE = 0.008

/** Eight digits up to 90 million orders, so that ids sort by time. */
function orderId(order: Order): string {
  return String(10_000_000 + order.number)
}

function rowsOf(id: string, customer: number, orderedAtMs: number, lines: readonly Line[]): Value[][] {
  const customerId = customer === GUEST ? null : `u${customer + 1}`
  return lines.map(({ itemId, quantity, priceYen }) => [
    id,
    itemId,
    customerId,
    orderedAtMs,
    quantity,
    priceYen,
    'JPY',
  ])
}

function linesOf(shop: Shop, { items, orderedAtMs }: Order, seed: number, random: Random): Line[] {
  const week = Math.floor(orderedAtMs / (7 * 86_400_000))
  const lines: Line[] = items.map(item => {
    const { itemId, family, priceYen } = shop.products[item]!
    const sale = saleFactor(cellDraw(seed, family, week))
    return {
      itemId,
      quantity: quantityOf(shop.families[family]!.lastsDays !== undefined, random),
      priceYen: sale === 1 ? priceYen : shelfPrice(priceYen * sale),
    }
  })
  for (const { itemId, priceYen, share } of shop.nonProducts) {
    if (random() < share) lines.push({ itemId, quantity: 1, priceYen })
  }
  if (random() < 0.001) lines.push({ itemId: 'nova-3-64-black', quantity: 1, priceYen: 24_800 })
  return lines
}

/** A family is on sale one week in ten, at 10 or 20 % off. */
function saleFactor(draw: number): number {
  return draw < 0.04 ? 0.8 : draw < 0.1 ? 0.9 : 1
}

/** Mostly one; of what is used up, up to three; now and then a slip of zero. */
function quantityOf(isUsedUp: boolean, random: Random): number {
  if (random() < 0.0005) return 0
  return 1 + leaning(random, isUsedUp ? 3 : 1)
}

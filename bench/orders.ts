import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Baskets } from '../src/build/shop.ts'
import { ordersOf } from '../src/synth/orders.ts'
import { stockShop } from '../src/synth/shop.ts'

/** Seeded baskets; item numbers are popularity ranks, ties in the order of the catalogue. */
export function synthBaskets(numItems: number, numOrders: number, seed: number) {
  const shop = stockShop(numItems, seed)
  const sold = new Uint32Array(shop.products.length)
  const start = new Uint32Array(numOrders + 1)
  const lines: number[] = []
  for (const { number, items } of ordersOf(shop, numOrders, seed)) {
    for (const item of items) {
      sold[item]!++
      lines.push(item)
    }
    start[number] = lines.length
  }
  const byRank = Uint32Array.from(sold.keys()).sort((a, b) => sold[b]! - sold[a]! || a - b)
  const rank = new Uint32Array(sold.length)
  byRank.forEach((item, place) => {
    rank[item] = place
  })
  const item = Uint32Array.from(lines, line => rank[line]!)
  for (let b = 0; b < numOrders; b++) item.subarray(start[b], start[b + 1]).sort()
  return { baskets: { start, item }, numItems: sold.length }
}

/** Writes the columns into a folder, as they lie in memory. */
export function writeBaskets(folder: string, { start, item }: Baskets): void {
  writeFileSync(join(folder, 'start.u32'), start)
  writeFileSync(join(folder, 'item.u32'), item)
}

export function readBaskets(folder: string): Baskets {
  return { start: readColumn(join(folder, 'start.u32')), item: readColumn(join(folder, 'item.u32')) }
}

function readColumn(path: string): Uint32Array {
  const { buffer, byteOffset, length } = readFileSync(path)
  return new Uint32Array(buffer, byteOffset, length / 4)
}

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Baskets } from '../src/build/shop.ts'
import { leaning, seeded } from '../src/random.ts'
import { zipfSampler } from './zipf.ts'

/**
 * Seeded baskets of 3.2 items on average, geometric. The first item is drawn under Zipf's law with exponent 1; of the
 * others six in ten stand near it on the shelf and four are drawn like the first. Item numbers are popularity ranks.
 */
export function zipfBaskets(numItems: number, numOrders: number, seed: number): Baskets {
  const random = seeded(seed, 'baskets')
  const drawRank = zipfSampler(numItems)
  const start = new Uint32Array(numOrders + 1)
  const lines: number[] = []
  for (let b = 0; b < numOrders; b++) {
    const first = shelfPlace(drawRank(random), numItems)
    const basket = new Set([first])
    while (random() < GOES_ON && basket.size < MOST_ITEMS) {
      const isNear = random() < 0.6
      basket.add(
        isNear ? (first + 1 + leaning(random, 40)) % numItems : shelfPlace(drawRank(random), numItems),
      )
    }
    lines.push(...basket)
    start[b + 1] = lines.length
  }
  return { start, item: rankedByOrders(lines, start, numItems) }
}

const GOES_ON = 0.7
const MOST_ITEMS = 100

/** Strews the popular items over the shelf; no two share a place unless 7919, a prime, divides numItems. */
function shelfPlace(rank: number, numItems: number): number {
  return (rank * 7919) % numItems
}

/** Items as popularity ranks, ascending within each basket. */
function rankedByOrders(lines: readonly number[], start: Uint32Array, numItems: number): Uint32Array {
  const orders = new Uint32Array(numItems)
  for (const item of lines) orders[item]!++
  const byOrders = Uint32Array.from(orders.keys()).sort((a, b) => orders[b]! - orders[a]! || a - b)
  const rank = new Uint32Array(numItems)
  byOrders.forEach((item, place) => {
    rank[item] = place
  })
  const ranked = Uint32Array.from(lines, item => rank[item]!)
  for (let b = 0; b + 1 < start.length; b++) ranked.subarray(start[b], start[b + 1]).sort()
  return ranked
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

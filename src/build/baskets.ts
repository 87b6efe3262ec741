import type { Baskets } from './shop.ts'

/** Which baskets hold each item: item i is in basket[start[i]] … basket[start[i + 1]], ascending. */
export type Postings = {
  readonly start: Uint32Array
  readonly basket: Uint32Array
}

/** The baskets without those of more than maxItems items: an order of hundreds of lines is not a shopper's. */
export function withoutMonsters({ start, item }: Baskets, maxItems: number): Baskets {
  const numBaskets = start.length - 1
  const keptStart = [0]
  const keptItem = new Uint32Array(item.length)
  let at = 0
  for (let b = 0; b < numBaskets; b++) {
    if (start[b + 1]! - start[b]! > maxItems) continue
    keptItem.set(item.subarray(start[b]!, start[b + 1]!), at)
    at += start[b + 1]! - start[b]!
    keptStart.push(at)
  }
  return { start: Uint32Array.from(keptStart), item: keptItem.subarray(0, at) }
}

/** The baskets turned round: item → baskets. Two passes, linear. */
export function invert({ start, item }: Baskets, numItems: number): Postings {
  const postingStart = new Uint32Array(numItems + 1)
  for (let l = 0; l < item.length; l++) postingStart[item[l]! + 1]!++
  for (let i = 0; i < numItems; i++) postingStart[i + 1]! += postingStart[i]!

  const basket = new Uint32Array(item.length)
  const next = postingStart.slice(0, numItems)
  for (let b = 0; b + 1 < start.length; b++) {
    for (let l = start[b]!; l < start[b + 1]!; l++) basket[next[item[l]!]!++] = b
  }
  return { start: postingStart, basket }
}

/** The baskets that hold any of these items, ascending and distinct. */
export function basketsOfAny(items: readonly number[], { start, basket }: Postings): Uint32Array {
  if (items.length === 1) return basket.subarray(start[items[0]!]!, start[items[0]! + 1]!)
  const all = new Uint32Array(items.reduce((sum, i) => sum + start[i + 1]! - start[i]!, 0))
  let at = 0
  for (const i of items) {
    all.set(basket.subarray(start[i]!, start[i + 1]!), at)
    at += start[i + 1]! - start[i]!
  }
  all.sort()
  let distinct = 0
  for (let k = 0; k < all.length; k++) if (k === 0 || all[k] !== all[k - 1]) all[distinct++] = all[k]!
  return all.subarray(0, distinct)
}

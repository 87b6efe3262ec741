import type { Baskets } from './shop.ts'

/** Which baskets hold each item: item i is in basket[start[i]] … basket[start[i + 1]], ascending. */
export type Postings = {
  readonly start: Uint32Array
  readonly basket: Uint32Array
}

/** The baskets without those of more than maxItems items: an order of hundreds of lines is not a shopper's. */
export function withoutMonsters(baskets: Baskets, maxItems: number): Baskets {
  const { start } = baskets
  const small: number[] = []
  for (let b = 0; b + 1 < start.length; b++) if (start[b + 1]! - start[b]! <= maxItems) small.push(b)
  return pick(baskets, small)
}

/** These baskets in this order, with what is known of each. */
export function pick(baskets: Baskets, rows: readonly number[]): Baskets {
  const { start, item, cartOrder, customer, orderedAt, audience, audiences } = baskets
  const newStart = new Uint32Array(rows.length + 1)
  for (const [at, b] of rows.entries()) newStart[at + 1] = newStart[at]! + start[b + 1]! - start[b]!
  const picked = (items: Uint32Array) => {
    const newItems = new Uint32Array(newStart[rows.length]!)
    for (const [at, b] of rows.entries()) newItems.set(items.subarray(start[b]!, start[b + 1]!), newStart[at])
    return newItems
  }
  return {
    start: newStart,
    item: picked(item),
    ...(cartOrder && { cartOrder: picked(cartOrder) }),
    ...(customer && { customer: Uint32Array.from(rows, b => customer[b]!) }),
    ...(orderedAt && { orderedAt: Float64Array.from(rows, b => orderedAt[b]!) }),
    ...(audience && { audience: Uint32Array.from(rows, b => audience[b]!) }),
    ...(audiences && { audiences }),
  }
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

/** The baskets that hold any of these items, each once, in no certain order. Used up by the next call. */
export type BasketsOfAny = (items: readonly number[]) => Uint32Array

/** A union of postings by marks: linear in the postings, where sorting them took a third of the counting. */
export function createUnion({ start, basket }: Postings, numBaskets: number): BasketsOfAny {
  const markOf = new Uint32Array(numBaskets)
  const union = new Uint32Array(numBaskets)
  let mark = 0
  return items => {
    const [only] = items
    if (items.length === 1) return basket.subarray(start[only!]!, start[only! + 1]!)
    mark++
    let length = 0
    for (const item of items) {
      for (let k = start[item]!; k < start[item + 1]!; k++) {
        const b = basket[k]!
        if (markOf[b] === mark) continue
        markOf[b] = mark
        union[length++] = b
      }
    }
    return union.subarray(0, length)
  }
}

/** In minor units. */
export type Price = { readonly amount: number; readonly currency: string }

/** What a shop sets of an item between two builds; null takes back what it has set, undefined leaves it. */
export type Change = {
  readonly id: string
  readonly available?: boolean | null | undefined
  readonly price?: Price | null | undefined
}

/** Changes set at one time, in milliseconds since 1970. */
export type Batch = { readonly at: number; readonly items: readonly Change[] }

type Dated<T> = { readonly value: T; readonly at: number }

/** What holds of an item now, whatever the model says. One of the two is there. */
export type Fact = {
  readonly available: Dated<boolean> | undefined
  readonly price: Dated<Price> | undefined
}

/** By item id, ids that no model knows included. */
export type Facts = Map<string, Fact>

/** Sets and takes back what the batch says. */
export function amend(facts: Facts, { at, items }: Batch): void {
  for (const { id, available, price } of items) {
    const known = facts.get(id)
    keep(facts, id, {
      available: available === undefined ? known?.available : dated(available, at),
      price: price === undefined ? known?.price : dated(price, at),
    })
  }
}

/** Drops what was set at this time or before. Returns how much that was. */
export function dropUntil(facts: Facts, time: number): number {
  let dropped = 0
  for (const [id, { available, price }] of facts) {
    const isOld = (set: Dated<unknown> | undefined) => set !== undefined && set.at <= time
    dropped += Number(isOld(available)) + Number(isOld(price))
    keep(facts, id, {
      available: isOld(available) ? undefined : available,
      price: isOld(price) ? undefined : price,
    })
  }
  return dropped
}

/** The fewest batches that amount to these facts, oldest first. */
export function batchesOf(facts: Facts): Batch[] {
  const byTime = new Map<number, Change[]>()
  const add = (at: number, change: Change) => {
    const items = byTime.get(at)
    if (items === undefined) byTime.set(at, [change])
    else items.push(change)
  }
  for (const [id, { available, price }] of facts) {
    if (available) add(available.at, { id, available: available.value })
    if (price) add(price.at, { id, price: price.value })
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([at, items]) => ({ at, items }))
}

function dated<T>(value: T | null, at: number): Dated<T> | undefined {
  return value === null ? undefined : { value, at }
}

function keep(facts: Facts, id: string, fact: Fact): void {
  if (fact.available === undefined && fact.price === undefined) facts.delete(id)
  else facts.set(id, fact)
}

import { type Baskets, NO_AUDIENCE, NO_CUSTOMER } from '../build/shop.ts'
import { type Duckdb, numbers, u32Lists } from './duckdb.ts'
import type { Loaded } from './load.ts'

/** Baskets whose items still go by number in id order, and what was learnt on the way. */
export type RawBaskets = Baskets & {
  /** Distinct baskets of each item. */
  readonly orders: Uint32Array
  /** Whether the items of a basket stand as they were put into the cart. */
  readonly inCartOrder: boolean
  readonly duplicateLines: number
  readonly window?: { readonly from: string; readonly to: string }
}

/** So many lines are grouped at a time: DuckDB's lists do not spill, about 60 bytes a line. */
const LINES_AT_ONCE = 16_000_000

/** SQL conditions that part the lines by a key, so that each part's groups fit into memory. */
export function parts(numLines: number, key: string): string[] {
  const numParts = Math.max(1, Math.ceil(numLines / LINES_AT_ONCE))
  if (numParts === 1) return ['true']
  return Array.from({ length: numParts }, (_, part) => `hash(${key}) % ${numParts} = ${part}`)
}

/**
 * A basket's items by their place in the cart, those without one behind the rest; what has the same place by item id, in
 * whatever order it was read. `list(n order by …)` needed over 1 GB for 4 M lines, this one 0.3 GB.
 */
const IN_CART_ORDER = `list_transform(
  list_sort(list({place: coalesce(cart_position, 'infinity'::double), n: n})), lambda line: line.n)`

/** Gathers the good lines of products into baskets, in time order. Needs the tables line and product_number. */
export async function gatherBaskets(
  db: Duckdb,
  { numLines, withCustomers, withCartOrder, withSegments }: Omit<Loaded, 'withTitles'>,
  numItems: number,
): Promise<RawBaskets> {
  await db.run(`create table basket (ordered_at timestamp, order_id varchar, items uinteger[]
    ${withCustomers ? ', customer_id varchar' : ''} ${withSegments ? ', segment varchar' : ''})`)
  const items = withCartOrder ? IN_CART_ORDER : 'list(n)'
  for (const part of parts(numLines, 'order_id')) {
    await db.run(`insert into basket select min(ordered_at), order_id, ${items}
      ${withCustomers ? ', min(customer_id)' : ''} ${withSegments ? ', min(segment)' : ''}
      from line join product_number using (item_id) where fault is null and ${part} group by order_id`)
  }
  const [total] = await db.rows<{ baskets: number; lines: number; from: string | null; to: string | null }>(`
    select count(*)::double as baskets, coalesce(sum(len(items)), 0)::double as lines,
      strftime(min(ordered_at), '%Y-%m-%dT%H:%M:%SZ') as "from", strftime(max(ordered_at), '%Y-%m-%dT%H:%M:%SZ') as "to"
    from basket`)
  const { baskets, lines, from, to } = total!
  const rows = {
    start: new Uint32Array(baskets + 1),
    item: new Uint32Array(lines),
    orders: new Uint32Array(numItems),
    ...(withCustomers && { customer: new Uint32Array(baskets) }),
    ...(withSegments && { audience: new Uint32Array(baskets), audiences: await audiencesOf(db) }),
    ...(from !== null && { orderedAt: new Float64Array(baskets) }),
  }
  const numDistinct = await fill(db, rows)
  return {
    ...rows,
    item: rows.item.subarray(0, numDistinct),
    inCartOrder: withCartOrder,
    duplicateLines: lines - numDistinct,
    ...(from && to && { window: { from, to } }),
  }
}

/** The number of a name: its place among all names of the column. */
const placeOf = (column: string, none: number) =>
  `(if(${column} is null, ${none}, dense_rank() over (order by ${column} nulls last) - 1))::uinteger`

async function audiencesOf(db: Duckdb): Promise<string[]> {
  const rows = await db.rows<{ segment: string }>(
    'select distinct segment from basket where segment is not null order by segment',
  )
  return rows.map(({ segment }) => segment)
}

/** Fills the rows with the distinct items of each basket and counts each item's baskets; the number of items. */
async function fill(
  db: Duckdb,
  {
    start,
    item,
    orders,
    customer,
    orderedAt,
    audience,
  }: Omit<RawBaskets, 'inCartOrder' | 'duplicateLines' | 'window'>,
) {
  const lastBasket = new Uint32Array(orders.length) // basket + 1, 0 for none
  let basket = 0
  let end = 0
  for await (const chunk of db.chunks(`
    select items, ${orderedAt ? "coalesce(epoch(ordered_at), 'nan')" : 'null'}, ${customer ? placeOf('customer_id', NO_CUSTOMER) : 'null'},
      ${audience ? placeOf('segment', NO_AUDIENCE) : 'null'}
    from basket order by ordered_at nulls last, strlen(order_id), order_id`)) {
    const { lists, items } = u32Lists(chunk, 0)
    orderedAt?.set(numbers(chunk, 1), basket)
    customer?.set(numbers(chunk, 2), basket)
    audience?.set(numbers(chunk, 3), basket)
    for (let row = 0; row < chunk.rowCount; row++) {
      const first = lists.getEntryOffset(row)
      const limit = first + lists.getEntryLength(row)
      basket++
      for (let at = first; at < limit; at++) {
        const n = items[at]!
        if (lastBasket[n] === basket) continue
        lastBasket[n] = basket
        orders[n]!++
        item[end++] = n
      }
      start[basket] = end
    }
  }
  return end
}

/** The same baskets with each item n as number[n], ascending within a basket. Writes over the raw ones. */
export function renumber(raw: RawBaskets, number: Uint32Array): Baskets {
  const { start, item, customer, orderedAt, audience, audiences } = raw
  for (let i = 0; i < item.length; i++) item[i] = number[item[i]!]!
  const cartOrder = raw.inCartOrder ? item.slice() : undefined
  for (let basket = 0; basket + 1 < start.length; basket++) sort(item, start[basket]!, start[basket + 1]!)
  return {
    start,
    item,
    ...(cartOrder && { cartOrder }),
    ...(customer && { customer }),
    ...(orderedAt && { orderedAt }),
    ...(audience && { audience }),
    ...(audiences && { audiences }),
  }
}

/** Below this length insertion beats the built-in sort, which first has to make a view. */
const SHORT = 48

function sort(item: Uint32Array, first: number, end: number): void {
  if (end - first > SHORT) {
    item.subarray(first, end).sort()
    return
  }
  for (let i = first + 1; i < end; i++) {
    const n = item[i]!
    let at = i
    for (; at > first && item[at - 1]! > n; at--) item[at] = item[at - 1]!
    item[at] = n
  }
}

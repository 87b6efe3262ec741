import type { Events } from '../build/events.ts'
import type { Item } from '../build/shop.ts'
import { type Duckdb, numbers } from './duckdb.ts'
import { withoutUndefined } from './listed-item.ts'
import { money } from './money.ts'

/** Where a visitor has no session, a rest of so many seconds ends one. */
const REST_SECONDS = 3600

/**
 * Makes the table visit: the good events, each with the session that it belongs to. Without a session id those of a
 * customer go by rests.
 */
export async function tellSessions(db: Duckdb): Promise<void> {
  await db.run(`create table visit as
    select item_id, kind, occurred_at, price, currency, brand, category, 's' || session_id as session
    from event where fault is null and session_id is not null
    union all
    select item_id, kind, occurred_at, price, currency, brand, category,
      'c' || customer_id || '/' || sum(begins) over (
        partition by customer_id order by occurred_at range between unbounded preceding and current row) as session
    from (select *, (coalesce(epoch(occurred_at) - epoch(lag(occurred_at) over (
          partition by customer_id order by occurred_at)), ${REST_SECONDS}) >= ${REST_SECONDS})::int as begins
      from event where fault is null and session_id is null)`)
}

/** The events of the items that have a number, and how many events and items have none. Needs the table visit. */
export async function gatherEvents(
  db: Duckdb,
  ids: readonly string[],
): Promise<{
  readonly events: Events
  readonly unknown: { readonly events: number; readonly items: number }
}> {
  const numberOf = new Map(ids.map((id, n) => [id, n]))
  await db.run(`create table visited as
    select item_id, (row_number() over (order by item_id) - 1)::uinteger as n from visit group by item_id`)
  const known: (number | undefined)[] = []
  for await (const chunk of db.chunks('select item_id from visited order by n')) {
    for (const id of chunk.getColumnValues(0) as string[]) known.push(numberOf.get(id))
  }
  const strangers = [...known.keys()].filter(n => known[n] === undefined)
  const [count] = await db.rows<{ all: number }>('select count(*)::double as "all" from visit')
  const start = [0]
  const size = count!.all
  const item = new Uint32Array(size)
  const kind = new Uint8Array(size)
  const occurredAt = new Float64Array(size)
  let end = 0
  let session = -1
  for await (const chunk of db.chunks(`
    select n, kind::uinteger, epoch(occurred_at), dense_rank() over (order by begun, session)::uinteger as place
    from (select *, min(occurred_at) over (partition by session) as begun from visit) join visited using (item_id)
    order by place, occurred_at, kind, item_id`)) {
    const [n, kinds, times, places] = [0, 1, 2, 3].map(column => numbers(chunk, column))
    for (let row = 0; row < chunk.rowCount; row++) {
      const number = known[n![row]!]
      if (number === undefined) continue
      if (places![row] !== session && session !== -1) start.push(end)
      session = places![row]!
      item[end] = number
      kind[end] = kinds![row]!
      occurredAt[end++] = times![row]!
    }
  }
  if (end > 0) start.push(end)
  return {
    events: {
      start: Uint32Array.from(start),
      item: item.slice(0, end),
      kind: kind.slice(0, end),
      occurredAt: occurredAt.slice(0, end),
    },
    unknown: { events: size - end, items: strangers.length },
  }
}

/**
 * The items that the events speak of, those of most sessions first, then by id; price, brand and category as they were
 * told last. Needs the table visit.
 */
export async function itemsOfEvents(db: Duckdb): Promise<Item[]> {
  const last = (value: string, told = value) =>
    `arg_max(${value}, {time: last_at, told: ${told}, value: ${value}}) filter (${told} is not null)`
  const items: Item[] = []
  // what an item says changes seldom: so the costly arg_max sees a row a change, 15 s became 7 with 5 M events
  for await (const chunk of db.chunks(`
    select item_id, ${last('price')}, ${last("coalesce(currency, '')", 'price')}, ${last('brand')}, ${last('category')}
    from (select item_id, price, currency, brand, category, max(occurred_at) as last_at from visit group by all)
      join (select item_id, count(distinct session) as sessions from visit group by item_id) using (item_id)
    group by item_id, sessions order by sessions desc, item_id`)) {
    const [ids, prices, currencies, brands, categories] = chunk.getColumns() as [
      string[],
      ...(string | number | null)[][],
    ]
    for (let row = 0; row < chunk.rowCount; row++) {
      const text = (column: (string | number | null)[] | undefined) => column?.[row]?.toString() ?? undefined
      const price = prices![row]
      items.push(
        withoutUndefined({
          id: ids[row]!,
          brand: text(brands),
          category: text(categories),
          price: typeof price === 'number' ? money(price, text(currencies) ?? '') : undefined,
          available: true,
        }),
      )
    }
  }
  return items
}

import type { Duckdb } from './duckdb.ts'
import type { Match } from './recognise.ts'
import type { OrderColumn } from './shapes.ts'
import type { Source } from './source.ts'

type Recognised = { readonly source: Source; readonly match: Match<OrderColumn> }

/** About so many lines of a file are looked at: that is plenty, and a window over all of a large file is slow. */
const LINES_LOOKED_AT = 2_000_000
/** The share of neighbours the other way round up to which an order is a fixed one, but for a slip. */
const FIXED_SHARE = 0.01

/**
 * Whether the lines in the table line tell in which order the carts were filled; those of every file must. What speaks
 * against it goes to `notices`, and so do lines without a place: they stay lines, and stand last in their carts.
 */
export async function tellCartOrder(
  db: Duckdb,
  orders: readonly Recognised[],
  notices: string[],
): Promise<boolean> {
  let doAll = true
  for (const { source, match } of orders) {
    const column = match.at.cart_position
    const { lines, placeless } = await countPlaces(db, source)
    const against = column === undefined ? 'it has no cart_position' : await whyFixed(db, source, lines)
    doAll &&= against === undefined
    if (against !== undefined) {
      notices.push(`${source.file} does not tell in which order carts were filled: ${against}`)
    } else if (placeless > 0) {
      notices.push(
        `${source.file}: ${placeless} of ${lines} lines have no number in ${column} and stand last in their carts`,
      )
    }
  }
  return doAll
}

async function countPlaces(db: Duckdb, { number }: Source): Promise<{ lines: number; placeless: number }> {
  const [count] = await db.rows<{ lines: number; placeless: number }>(`
    select count(*)::double as lines, (count(*) - count(cart_position))::double as placeless
    from line where fault is null and file = ${number}`)
  return count!
}

/**
 * Why a file's lines stand in one fixed order of all items, by number, name or category, undefined where they do not:
 * neighbours that come again then come the same way round. Of those in the files of Belgian retail and Groceries none
 * was the other way round, in any order at all 29 of 100 (Ta-Feng).
 */
async function whyFixed(db: Duckdb, { number }: Source, numLines: number): Promise<string | undefined> {
  const [count] = await db.rows<{ turned: number; again: number }>(`
    select coalesce(sum(least(up, down)), 0)::double as turned, coalesce(sum(up + down), 0)::double as again
    from (select count(*) filter (x < y) as up, count(*) filter (x > y) as down
      from (select item_id as x, lead(item_id) over (partition by order_id order by cart_position, item_id) as y
        from line where fault is null and file = ${number} and cart_position is not null
          and hash(order_id) % ${Math.ceil(numLines / LINES_LOOKED_AT)} = 0)
      where x <> y group by least(x, y), greatest(x, y) having count(*) > 1)`)
  const { turned, again } = count!
  if (again === 0) return 'no two neighbours come again, so that their order may be a fixed one'
  if (turned > FIXED_SHARE * again) return
  return `of ${again} neighbours that come again, ${turned} come the other way round, so that their order is a fixed one`
}

import type { Item } from '../build/shop.ts'
import { parts } from './baskets.ts'
import { type Cell, type Duckdb, text } from './duckdb.ts'
import { createAttributes } from './item-attributes.ts'
import { type ListedRow, listedItem, withoutUndefined } from './listed-item.ts'
import type { Loaded } from './load.ts'
import { money } from './money.ts'

/** An item that was sold or is listed; its number is its place by id, bytewise. */
export type Candidate = {
  readonly item: Item
  readonly isListed: boolean
  /** Order lines that hold it. */
  readonly lines: number
  readonly prices?: { readonly min: number; readonly max: number } | undefined
}

/** Sums up what the good order lines say of each item: lines, prices, its usual title and price. */
export async function sumUpSales(
  db: Duckdb,
  { numLines, currencies, withTitles }: Pick<Loaded, 'numLines' | 'currencies' | 'withTitles'>,
  hasCatalog: boolean,
): Promise<void> {
  const priced = currencies[0] === undefined ? 'currency is null' : `currency = ${text(currencies[0])}`
  // Half of the time of this statement, so only where no catalogue has the prices.
  const usualPrice = hasCatalog ? 'null' : `quantile_disc(unit_price, 0.5) filter (${priced})`
  await db.run(`
    create table sold (item_id varchar, lines double, min_price double, max_price double, price double);
    create table sold_title (item_id varchar, title varchar)`)
  for (const part of parts(numLines, 'item_id')) {
    await db.run(`insert into sold
      select item_id, count(*), min(unit_price), max(unit_price), ${usualPrice}
      from line where fault is null and ${part} group by item_id`)
  }
  if (withTitles) {
    await db.run(`insert into sold_title
      select item_id, title from (select item_id, title, count(*) as n from line
        where fault is null and title is not null group by item_id, title)
      qualify row_number() over (partition by item_id order by n desc, title) = 1`)
  }
  await db.run(`create table item as
    select item_id, (row_number() over (order by item_id) - 1)::uinteger as n
    from (select item_id from sold union select item_id from product)`)
}

/** A row of the query below: what the orders and what the catalogue say of one item. */
type CandidateRow = ListedRow & {
  readonly isListed: boolean
  readonly lines: number
  readonly minPrice: number | null
  readonly maxPrice: number | null
  readonly soldPrice: number | null
}

const COLUMNS: { readonly [K in keyof CandidateRow]: string } = {
  id: 'item.item_id',
  isListed: 'product.item_id is not null',
  lines: 'coalesce(lines, 0)',
  minPrice: 'min_price',
  maxPrice: 'max_price',
  soldPrice: 'sold.price',
  title: 'coalesce(product.title, sold_title.title)',
  translations: 'translations',
  brand: 'brand',
  category: 'category',
  price: 'product.price',
  currency: 'product.currency',
  group: 'group_id',
  available: 'available',
  url: 'url',
  image: 'image',
  attributes: 'attributes',
  moreAttributes: 'more_attributes',
  packQuantity: 'pack_quantity',
  subscription: 'subscription',
  releasedAt: 'released_at',
}

/**
 * All items by number. Without a catalogue titles and prices are those of the order lines, and all is available. What
 * is too much goes to `notices`.
 */
export async function readCandidates(
  db: Duckdb,
  { hasCatalog, currency = '' }: { readonly hasCatalog: boolean; readonly currency: string | undefined },
  notices: string[],
): Promise<Candidate[]> {
  const attributes = createAttributes()
  const keys = Object.keys(COLUMNS)
  const candidates: Candidate[] = []
  for await (const chunk of db.chunks(`select ${Object.values(COLUMNS).join(', ')}
    from item left join sold using (item_id) left join sold_title using (item_id) left join product using (item_id)
    order by n`)) {
    const values = chunk.getColumns() as Cell[][]
    for (let at = 0; at < chunk.rowCount; at++) {
      const row = Object.fromEntries(keys.map((key, i) => [key, values[i]![at]])) as CandidateRow
      const { isListed, lines, minPrice: min, maxPrice: max } = row
      const item = isListed ? listedItem(row, attributes) : soldItem(row, currency, !hasCatalog)
      candidates.push({
        item,
        isListed,
        lines,
        ...(min !== null && max !== null && { prices: { min, max } }),
      })
    }
  }
  notices.push(...attributes.notices())
  return candidates
}

function soldItem({ id, title, soldPrice }: CandidateRow, currency: string, available: boolean): Item {
  const price = soldPrice === null ? undefined : money(soldPrice, currency)
  return withoutUndefined({ id, title: title ?? undefined, price, available })
}

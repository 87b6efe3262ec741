import type { Item } from '../build/shop.ts'
import { parts } from './baskets.ts'
import { type Cell, type Duckdb, text } from './duckdb.ts'
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

/** Sums up what the good order lines say of each item: lines, prices in one currency, its usual title. */
export async function sumUpSales(
  db: Duckdb,
  { numLines, currencies, withTitles }: Pick<Loaded, 'numLines' | 'currencies' | 'withTitles'>,
): Promise<void> {
  const priced = currencies[0] === undefined ? 'currency is null' : `currency = ${text(currencies[0])}`
  await db.run(`
    create table sold (item_id varchar, lines double, min_price double, max_price double, price double);
    create table sold_title (item_id varchar, title varchar)`)
  for (const part of parts(numLines, 'item_id')) {
    await db.run(`insert into sold
      select item_id, count(*), min(unit_price), max(unit_price), quantile_disc(unit_price, 0.5) filter (${priced})
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

/** All items by number. Without a catalogue titles and prices are those of the order lines, and all is available. */
export async function readCandidates(
  db: Duckdb,
  { hasCatalog, currency }: { readonly hasCatalog: boolean; readonly currency: string | undefined },
): Promise<Candidate[]> {
  const columns = CANDIDATE_COLUMNS.map(([sql]) => sql).join(', ')
  const sql = `select ${columns} from item left join sold using (item_id) left join sold_title using (item_id)
    left join product using (item_id) order by n`
  const candidates: Candidate[] = []
  for await (const chunk of db.chunks(sql)) {
    const values = chunk.getColumns() as Cell[][]
    for (let row = 0; row < chunk.rowCount; row++) {
      const cells = Object.fromEntries(CANDIDATE_COLUMNS.map(([, key], i) => [key, values[i]![row]]))
      candidates.push(candidate(cells as CandidateRow, hasCatalog, currency ?? ''))
    }
  }
  return candidates
}

const CANDIDATE_COLUMNS = [
  ['item.item_id', 'id'],
  ['product.item_id is not null', 'isListed'],
  ['coalesce(lines, 0)', 'lines'],
  ['min_price', 'minPrice'],
  ['max_price', 'maxPrice'],
  ['sold.price', 'soldPrice'],
  ['sold_title.title', 'soldTitle'],
  ['product.title', 'title'],
  ['translations', 'translations'],
  ['brand', 'brand'],
  ['category', 'category'],
  ['product.price', 'price'],
  ['product.currency', 'currency'],
  ['group_id', 'group'],
  ['available', 'available'],
  ['url', 'url'],
  ['image', 'image'],
  ['attributes', 'attributes'],
  ['pack_quantity', 'packQuantity'],
  ['subscription', 'subscription'],
  ['released_at', 'releasedAt'],
] as const

type Key = (typeof CANDIDATE_COLUMNS)[number][1]
type CandidateRow = {
  readonly [K in Key]: K extends 'id'
    ? string
    : K extends 'isListed'
      ? boolean
      : K extends 'lines'
        ? number
        : (K extends `${string}rice` | 'packQuantity' | `${string}Price` ? number : string) | null
}

function candidate(row: CandidateRow, hasCatalog: boolean, soldCurrency: string): Candidate {
  const { id, isListed, lines, minPrice, maxPrice } = row
  const prices = minPrice === null || maxPrice === null ? undefined : { min: minPrice, max: maxPrice }
  const item = isListed
    ? listedItem(row)
    : withoutUndefined({
        id,
        title: row.soldTitle ?? undefined,
        price: row.soldPrice === null ? undefined : money(row.soldPrice, soldCurrency),
        available: !hasCatalog,
      })
  return { item, isListed, lines, prices }
}

function listedItem(row: CandidateRow): Item {
  return withoutUndefined({
    id: row.id,
    title: row.title ?? row.soldTitle ?? undefined,
    translations: stringsOf(row.translations),
    brand: row.brand ?? undefined,
    category: categoryPath(row.category),
    group: row.group ?? undefined,
    price: row.price === null ? undefined : money(row.price, row.currency ?? ''),
    available: isYes(row.available) ?? true,
    url: row.url ?? undefined,
    image: row.image ?? undefined,
    attributes: stringsOf(row.attributes),
    packQuantity: row.packQuantity ?? undefined,
    subscription: isYes(row.subscription),
    releasedAt: row.releasedAt ?? undefined,
  })
}

/** An object whose absent values are absent keys. */
function withoutUndefined(item: { [K in keyof Item]: Item[K] | undefined }): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Item
}

/** A JSON object's values as text, without the empty ones; undefined where it is no object or nothing is left. */
function stringsOf(json: string | null): Record<string, string> | undefined {
  const parsed = json === null ? undefined : parseJson(json)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  const entries = Object.entries(parsed)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)])
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A category path with " > " between its levels; a JSON list counts as one, a slash does not. */
function categoryPath(category: string | null): string | undefined {
  if (category === null) return undefined
  const list = category.startsWith('[') ? parseJson(category) : undefined
  const levels = Array.isArray(list) ? list.map(String) : category.split(/[>|]/)
  return (
    levels
      .map(level => level.trim())
      .filter(level => level !== '')
      .join(' > ') || undefined
  )
}

const YES = new Set([
  'true',
  't',
  'yes',
  'y',
  'active',
  'available',
  'instock',
  'limitedavailability',
  'preorder',
  'backorder',
])
const NO = new Set([
  'false',
  'f',
  'no',
  'n',
  'inactive',
  'unavailable',
  'outofstock',
  'soldout',
  'discontinued',
])

/** What a cell says of being so, undefined where it says nothing we know. A number is a stock: more than 0 is yes. */
function isYes(cell: string | null): boolean | undefined {
  if (cell === null) return undefined
  const word = cell.toLowerCase().replaceAll(/^https?:\/\/schema\.org\/|[\s_-]/g, '')
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  const stock = Number(word)
  return Number.isNaN(stock) ? undefined : stock > 0
}

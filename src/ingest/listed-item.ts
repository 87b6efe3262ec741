import type { Item } from '../build/shop.ts'
import { money } from './money.ts'

/** A catalogue row: texts as they stand there, numbers and the date already read. */
export type ListedRow = {
  readonly id: string
  readonly title: string | null
  /** JSON objects, as attributes. */
  readonly translations: string | null
  readonly brand: string | null
  readonly category: string | null
  readonly price: number | null
  readonly currency: string | null
  readonly group: string | null
  readonly available: string | null
  readonly url: string | null
  readonly image: string | null
  readonly attributes: string | null
  readonly packQuantity: number | null
  readonly subscription: string | null
  readonly releasedAt: string | null
}

/** An item as the catalogue has it. */
export function listedItem(row: ListedRow): Item {
  return withoutUndefined({
    id: row.id,
    title: row.title ?? undefined,
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
export function withoutUndefined(item: { [K in keyof Item]: Item[K] | undefined }): Item {
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

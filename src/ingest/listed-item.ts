import type { Item } from '../build/shop.ts'
import { type Attributes, entriesOf, parseJson } from './item-attributes.ts'
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
  readonly available: boolean | null
  readonly url: string | null
  readonly image: string | null
  readonly attributes: string | null
  /** Those that stand in columns of their own. */
  readonly moreAttributes: string | null
  readonly packQuantity: number | null
  readonly subscription: boolean | null
  readonly releasedAt: string | null
}

/** An item as the catalogue has it. */
export function listedItem(row: ListedRow, attributes: Attributes): Item {
  return withoutUndefined({
    id: row.id,
    title: row.title ?? undefined,
    translations: titles(row.translations),
    brand: row.brand ?? undefined,
    category: categoryPath(row.category),
    group: row.group ?? undefined,
    price: row.price === null ? undefined : money(row.price, row.currency ?? ''),
    available: row.available ?? true,
    url: row.url ?? undefined,
    image: row.image ?? undefined,
    attributes: attributes.of(row.attributes, row.moreAttributes),
    packQuantity: row.packQuantity ?? undefined,
    subscription: row.subscription ?? undefined,
    releasedAt: row.releasedAt ?? undefined,
  })
}

/** An object whose absent values are absent keys. */
export function withoutUndefined(item: { [K in keyof Item]: Item[K] | undefined }): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Item
}

/** Titles by language, undefined where there are none. */
function titles(json: string | null): Record<string, string> | undefined {
  const entries = entriesOf(json)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
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

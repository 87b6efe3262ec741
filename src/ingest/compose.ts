import { text } from './duckdb.ts'
import type { CatalogColumn, OrderColumn } from './shapes.ts'
import type { Column } from './source.ts'

/**
 * What stands between the parts of a column of ours that several of the file's make up; no other can be composed. Orders
 * and catalogue compose alike, so that their ids meet.
 */
const JOINTS: { readonly [K in CatalogColumn | OrderColumn]?: string } = {
  order_id: '/',
  customer_id: '/',
  item_id: '/',
  group_id: '/',
  title: ' ',
  brand: ' ',
  category: ' > ',
}

/** Those of our columns that can be composed. */
export function composableOf<C extends CatalogColumn | OrderColumn>(columns: readonly C[]): C[] {
  return Object.keys(JOINTS).flatMap(column => columns.find(ours => ours === column) ?? [])
}

/** SQL: the parts as one; an empty part of an id keeps its place, for x//8 is another id than x/8. */
export function composed(column: CatalogColumn | OrderColumn, parts: readonly Column[]): string {
  const isId = column.endsWith('_id')
  const cells = parts.map(part => (isId ? `coalesce(${cell(part)}, '')` : cell(part)))
  const all = `concat_ws(${text(JOINTS[column]!)}, ${cells.join(', ')})`
  return isId ? `if(coalesce(${parts.map(cell).join(', ')}) is null, null, ${all})` : `nullif(${all}, '')`
}

/** SQL: a column's cell as text: lists and structs as JSON, whole numbers without the .0 that spreadsheets give them. */
export function cell({ sql, type }: Column): string {
  if (/^(MAP|STRUCT)|\[\]$/.test(type)) return `cell(to_json(${sql})::varchar)`
  if (/FLOAT|DOUBLE/.test(type)) return `regexp_replace(${sql}::varchar, '\\.0$', '')`
  return `cell(${sql}::varchar)`
}

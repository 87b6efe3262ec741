import { cellDraw } from '../random.ts'
import type { Listing } from './listing.ts'
import { SHOWCASE, type Shop } from './shop.ts'
import { type Column, chunked, type Table, type Value } from './table.ts'

export const CATALOGUE_COLUMNS: readonly Column[] = [
  { name: 'item_id', type: 'text' },
  { name: 'title', type: 'text' },
  { name: 'title_ja', type: 'text' },
  { name: 'brand', type: 'text' },
  { name: 'category', type: 'text' },
  { name: 'price', type: 'yen' },
  { name: 'currency', type: 'text' },
  { name: 'group_id', type: 'text' },
  { name: 'available', type: 'boolean' },
  { name: 'url', type: 'text' },
  { name: 'image', type: 'text' },
  { name: 'pack_quantity', type: 'integer' },
  { name: 'subscription', type: 'boolean' },
  { name: 'released_at', type: 'date' },
  { name: 'attributes', type: 'text' },
]

/** The catalogue as a shop exports it: one item in 25 out of stock, here and there a cell nobody has filled in. */
export function catalogueTable(shop: Shop, seed: number): Table {
  return {
    columns: CATALOGUE_COLUMNS,
    chunks: chunked(CATALOGUE_COLUMNS.length, catalogueRows(shop, seed)),
  }
}

function* catalogueRows(shop: Shop, seed: number): Generator<Value[]> {
  for (const [index, product] of shop.products.entries()) {
    const spared = SHOWN_IDS.has(product.itemId)
    yield rowOf(product, (share, column) => !spared && cellDraw(seed, index, column) < share)
  }
  for (const listing of shop.nonProducts) yield rowOf(listing, () => false)
}

function rowOf(listing: Listing, strikes: (share: number, column: number) => boolean): Value[] {
  return [
    listing.itemId,
    listing.title,
    listing.titleJa,
    strikes(0.01, 3) ? null : listing.brand,
    strikes(0.005, 4) ? null : listing.category,
    strikes(0.005, 5) ? null : listing.priceYen,
    'JPY',
    listing.groupId,
    !strikes(0.04, 8),
    `https://shop.example/items/${listing.itemId}`,
    strikes(0.01, 10) ? null : `https://shop.example/images/${listing.itemId}.jpg`,
    listing.packQuantity,
    listing.subscription,
    listing.releasedDay,
    JSON.stringify(listing.attributes),
  ]
}

const SHOWN_IDS: ReadonlySet<string> = new Set(Object.values(SHOWCASE))

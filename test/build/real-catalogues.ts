import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Item } from '../../src/build/shop.ts'
import { DATA_DIR } from '../require.ts'

/** Each model and configuration once, at the lowest price of the stores. Prices in cents. */
export function phones(): Item[] {
  const text = gunzipSync(readFileSync(join(DATA_DIR, 'phones/phone_prices_by_store_2024.csv.gz'))).toString()
  const lowest = new Map<string, Item>()
  for (const row of rowsOf(text)) {
    const { phone_brand, phone_model, price_usd, launch_date, ...rest } = row
    const id = `${phone_model}/${row.storage}/${row.ram}`
    const { '': _, store, ...attributes } = rest
    const item: Item = {
      id,
      title: phone_model!,
      brand: phone_brand!,
      category: 'Phones',
      group: phone_model!,
      price: { amount: Math.round(100 * Number(price_usd)), currency: 'USD' },
      available: true,
      releasedAt: launch_date!,
      attributes,
    }
    const rival = lowest.get(id)
    if (!rival || rival.price!.amount > item.price!.amount) lowest.set(id, item)
  }
  return [...lowest.values()]
}

/** Each configuration. Prices in cents. */
export function laptops(): Item[] {
  const text = readFileSync(join(DATA_DIR, 'laptops/laptop_price.csv'), 'latin1')
  return rowsOf(text).map(row => {
    const { laptop_ID, Company, Product, TypeName, Price_euros, ...attributes } = row
    return {
      id: laptop_ID!,
      title: `${Company} ${Product}`,
      brand: Company!,
      category: `Computers > ${TypeName}`,
      group: `${Company} ${Product}`,
      price: { amount: Math.round(100 * Number(Price_euros)), currency: 'EUR' },
      available: true,
      attributes: attributes as Record<string, string>,
    }
  })
}

/** The rows of a comma-separated text whose cells may be quoted, by the names in its first line. */
function rowsOf(text: string): Record<string, string>[] {
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map(line =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? bare! : quoted.replaceAll('""', '"'),
      ),
    )
  const [names = [], ...rows] = lines
  return rows.map(cells => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])))
}

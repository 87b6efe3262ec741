import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ingest } from '../../src/ingest/ingest.ts'

const DATA = process.env.ISSHO_DATA ?? '../shared/data'
const PHONES = join(DATA, 'phones/phone_prices_by_store_2024.csv.gz')
const LAPTOPS = join(DATA, 'laptops/laptop_price.csv')
const BEST_BUY = join(DATA, 'bestbuy-phones/ecommerce.json.gz')
const isRequired = process.env.ISSHO_REQUIRE?.split(',').includes('data')
const isThere = [PHONES, LAPTOPS, BEST_BUY].every(existsSync)

/** The catalogue's items, with an order of the item `sold`. */
async function read(catalog: string, sold: string, catalogMap: Readonly<Record<string, string>>) {
  const dir = await mkdtemp(join(tmpdir(), 'issho-real-'))
  try {
    await writeFile(join(dir, 'orders.csv'), `order_id,item_id\n1,${sold}\n`)
    const { shop, report } = await ingest({
      orders: [join(dir, 'orders.csv')],
      catalog: [catalog],
      catalogMap,
      currency: 'USD',
      rejectsFile: join(dir, 'rejects.csv'),
      maxRejects: 0.1,
      tempDir: dir,
    })
    const counts = {
      items: shop.items.length,
      priced: shop.items.filter(({ price }) => price).length,
      withAttributes: shop.items.filter(({ attributes }) => attributes).length,
    }
    return { items: shop.items, counts, report }
  } finally {
    await rm(dir, { recursive: true })
  }
}

describe.skipIf(!isThere && !isRequired)('a real catalogue', () => {
  test('of phones, an offer a row and no ids, is 675 phones with 33 attributes', async () => {
    const { items, counts, report } = await read(PHONES, 'Apple iPhone 16 Pro/256/8', {
      item_id: 'phone_model+storage+ram',
      brand: 'phone_brand',
      title: 'phone_model+storage',
      price: 'price_usd',
      released_at: 'launch_date',
    })
    expect(counts).toEqual({ items: 675, priced: 675, withAttributes: 675 })
    expect(report.offers).toEqual({ items: 514, rows: 953 })
    expect(report.rejected).toEqual({})
    expect(report.notices.join('\n')).toMatch(
      /a column without a name \(row numbers or notes\); store, price_range \(the offer\)\n514 items have several/,
    )
    expect(items[0]).toMatchObject({
      title: 'Apple iPhone 16 Pro 256',
      price: { amount: 99_999, currency: 'USD' },
      releasedAt: '2024-09-20',
      attributes: { storage: '256', ram: '8', display_size: '6.3', chipset: 'Apple A18 Pro (3 nm)' },
    })
    expect(Object.keys(items[0]!.attributes!)).toHaveLength(33)
  })

  test('of laptops has an attribute a column', async () => {
    const { items, counts, report } = await read(LAPTOPS, '1', {
      item_id: 'laptop_ID',
      brand: 'Company',
      title: 'Product',
      category: 'TypeName',
      price: 'Price_euros',
    })
    expect(counts).toEqual({ items: 1303, priced: 1303, withAttributes: 1303 })
    expect(report).toMatchObject({ rejected: {}, notices: [] })
    expect(report.offers).toBeUndefined()
    expect(items[0]).toEqual({
      id: '1',
      title: 'MacBook Pro',
      brand: 'Apple',
      category: 'Ultrabook',
      price: { amount: 133_969, currency: 'EUR' },
      available: true,
      attributes: {
        Inches: '13.3',
        ScreenResolution: 'IPS Panel Retina Display 2560x1600',
        Cpu: 'Intel Core i5 2.3GHz',
        Ram: '8GB',
        Memory: '128GB SSD',
        Gpu: 'Intel Iris Plus Graphics 640',
        OpSys: 'macOS',
        Weight: '1.37kg',
      },
    })
  })

  test('of Best Buy has paths of categories and nothing that is an attribute', async () => {
    const image = 'https://cdn-demo.algolia.com/bestbuy-0118/4984700_sb.jpg'
    const { items, counts, report } = await read(BEST_BUY, image, { item_id: 'image' })
    expect(counts).toEqual({ items: 3291, priced: 3291, withAttributes: 0 })
    expect(report.rejected).toEqual({})
    expect(items[0]).toMatchObject({
      title: 'AT&T GoPhone - Samsung Galaxy Express 3 4G LTE with 8GB Memory Prepaid Cell Phone',
      category: 'Cell Phones > Prepaid Phones > All Prepaid Phones',
      price: { amount: 4999, currency: 'USD' },
    })
    expect(report.notices.join('\n')).toMatch(
      /popularity \(the offer\); description \(long texts\)\n13 brands/,
    )
  })

  test('of Best Buy by name merges 59 rows and rejects three that contradict the first', async () => {
    const sold = '360fly - FlyView Mobile VR Viewer - Black'
    const { counts, report } = await read(BEST_BUY, sold, { item_id: 'name' })
    expect(counts.items).toBe(3229)
    expect(report.offers).toEqual({ items: 48, rows: 59 })
    expect(report.rejected).toEqual({ 'item_id stands twice': 3 })
  })
})

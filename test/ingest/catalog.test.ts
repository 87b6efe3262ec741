import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test } from 'vitest'
import { basketsOf, folderWith, ingestFiles, lines } from './workbench.ts'

const ORDERS = lines('order_id,item_id', '1,a', '1,b', '2,a')

async function itemsOf(catalog: string | Uint8Array, request = {}) {
  const { shop, ...rest } = await ingestFiles({ 'orders.csv': ORDERS, 'catalog.txt': catalog }, request)
  return { items: shop.items, ...rest }
}

describe('a catalogue', () => {
  test('gives items all they have', async () => {
    const { items } = await itemsOf(
      lines(
        'item_id,title,title_ja,brand,category,price,currency,group_id,available,url,image,attributes,pack_quantity,subscription,released_at',
        'a,Tea,紅茶,Leaf,Food > Tea,1200,JPY,g1,true,https://x/a,https://x/a.png,"{""weight"":""50 g"",""leaves"":2}",6,yes,2024-03-01',
        'b,Pot,,,,,,,false,,,,,,',
      ),
    )
    expect(items).toEqual([
      {
        id: 'a',
        title: 'Tea',
        translations: { ja: '紅茶' },
        brand: 'Leaf',
        category: 'Food > Tea',
        group: 'g1',
        price: { amount: 1200, currency: 'JPY' },
        available: true,
        url: 'https://x/a',
        image: 'https://x/a.png',
        attributes: { weight: '50 g', leaves: '2' },
        packQuantity: 6,
        subscription: true,
        releasedAt: '2024-03-01',
      },
      { id: 'b', title: 'Pot', available: false },
    ])
  })

  test('is read as Google Merchant Center writes it', async () => {
    const { items, report } = await itemsOf(
      lines(
        'id\ttitle\tlink\timage_link\tprice\tavailability\tbrand\titem_group_id\tproduct_type',
        'a\tTea, green\thttps://x/a\thttps://x/a.png\t15.00 USD\tin stock\tLeaf\tg1\tFood > Tea',
        'b\tPot\thttps://x/b\t\t1,234.50 EUR\tout_of_stock\t\t\tKitchen',
      ),
    )
    expect(report.files[1]?.shape).toBe('google-merchant')
    expect(items).toMatchObject([
      {
        id: 'a',
        title: 'Tea, green',
        price: { amount: 1500, currency: 'USD' },
        available: true,
        group: 'g1',
      },
      { id: 'b', price: { amount: 123450, currency: 'EUR' }, available: false, category: 'Kitchen' },
    ])
  })

  test('is read as Shopify exports it: what is common stands on the first variant only', async () => {
    const { items, rejects } = await itemsOf(
      lines(
        'Handle,Title,Body (HTML),Vendor,Type,Published,Variant SKU,Variant Price,Image Src',
        'tea,Tea,"<p>a\nb</p>",Leaf,Drinks,true,a,3.50,https://x/1.png',
        'tea,,,,,,b,4.50,',
        'tea,,,,,,,,https://x/2.png',
      ),
      { currency: 'GBP' },
    )
    expect(items).toMatchObject([
      { id: 'a', title: 'Tea', group: 'tea', price: { amount: 350, currency: 'GBP' }, available: true },
      { id: 'b', title: 'Tea', group: 'tea', brand: 'Leaf', category: 'Drinks' },
    ])
    expect(rejects).toContain('catalog.txt,4,set-aside,item_id is empty,,,Tea')
  })

  test.each([
    [
      'an array',
      JSON.stringify([{ item_id: 'a', category: ['Food', 'Tea'], attributes: { x: 1 } }], null, 1),
    ],
    ['lines', '{"item_id":"a","category":["Food","Tea"],"attributes":{"x":1}}\n'],
  ])('is read from JSON as %s', async (_, text) => {
    const { items } = await itemsOf(text)
    expect(items[0]).toEqual({ id: 'a', category: 'Food > Tea', attributes: { x: '1' }, available: true })
  })

  test('is read from Parquet with a MAP of attributes', async () => {
    const dir = await folderWith({})
    const connection = await (await DuckDBInstance.create()).connect()
    await connection.run(`copy (select 'a' as item_id, 12.5::double as price, 'GBP' as currency,
      map {'ram': '8 GB', 'cpu': 'x'} as attributes, true as available, date '2024-03-01' as released_at)
      to '${join(dir, 'c.parquet')}'`)
    connection.closeSync()
    const { items } = await itemsOf(await readFile(join(dir, 'c.parquet')))
    expect(items[0]).toEqual({
      id: 'a',
      price: { amount: 1250, currency: 'GBP' },
      attributes: { ram: '8 GB', cpu: 'x' },
      available: true,
      releasedAt: '2024-03-01',
    })
  })

  test('is mapped where its header is foreign', async () => {
    const { items } = await itemsOf(lines('sku,name', 'a,Tea'), {
      catalogMap: { item_id: 'sku', title: 'name' },
    })
    expect(items[0]).toMatchObject({ id: 'a', title: 'Tea' })
  })

  test('is mapped to several columns, joined by what suits ours', async () => {
    const { shop } = await ingestFiles(
      {
        'orders.csv': lines('order_id,item_id', '1,m/128/', '2,b//4'),
        'catalog.csv': lines('model,gb,ram,main,sub', 'm,128,,Phones,Smart', 'b,,4,Phones,', ',,,Phones,'),
      },
      { catalogMap: { item_id: 'model+gb+ram', title: 'model + gb', category: 'main+sub' }, maxRejects: 1 },
    )
    expect(shop.items).toEqual([
      {
        id: 'b//4',
        title: 'b',
        category: 'Phones',
        available: true,
        attributes: { model: 'b', ram: '4', main: 'Phones' },
      },
      {
        id: 'm/128/',
        title: 'm 128',
        category: 'Phones > Smart',
        available: true,
        attributes: { model: 'm', gb: '128', main: 'Phones', sub: 'Smart' },
      },
    ])
  })

  test('meets the orders whose ids are composed of the same parts, whatever the format', async () => {
    const { shop, report } = await ingestFiles(
      {
        'orders.csv': lines(
          'shop,till,model,gb,ram,kind',
          'kyoto,1,m,128,,new',
          'kyoto,1,b,,4,',
          'kyoto,2,m,128,,new',
          'kyoto,,,,,',
        ),
        'orders.jsonl': '{"shop":"nara","till":3,"model":"m","gb":128,"ram":""}\n',
        'catalog.jsonl': '{"model":"m","gb":128,"ram":""}\n{"model":"b","ram":4}\n',
      },
      {
        map: { order_id: 'shop+till', item_id: 'model+gb+ram', title: 'model+kind' },
        catalogMap: { item_id: 'model+gb+ram' },
      },
    )
    expect(shop.items.map(({ id, attributes }) => [id, attributes?.model])).toEqual([
      ['m/128/', 'm'],
      ['b//4', 'b'],
    ])
    expect(basketsOf(shop).sort()).toEqual([['b//4', 'm/128/'], ['m/128/'], ['m/128/']])
    expect(report.rejected).toEqual({ 'item_id is empty': 1 })
    expect(report.notices).toContain('orders.jsonl: has no column "model+kind" for title')
  })

  test('is mapped to a column that holds a + itself', async () => {
    const { items } = await itemsOf(lines('model,gb,model+gb', 'm,128,a'), {
      catalogMap: { item_id: 'model+gb' },
    })
    expect(items[0]).toMatchObject({ id: 'a', attributes: { model: 'm', gb: '128' } })
  })

  test('says what a map asks for and the file does not have', async () => {
    const { report } = await itemsOf(lines('sku,name,eur,usd', 'a,Tea,1,2'), {
      catalogMap: { item_id: 'sku', title: 'name+size', price: 'eur+usd' },
    })
    expect(report.notices).toContain('catalog.txt: has no column "name+size" for title')
    expect(report.notices).toContain(
      'catalog.txt: has no column "eur+usd" for price; only item_id, group_id, title, brand, category can be composed',
    )
  })

  test('without ids is refused with a word on composing them', async () => {
    await expect(itemsOf(lines('model,gb', 'm,128'))).rejects.toThrow(
      'catalog.txt: item_id not found, its header is model, gb; say where they are: --catalog-map item_id=…, or of what they are made up: item_id=model+size',
    )
    await expect(
      itemsOf(lines('model,gb', 'm,128'), { catalogMap: { item_id: 'model+ram' } }),
    ).rejects.toThrow('catalog.txt: has no column "model+ram", its header is model, gb')
  })

  test('keeps the columns it is known by where a map has them all but the id', async () => {
    const { items, report } = await itemsOf(
      lines('sku,name,kind,group_id,attributes', 'a,Tea,Drinks,g,"{""x"":1}"'),
      { catalogMap: { item_id: 'sku', title: 'name', category: 'kind', url: 'name' } },
    )
    expect(report.files[1]?.shape).toBe('issho')
    expect(items[0]).toMatchObject({ group: 'g', attributes: { x: '1' } })
  })

  test('is read as Algolia keeps it', async () => {
    const record = {
      objectID: 'a',
      name: 'Tea',
      brand: 'Leaf',
      categories: ['Food', 'Tea'],
      price: 3.5,
      url: 'https://x/a',
      image: 'https://x/a.png',
      weight: '50 g',
    }
    const { items, report } = await itemsOf(JSON.stringify([record]), { currency: 'EUR' })
    expect(report.files[1]?.shape).toBe('algolia-records')
    expect(items[0]).toEqual({
      id: 'a',
      title: 'Tea',
      brand: 'Leaf',
      category: 'Food > Tea',
      price: { amount: 350, currency: 'EUR' },
      available: true,
      url: 'https://x/a',
      image: 'https://x/a.png',
      attributes: { weight: '50 g' },
    })
  })

  test.each([
    ['price', '12', 'GBP', { amount: 1200, currency: 'GBP' }],
    ['price', '12 EUR', 'GBP', { amount: 1200, currency: 'EUR' }],
    ['price', '$12', 'GBP', { amount: 1200, currency: 'GBP' }],
    ['price', '12', undefined, { amount: 1200, currency: '' }],
    ['price_usd', '12', 'GBP', { amount: 1200, currency: 'USD' }],
    ['Price_euros', '12', undefined, { amount: 1200, currency: 'EUR' }],
    ['価格(円)', '12', undefined, { amount: 12, currency: 'JPY' }],
    ['price_all', '12', undefined, { amount: 1200, currency: '' }],
  ])(
    'has its currency from --currency where neither %s nor %s names one',
    async (column, value, currency, price) => {
      const { items } = await itemsOf(lines(`item_id,${column}`, `a,${value}`), {
        catalogMap: { price: column },
        currency,
      })
      expect(items[0]?.price).toEqual(price)
    },
  )

  test('counts the first of rows with one id and rejects the others', async () => {
    const { items, report, rejects } = await itemsOf(lines('item_id,title', 'a,Tea', 'a,Coffee', ',Milk'))
    expect(items.find(item => item.id === 'a')?.title).toBe('Tea')
    expect(report.rejected).toEqual({ 'item_id is empty': 1, 'item_id stands twice': 1 })
    expect(rejects).toBe(
      lines(
        'file,row,kind,reason,order_id,item_id,value',
        'catalog.txt,3,rejected,"item_id ""a"" stands twice, the first row counts",,a,Coffee',
        'catalog.txt,4,rejected,item_id is empty,,,Milk',
      ),
    )
  })

  test.each(['0', '-5', 'on request', '99999999999'])(
    'keeps an item whose price is %s, without it',
    async price => {
      const { items, report } = await itemsOf(lines('item_id,price', `a,${price}`, 'b,2'))
      expect(items[0]).toEqual({ id: 'a', available: true })
      expect(report.setAside).toEqual({ 'price is no usable number': 1 })
      expect(report.notices).toContain('1 of 2 items have no price')
    },
  )

  test('with a currency nobody knows has prices without one', async () => {
    const { items } = await itemsOf(lines('item_id,price,currency', 'a,2,US$', 'b,2,usd'))
    expect(items.map(item => item.price?.currency)).toEqual(['', 'USD'])
  })

  test('brings items nobody has bought, after all others', async () => {
    const { items } = await itemsOf(lines('item_id', 'b', '0', 'a'))
    expect(items.map(item => item.id)).toEqual(['a', 'b', '0'])
  })

  test('that lacks an item sold makes it known but not available, with a notice', async () => {
    const { items, report } = await itemsOf(lines('item_id', 'a'))
    expect(items).toEqual([
      { id: 'a', available: true },
      { id: 'b', available: false },
    ])
    expect(report.notices).toContain('1 items sold are not in the catalogue and count as not available: b')
  })
})

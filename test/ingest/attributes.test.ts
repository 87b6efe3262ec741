import { describe, expect, test } from 'vitest'
import { ingestFiles, lines } from './workbench.ts'

const ORDERS = lines('order_id,item_id', '1,a', '2,b')

async function itemsOf(catalog: string, request = {}) {
  const { shop, ...rest } = await ingestFiles({ 'orders.csv': ORDERS, 'catalog.txt': catalog }, request)
  return { a: shop.items.find(item => item.id === 'a'), items: shop.items, ...rest }
}

describe('a column that is none of ours', () => {
  test('is an attribute, where it says something', async () => {
    const { items, report } = await itemsOf(
      lines('item_id,title,ram,Screen size,nfc', 'a,Nova,8 GB,"6,1""",yes', 'b,Nova,  ,,\\N'),
    )
    expect(items[0]?.attributes).toEqual({ ram: '8 GB', 'Screen size': '6,1"', nfc: 'yes' })
    expect(items[1]).toEqual({ id: 'b', title: 'Nova', available: true })
    expect(report.notices.join()).not.toContain('attributes')
  })

  test('gives way to what the file calls attributes', async () => {
    const { a } = await itemsOf(lines('item_id,ram,cpu,attributes', 'a,8,x,"{""ram"":16,""nfc"":true}"'))
    expect(a?.attributes).toEqual({ ram: '16', nfc: 'true', cpu: 'x' })
  })

  test('still counts beside attributes that cannot be read', async () => {
    const { a } = await itemsOf(lines('item_id,ram,attributes', 'a,8,{broken'))
    expect(a?.attributes).toEqual({ ram: '8' })
  })

  test('is an attribute with a name that plain objects treat in their own way', async () => {
    const { a } = await itemsOf(lines('item_id,__proto__,constructor', 'a,x,y'))
    expect(Object.entries(a?.attributes ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  test('keeps lists and structs as JSON', async () => {
    const { a } = await itemsOf(
      JSON.stringify([
        {
          item_id: 'a',
          colours: ['red', 'blue'],
          size: { w: 1, h: 2 },
          ram: 8,
          nfc: false,
          no: [],
          none: {},
        },
      ]),
    )
    expect(a?.attributes).toEqual({
      colours: '["red","blue"]',
      size: '{"w":1,"h":2}',
      ram: '8',
      nfc: 'false',
    })
  })

  test('is no attribute where it holds texts, HTML or links, or tells of the offer; that is told', async () => {
    const { a, report } = await itemsOf(
      lines(
        ',item_id,description,body,thumb,store,price_range,salePrice,在庫数,ram',
        `7,a,${'long '.repeat(60)},<p>x</p>,https://x/1.png,North,high,3,12,8`,
        `8,b,${'text '.repeat(60)},<b>y</b>,//x/2.png,South,low,2,9,8`,
      ),
    )
    expect(a?.attributes).toEqual({ ram: '8' })
    expect(report.notices).toContain(
      'catalog.txt: not taken for attributes: a column without a name (row numbers or notes); store, price_range, salePrice, 在庫数 (the offer); description (long texts); body (HTML); thumb (links)',
    )
  })

  test('is taken by its own name where a price or a shop is only part of a word', async () => {
    const { a } = await itemsOf(lines('item_id,storage,workshop,coldstore', 'a,128,yes,no'))
    expect(a?.attributes).toEqual({ storage: '128', workshop: 'yes', coldstore: 'no' })
  })

  test('is spread over the variants of a Shopify product, options under their own names', async () => {
    const { items } = await itemsOf(
      lines(
        'Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Material,Variant SKU,Variant Price,Variant Grams',
        'nova,Nova,Storage,128 GB,Colour,red,glass,a,300,180',
        'nova,,,256 GB,,,,b,400,',
      ),
    )
    expect(items.map(item => item.attributes)).toEqual([
      { Storage: '128 GB', Colour: 'red', Material: 'glass', 'Variant Grams': '180' },
      { Storage: '256 GB', Material: 'glass' },
    ])
  })
})

describe('attributes beyond measure', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]))

  test.each([
    ['in the attributes of an item', { item_id: 'a', attributes: many }],
    ['as columns', { item_id: 'a', ...many }],
  ])('are cut at two hundred and told, %s', async (_, record) => {
    const { a, report } = await itemsOf(JSON.stringify([record]))
    expect(Object.keys(a?.attributes ?? {})).toHaveLength(200)
    expect(report.notices).toContain('1 items have more than 200 attributes; of each the first 200 count')
  })

  test('are left out where one is too long, and told', async () => {
    const { a, report } = await itemsOf(
      lines('item_id,note,ram', `a,${'x'.repeat(501)},8`, ...Array.from({ length: 9 }, (_, i) => `${i},y,`)),
    )
    expect(a?.attributes).toEqual({ ram: '8' })
    expect(report.notices).toContain('1 attributes of more than 500 characters are left out')
  })
})

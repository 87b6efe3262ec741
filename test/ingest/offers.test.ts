import { describe, expect, test } from 'vitest'
import { ingestFiles, lines } from './workbench.ts'

async function itemsOf(catalog: string, request = {}) {
  const { shop, ...rest } = await ingestFiles(
    { 'orders.csv': lines('order_id,item_id', '1,a', '1,b'), 'catalog.csv': catalog },
    request,
  )
  return { items: shop.items.filter(({ id }) => id === 'a'), ...rest }
}

describe('several offers of one item', () => {
  test('are one item at the lowest available price, told and not rejected', async () => {
    const { items, report, rejects } = await itemsOf(
      lines(
        'item_id,title,store,price,currency,available,url,ram',
        'a,Nova,North,300,EUR,yes,https://n/a,8',
        'a,Nova,South,250,EUR,sold out,https://s/a,8',
        'a,NOVA,West,280,EUR,12,https://w/a,8',
        'b,Pot,North,5,EUR,yes,https://n/b,',
      ),
    )
    expect(items).toEqual([
      {
        id: 'a',
        title: 'NOVA',
        price: { amount: 28000, currency: 'EUR' },
        available: true,
        url: 'https://w/a',
        attributes: { ram: '8' },
      },
    ])
    expect(report.offers).toEqual({ items: 1, rows: 2 })
    expect(report.rejected).toEqual({})
    expect(report.notices).toContain('1 items have several offers: the lowest available price counts')
    expect(rejects).toBe('file,row,kind,reason,order_id,item_id,value\n')
  })

  test('count at the lowest price of all where none can be had', async () => {
    const { items } = await itemsOf(lines('item_id,price,available', 'a,300,no', 'a,250,no', 'b,1,yes'))
    expect(items).toMatchObject([{ price: { amount: 25000 }, available: false }])
  })

  test('count with a price where only one has any that is usable', async () => {
    const { items, report } = await itemsOf(
      lines('item_id,price,available', 'a,0,yes', 'a,,yes', 'a,99999999999,yes', 'a,250,no', 'b,1,'),
    )
    expect(items).toMatchObject([{ price: { amount: 25000 }, available: true }])
    expect(report.setAside).toEqual({ 'price is no usable number': 2 })
  })

  test('in two currencies count in that of most of the catalogue, told', async () => {
    const { items, report } = await itemsOf(
      lines('item_id,price,currency', 'a,2,USD', 'a,300,EUR', 'b,5,EUR', 'c,5,EUR', 'd,5,'),
    )
    expect(items).toMatchObject([{ price: { amount: 30000, currency: 'EUR' } }])
    expect(report.notices).toContain('1 items have prices in several currencies: those in EUR count first')
  })

  test.each([
    ['a title', 'title', 'Nova', 'Nova 5'],
    ['a category', 'category', 'Phones', 'Cases'],
    ['a condition', 'condition', 'new', 'refurbished'],
    ['a size', 'storage', '128', '256'],
  ])('that differ in %s are no offers: the first row counts', async (_, column, first, second) => {
    const { items, report } = await itemsOf(
      lines(`item_id,${column},price`, `a,${first},300`, `a,${second},200`, `a,${first},290`, 'b,,1'),
    )
    expect(items).toMatchObject([{ price: { amount: 29000 } }])
    expect(report.rejected).toEqual({ 'item_id stands twice': 1 })
    expect(report.offers).toEqual({ items: 1, rows: 1 })
  })

  test('may stand in several files', async () => {
    const { shop, report } = await ingestFiles({
      'orders.csv': lines('order_id,item_id', '1,a'),
      'catalog-1.csv': lines('item_id,title,price', 'a,Nova,300'),
      'catalog-2.csv': lines('price;title;item_id', '250,00;Nova;a'),
    })
    expect(shop.items).toMatchObject([{ price: { amount: 25000 } }])
    expect(report.offers).toEqual({ items: 1, rows: 1 })
  })

  test('are the same whatever the order of equal prices, with the first row', async () => {
    const { items } = await itemsOf(lines('item_id,price,url', 'a,3,https://x/1', 'a,3,https://x/2', 'b,1,'))
    expect(items[0]?.url).toBe('https://x/1')
  })
})

describe('a brand', () => {
  test('in several spellings gets the most frequent one, told', async () => {
    const { shop, report } = await ingestFiles({
      'orders.csv': lines('order_id,item_id', '1,a'),
      'catalog.csv': lines('item_id,brand', 'a,apple', 'b,Apple', 'c,Apple', 'd,APPLE', 'e,Nova', 'f,'),
    })
    expect(shop.items.map(({ brand }) => brand)).toEqual([
      'Apple',
      'Apple',
      'Apple',
      'Apple',
      'Nova',
      undefined,
    ])
    expect(report.notices).toContain(
      '1 brands are spelled in several ways, the most frequent counts: Apple (APPLE, apple)',
    )
  })

  test('keeps two offers of one item from being one no longer, however it is spelled', async () => {
    const { report } = await itemsOf(lines('item_id,brand', 'a,apple', 'a,APPLE', 'b,Apple'))
    expect(report.offers).toEqual({ items: 1, rows: 1 })
    expect(report.rejected).toEqual({})
  })
})

test('an item that is its own group is read as it is', async () => {
  const { items } = await itemsOf(lines('item_id,group_id', 'a,a', 'b,a'))
  expect(items).toEqual([{ id: 'a', group: 'a', available: true }])
})

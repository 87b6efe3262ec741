import { describe, expect, test } from 'vitest'
import { basketsOf, ingestFiles, lines } from './workbench.ts'

describe('the shape of an order file', () => {
  const SHAPES = {
    issho: lines('Order-ID;ITEM ID;Quantity', '1;a;1', '1;b;2', '2;a;1'),
    'online-retail': lines(
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
      '1,a,Tea,1,12/1/10 8:26,2.55,1,UK',
      '1,b,Pot,1,12/1/10 8:26,2.55,1,UK',
      '2,a,Tea,1,12/13/10 8:26,2.55,1,UK',
    ),
    instacart: lines('order_id,product_id,add_to_cart_order,reordered', '1,a,1,0', '1,b,2,1', '2,a,1,0'),
    'numbered-orders': lines('user_id,order_number,product_id', '5,1,a', '5,1,b', '6,1,a'),
    sessions: lines('SessionId\tItemId\tTime', '1\ta\t1462752000.5', '1\tb\t1462752001', '2\ta\t1462752002'),
  }
  for (const [shape, text] of Object.entries(SHAPES)) {
    test(`${shape} is recognised by its header`, async () => {
      const { shop, report } = await ingestFiles({ 'orders.csv': text })
      expect(report.files[0]?.shape).toBe(shape)
      expect(basketsOf(shop)).toEqual([['a', 'b'], ['a']])
    })
  }

  test('Online Retail is in pounds and gives titles', async () => {
    const { shop, report } = await ingestFiles({ 'orders.csv': SHAPES['online-retail'] })
    expect(shop.items[0]).toEqual({
      id: 'a',
      title: 'Tea',
      price: { amount: 255, currency: 'GBP' },
      available: true,
    })
    expect(report.window).toEqual({ from: '2010-12-01T08:26:00Z', to: '2010-12-13T08:26:00Z' })
  })

  test('Shopify tells what holds for the whole order on its first row only', async () => {
    const { shop, report } = await ingestFiles({
      'orders.csv': lines(
        'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku',
        '#2,x@y.z,paid,EUR,2026-02-21 10:30:00 +0500,1,Tea,3.00,a',
        '#2,x@y.z,,,,1,"Pot, red",12.00,',
        '#1,x@y.z,paid,EUR,2026-02-20 10:30:00 +0500,1,Tea,3.00,a',
        '#3,x@y.z,refunded,EUR,2026-02-22 10:30:00 +0500,1,Cup,5.00,c',
        '#3,x@y.z,,,,1,Tea,3.00,a',
      ),
    })
    expect(basketsOf(shop)).toEqual([['a'], ['Pot, red', 'a']])
    expect(shop.items[1]?.price).toEqual({ amount: 1200, currency: 'EUR' })
    expect(report.setAside).toEqual({ 'the order is cancelled': 2 })
    expect(report.window).toEqual({ from: '2026-02-20T05:30:00Z', to: '2026-02-21T05:30:00Z' })
  })

  test.each([
    [' ', lines('1 2 3 ', '1 2', '3 ', '')],
    [',', lines('1,2 ,3', '1,2', '3', '')],
  ])('one basket a line is recognised, parted by %j', async (delimiter, text) => {
    const { shop, report } = await ingestFiles({ 'orders.dat': text })
    expect(report.files[0]).toMatchObject({ shape: 'baskets', delimiter })
    expect(basketsOf(shop)).toEqual([['1', '2', '3'], ['1', '2'], ['3']])
  })

  test.each([
    ['on one line', '{"5": [["b", "a"], ["a"]], "6": [["c", "c"], []]}'],
    ['on many lines', JSON.stringify({ 5: [['b', 'a'], ['a']], 6: [['c', 'c'], []] }, null, 2)],
  ])('baskets by customer are recognised, %s', async (_, text) => {
    const { shop, report } = await ingestFiles({ 'orders.json': text })
    expect(report.files[0]).toMatchObject({ shape: 'customer-baskets', rows: 5 })
    expect(basketsOf(shop)).toEqual([['a', 'b'], ['a'], ['c']])
    expect(shop.baskets.customer).toEqual(Uint32Array.of(0, 0, 1))
  })

  test('baskets by customer lose an empty item, and it is told', async () => {
    const { shop, rejects } = await ingestFiles({ 'orders.json': '{"5": [["a"], ["a", null, "b"]]}' })
    expect(basketsOf(shop)).toEqual([['a'], ['a', 'b']])
    expect(rejects).toContain('orders.json,2,rejected,item_id is empty,5/2,')
  })

  test('files of different shapes make one shop', async () => {
    const { shop } = await ingestFiles({
      'orders-1.csv': SHAPES.issho,
      'orders-2.csv': SHAPES['numbered-orders'],
    })
    expect(basketsOf(shop)).toEqual([['a', 'b'], ['a'], ['a', 'b'], ['a']])
  })

  test('a map names columns nobody could guess', async () => {
    const { shop } = await ingestFiles(
      { 'orders.csv': lines('bon,artikel,price', '1,a,2', '1,b,3') },
      { map: { order_id: 'bon', item_id: 'artikel' } },
    )
    expect(basketsOf(shop)).toEqual([['a', 'b']])
  })
})

describe('an item id', () => {
  test('survives whatever it is made of', async () => {
    const ids = ['007', 'a b', 'a/b', 'a,b', '🍵', "it's", 'x"y']
    const rows = ids.map(id => `1,"${id.replaceAll('"', '""')}"`)
    const { shop } = await ingestFiles({ 'orders.csv': lines('order_id,item_id', ...rows) })
    expect(shop.items.map(item => item.id)).toEqual([...ids].sort())
  })
})

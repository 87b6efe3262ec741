import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_AUDIENCE, NO_CUSTOMER } from '../../src/build/shop.ts'
import { parts } from '../../src/ingest/baskets.ts'
import { basketsOf, ingestFiles, lines } from './workbench.ts'

test('items stand by orders, then by the bytes of their ids', async () => {
  const { shop } = await ingestFiles({
    'orders.csv': lines('order_id,item_id', '1,b', '1,b', '1,b', '1,\uff5e', '1,😀', '1,B', '2,c', '3,c'),
  })
  expect(shop.items.map(item => item.id)).toEqual(['c', 'B', 'b', '\uff5e', '😀'])
})

test('baskets stand by their first date, those without one last, then by order id', async () => {
  const { shop } = await ingestFiles({
    'orders.csv': lines(
      'order_id,item_id,ordered_at',
      '4,d,',
      '3,c,2024-01-02',
      '1,a,2024-01-02',
      '2,b,2024-01-09',
      '2,b2,2024-01-01',
    ),
  })
  expect(basketsOf(shop)).toEqual([['b', 'b2'], ['a'], ['c'], ['d']])
})

test('baskets without dates stand by order id, the shorter first', async () => {
  const { shop } = await ingestFiles({
    'orders.csv': lines('user_id,order_number,product_id', '5,10,c', '5,9,b', '5,1,a'),
  })
  expect(basketsOf(shop)).toEqual([['a'], ['b'], ['c']])
})

test('a basket knows its customer and its time, and says where it does not', async () => {
  const { shop } = await ingestFiles({
    'orders.csv': lines(
      'order_id,item_id,customer_id,ordered_at',
      '1,a,zoe,2024-01-02T00:00:01Z',
      '2,a,,2024-01-01',
      '3,a,ann,',
      '4,a,zoe,2024-01-03',
    ),
  })
  expect(shop.baskets.customer).toEqual(Uint32Array.of(NO_CUSTOMER, 1, 1, 0))
  expect(shop.baskets.orderedAt).toEqual(Float64Array.of(1704067200, 1704153601, 1704240000, Number.NaN))
})

test('a basket knows its audience, under any name that shops use', async () => {
  for (const name of ['segment', 'Audience', 'customer_group', 'Customer Segment']) {
    const { shop } = await ingestFiles({
      'orders.csv': lines(
        `order_id,item_id,${name}`,
        '1,a,trade',
        '1,b,',
        '2,a,',
        '3,a,gifts',
        '4,b, trade ',
      ),
    })
    expect(shop.baskets.audiences).toEqual(['gifts', 'trade'])
    expect(shop.baskets.audience).toEqual(Uint32Array.of(1, NO_AUDIENCE, 0, 1))
  }
})

test('an audience can be mapped in a shape that has none', async () => {
  const { shop } = await ingestFiles(
    { 'orders.csv': lines('InvoiceNo,StockCode,Quantity,Country', '1,a,1,JP', '2,a,1,UK') },
    { map: { segment: 'Country' } },
  )
  expect(shop.baskets.audiences).toEqual(['JP', 'UK'])
})

test('more audiences than a shop can have are told', async () => {
  const rows = Array.from({ length: 201 }, (_, i) => `${i},a,${i}`)
  const { report } = await ingestFiles({ 'orders.csv': lines('order_id,item_id,segment', ...rows) })
  expect(report.notices).toContain(
    'segment names 201 audiences, expected at most 200; none is told apart: look whether it is the right column',
  )
})

test('customers are not kept where they are not asked for', async () => {
  const text = lines('user_id,order_number,product_id', '5,1,a')
  const { shop } = await ingestFiles({ 'orders.csv': text }, { withCustomers: false })
  expect(shop.baskets.customer).toBeUndefined()
})

test('baskets of which nobody says who and when know neither', async () => {
  const { shop } = await ingestFiles({ 'orders.csv': lines('order_id,item_id', '1,a') })
  expect(Object.keys(shop.baskets)).toEqual(['start', 'item'])
})

test('items ascend within a basket', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => `${i % 3},${(i * 7) % 101}`)
  const { shop } = await ingestFiles({ 'orders.csv': lines('order_id,item_id', ...rows) })
  const { start, item } = shop.baskets
  for (let b = 0; b + 1 < start.length; b++) {
    const basket = [...item.subarray(start[b], start[b + 1])]
    expect(basket).toEqual([...new Set(basket)].sort((x, y) => x - y))
  }
})

test('the same files give the same shop with one thread and with two', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => {
    const at = new Date(1.7e12 + (i % 777) * 1e6).toISOString()
    const order = (i * 31) % 9001
    return `${order},${(i * i) % 997},${at},${(i % 40) + 0.99},title ${i % 3},${order % 500}`
  })
  const text = lines('order_id,item_id,ordered_at,unit_price,title,customer_id', ...rows)
  const [one, two] = await Promise.all(
    [1, 2].map(threads => ingestFiles({ 'orders.csv': text }, { threads })),
  )
  expect(one!.shop).toEqual(two!.shop)
  expect({ ...one!.report, files: [] }).toEqual({ ...two!.report, files: [] })
})

test('any orders come out as the sets of items they are', async () => {
  const line = fc.tuple(fc.nat(8), fc.nat(12))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 60 }), async pairs => {
      const { shop } = await ingestFiles({
        'orders.csv': lines('order_id,item_id', ...pairs.map(([order, item]) => `${order},i${item}`)),
      })
      const expected = new Map<number, Set<string>>()
      for (const [order, item] of pairs)
        expected.set(order, (expected.get(order) ?? new Set()).add(`i${item}`))
      const orders = [...expected.keys()].sort((a, b) => a - b)
      expect(basketsOf(shop)).toEqual(orders.map(order => [...expected.get(order)!].sort()))
    }),
    { numRuns: 20 },
  )
})

test('very many lines are grouped in parts that share no order', () => {
  expect(parts(16_000_000, 'order_id')).toEqual(['true'])
  expect(parts(16_000_001, 'order_id')).toEqual(['hash(order_id) % 2 = 0', 'hash(order_id) % 2 = 1'])
})

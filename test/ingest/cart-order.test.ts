import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Shop } from '../../src/build/shop.ts'
import { type Files, ingestFiles, lines } from './workbench.ts'

const read = (files: Files, request = {}) => ingestFiles(files, { withCartOrder: true, ...request })

/** Each basket's item ids as they were put into the cart. */
function cartsOf({ items, baskets: { start, cartOrder } }: Shop): string[][] {
  return Array.from({ length: start.length - 1 }, (_, b) =>
    [...cartOrder!.subarray(start[b], start[b + 1])].map(n => items[n]!.id),
  )
}

/** The orders 90 and 91: two neighbours that stand both ways round, so that no order is a fixed one. */
const TURNED = ['90,tea,1', '90,pot,2', '91,pot,1', '91,tea,2']
const TURNED_CARTS = [
  ['tea', 'pot'],
  ['pot', 'tea'],
]
const HEADER = 'order_id,item_id,cart_position'

describe('the order of a cart', () => {
  test('is that of the positions, whatever the order of the lines', async () => {
    const { shop } = await read({ 'orders.csv': lines(HEADER, '1,b,10', '1,c,9', '1,a,2', ...TURNED) })
    expect(cartsOf(shop)).toEqual([['a', 'c', 'b'], ...TURNED_CARTS])
  })

  test('holds a repeated item where it stood first', async () => {
    const { shop } = await read({
      'orders.csv': lines(HEADER, '1,b,4', '1,a,3', '1,c,2', '1,b,1', ...TURNED),
    })
    expect(cartsOf(shop)[0]).toEqual(['b', 'c', 'a'])
  })

  test.each([
    ['order_id,product_id,add_to_cart_order', 'instacart'],
    ['order_id,sku,Line Number', 'issho'],
  ])('is known from %s', async (header, shape) => {
    const { shop, report } = await read({ 'orders.csv': lines(header, ...TURNED) })
    expect(report.files[0]!.shape).toBe(shape)
    expect(cartsOf(shop)).toEqual(TURNED_CARTS)
  })

  test('is known from a column that was mapped', async () => {
    const map = { order_id: 'bon', item_id: 'artikel', cart_position: 'nr' }
    const { shop } = await read({ 'orders.csv': lines('bon;artikel;nr', ...TURNED.map(semicolons)) }, { map })
    expect(cartsOf(shop)).toEqual(TURNED_CARTS)
  })

  test('is not known from a position, which may be one in a list that was shown', async () => {
    const { shop, report } = await read({ 'orders.csv': lines('order_id,item_id,position', ...TURNED) })
    expect(shop.baskets.cartOrder).toBeUndefined()
    expect(report.notices.filter(isOnCarts)).toEqual([])
  })

  test('is that of the line where a file holds one basket a line', async () => {
    const { shop } = await read({ 'orders.dat': lines('c a c b', 'a c', 'b') })
    expect(cartsOf(shop)).toEqual([['c', 'a', 'b'], ['a', 'c'], ['b']])
  })

  test('is that of the list in baskets by customer', async () => {
    const { shop } = await read({ 'orders.json': '{"5": [["c", "a", null, "b"], ["a", "c"]], "6": [["b"]]}' })
    expect(cartsOf(shop)).toEqual([['c', 'a', 'b'], ['a', 'c'], ['b']])
  })

  test('is not read where nobody asks for it', async () => {
    const { shop } = await ingestFiles({ 'orders.csv': lines(HEADER, ...TURNED) })
    expect(Object.keys(shop.baskets)).toEqual(['start', 'item'])
  })
})

describe('a line without a place in the cart', () => {
  test('stands last, by item id, and is told and not lost', async () => {
    const { shop, report } = await read({
      'orders.csv': lines(HEADER, '1,d,', '1,c,first', '1,b,2', '1,a,1', ...TURNED),
    })
    expect(cartsOf(shop)[0]).toEqual(['a', 'b', 'c', 'd'])
    expect(report).toMatchObject({ lines: 8, rejected: {} })
    expect(report.notices).toContain(
      'orders.csv: 2 of 8 lines have no number in cart_position and stand last in their carts',
    )
  })

  test('is one with a place, where two have the same: by item id', async () => {
    const { shop } = await read({ 'orders.csv': lines(HEADER, '1,b,1', '1,a,1', ...TURNED) })
    expect(cartsOf(shop)[0]).toEqual(['a', 'b'])
  })
})

describe('an order that is not that of a cart', () => {
  const SORTED = {
    'by number': ['2 9 10', '2 10', '9 10', '2 9'],
    'by name': ['a b c', 'a c', 'b c', 'a b'],
    'by something else': ['milk tea bread', 'tea bread', 'milk tea', 'milk bread'],
  }
  for (const [how, rows] of Object.entries(SORTED)) {
    test(`is found out: sorted ${how}`, async () => {
      const { shop, report } = await read({ 'orders.dat': lines(...rows) })
      expect(shop.baskets.cartOrder).toBeUndefined()
      expect(report.notices).toContain(
        'orders.dat does not tell in which order carts were filled: of 4 neighbours that come again, 0 come the other way round, so that their order is a fixed one',
      )
    })
  }

  test('is found out in positions too, and in spite of a slip in a hundred', async () => {
    const rows = (slips: number) =>
      Array.from({ length: 200 }, (_, o) => (o < slips ? `${o},b,1\n${o},a,2` : `${o},a,1\n${o},b,2`))
    const carts = async (slips: number) =>
      (await read({ 'orders.csv': lines(HEADER, ...rows(slips)) })).shop.baskets.cartOrder?.length
    expect([await carts(0), await carts(2), await carts(3)]).toEqual([undefined, undefined, 400])
  })

  test('is supposed where no two neighbours come again', async () => {
    const { shop, report } = await read({ 'orders.dat': lines('c a', 'a b', 'b') })
    expect(shop.baskets.cartOrder).toBeUndefined()
    expect(report.notices).toContain(
      'orders.dat does not tell in which order carts were filled: no two neighbours come again, so that their order may be a fixed one',
    )
  })

  test('in one file leaves that of all unknown', async () => {
    const { shop, report } = await read({
      'orders-1.csv': lines(HEADER, ...TURNED),
      'orders-2.csv': lines('order_id,item_id', '1,tea'),
    })
    expect(shop.baskets.cartOrder).toBeUndefined()
    expect(report.notices).toContain(
      'orders-2.csv does not tell in which order carts were filled: it has no cart_position',
    )
  })
})

test('the same files give the same carts with one thread and with two', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${(i * 31) % 9001},${(i * i) % 997},${i % 5 || ''}`)
  const files = { 'orders.csv': lines(HEADER, ...rows) }
  const [one, two] = await Promise.all([1, 2].map(threads => read(files, { threads })))
  expect(one!.shop.baskets.cartOrder).toHaveLength(one!.shop.baskets.item.length)
  expect(one!.shop).toEqual(two!.shop)
  expect(one!.report.notices).toEqual(two!.report.notices)
})

test('any lines come out as the carts they were', async () => {
  const line = fc.record({ order: fc.nat(5), item: fc.nat(9), place: fc.nat(20) })
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 50 }), async bought => {
      const rows = bought.map(({ order, item, place }) => `${order},i${item},${place}`)
      const { shop } = await read({ 'orders.csv': lines(HEADER, ...rows, ...TURNED, ...TURNED) })
      const expected = [...new Set(bought.map(({ order }) => order))].sort().map(order => {
        const cart = bought.filter(one => one.order === order)
        cart.sort((a, b) => a.place - b.place || a.item - b.item)
        return [...new Set(cart.map(({ item }) => `i${item}`))]
      })
      expect(cartsOf(shop)).toEqual([...expected, ...TURNED_CARTS])
    }),
    { numRuns: 20 },
  )
})

const semicolons = (row: string) => row.replaceAll(',', ';')
const isOnCarts = (notice: string) => notice.includes('cart')

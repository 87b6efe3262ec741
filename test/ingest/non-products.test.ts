import { describe, expect, test } from 'vitest'
import { judge } from '../../src/ingest/non-products.ts'
import { ingestFiles, lines } from './workbench.ts'

const SHOP = Array.from({ length: 20 }, (_, i) => ({ id: `8500${i}`, lines: 1 }))

describe('an item is no product', () => {
  test.each([
    ['POSTAGE', undefined],
    ['BANK CHARGES', undefined],
    ['AMAZONFEE', 'AMAZON FEE'],
    ['TEST001', 'This is a test product.'],
    ['M', 'Manual'],
    ['DOT', 'DOTCOM POSTAGE'],
    ['C2', 'CARRIAGE'],
    ['S', 'SAMPLES'],
    ['gift_0001_20', 'Gift Voucher £20.00'],
    ['23444', 'Next Day Carriage'],
    ['99001', '送料'],
    ['99002', '代引手数料'],
    ['99003', 'ギフト券 1,000円'],
  ])('where it is %s, %s', (id, title) => {
    expect(judge(SHOP)({ id, title, lines: 3 })).toMatchObject({ isProduct: false })
  })

  test('where its title and a price that moves say so', () => {
    const item = { id: '99001', title: 'DISCOUNT VARIOUS', lines: 9, prices: { min: 0.5, max: 80 } }
    expect(judge(SHOP)(item)).toEqual({
      isProduct: false,
      why: 'its title says "DISCOUNT", its price runs from 0.5 to 80',
    })
  })

  test('where it costs less than any coin', () => {
    const item = { id: 'PADS', title: 'PADS TO MATCH', lines: 9, prices: { min: 0.001, max: 0.001 } }
    expect(judge(SHOP)(item)).toMatchObject({ isProduct: false, why: 'its price never is more than 0.001' })
  })
})

describe('an item is only suspect', () => {
  test.each([
    ['21347', 'GOTHIC CARRIAGE LANTERN'],
    ['22222', 'POSTAGE STAMP BOX'],
    ['85072', 'OCCASIONS GIFT CARD ASSORTMENT'],
    ['33333', 'MANUAL COFFEE GRINDER'],
  ])('where its title alone tells: %s %s', (id, title) => {
    const item = { id, title, lines: 9, prices: { min: 2, max: 6 } }
    expect(judge(SHOP)(item)).toMatchObject({ isProduct: true })
  })
})

describe('an item is a product', () => {
  test.each([
    ['DCGSSGIRL', 'GIRLS PARTY BAG'],
    ['85123A', 'WHITE HANGING HEART T-LIGHT HOLDER'],
    ['99004', '【送料無料】紅茶'],
    ['20713', 'JUMBO BAG OWLS'],
  ])('without a sign to the contrary: %s %s', (id, title) => {
    expect(judge(SHOP)({ id, title, lines: 3, prices: { min: 0.1, max: 90 } })).toBeUndefined()
  })

  test('also where it is called M among A, B and C', () => {
    const items = ['A', 'B', 'M'].map(id => ({ id, lines: 1 }))
    expect(judge(items)(items[2]!)?.isProduct).toBe(true)
  })
})

describe('a catalogue alone', () => {
  const idsOf = async (...ids: string[]) => {
    const { shop } = await ingestFiles({
      'catalog.csv': lines('item_id,title', ...ids.map(id => `${id},Pot`)),
    })
    return shop.items.map(({ id }) => id).sort()
  }

  test('says itself whether ids have digits', async () => {
    expect(await idsOf('a', 'b', 'm')).toEqual(['a', 'b', 'm'])
    const numbered = SHOP.map(({ id }) => id).sort()
    expect(await idsOf(...numbered, 'M')).toEqual(numbered)
  })
})

describe('the operator', () => {
  const text = lines('order_id,item_id', '1,POSTAGE', '1,85001', '2,85002', '2,85001')

  test('is told of each non-product and why', async () => {
    const { shop, report } = await ingestFiles({ 'orders.csv': text })
    expect(shop.items.map(item => item.id)).toEqual(['85001', '85002'])
    expect(report.nonProducts).toEqual([{ id: 'POSTAGE', lines: 1, why: 'its id is "POSTAGE"' }])
  })

  test('can keep and drop', async () => {
    const { shop, report } = await ingestFiles(
      { 'orders.csv': text },
      { keep: ['POSTAGE'], drop: ['85002', 'nothing'] },
    )
    expect(shop.items.map(item => item.id)).toEqual(['85001', 'POSTAGE'])
    expect(report.nonProducts).toEqual([{ id: '85002', lines: 1, why: 'it was asked to be dropped' }])
    expect(report.notices).toContain('--keep-items and --drop-items name nothing, which no file holds')
  })

  test('finds them in the catalogue too', async () => {
    const { shop } = await ingestFiles({ 'orders.csv': text, 'catalog.csv': lines('item_id', 'POSTAGE') })
    expect(shop.items.map(item => item.id)).not.toContain('POSTAGE')
  })
})

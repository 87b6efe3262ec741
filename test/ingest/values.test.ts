import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MACROS } from '../../src/ingest/columns.ts'
import { ingestFiles, lines } from './workbench.ts'

let ask: (sql: string) => Promise<unknown>
let close: () => void

beforeAll(async () => {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  await connection.run(`set TimeZone = 'UTC'; ${MACROS}`)
  ask = async sql => (await connection.runAndReadAll(`select ${sql}`)).getRowsJson()[0]?.[0]
  close = () => connection.closeSync()
})
afterAll(() => close())

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`

describe('a number', () => {
  test.each([
    ['12', 12],
    ['-3', -3],
    ['12.50', 12.5],
    ['12,50', 12.5],
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['¥1,200', 1200],
    ['1,200円', 1200],
    ['£ 12.95', 12.95],
    ['15.00 USD', 15],
    ['USD 15.00', 15],
    ['-£5.00', -5],
    ['12,50 €', 12.5],
    ["1'234.50", 1234.5],
    ['1 234,50', 1234.5],
    ['1\u00a0234,50', 1234.5],
    ['1e3', 1000],
  ])('%j is %d', async (text, number) => {
    expect(await ask(`number(${quoted(text)}, false)`)).toBe(number)
  })

  test.each([
    ['1.234', 1234],
    ['1,234', 1.234],
    ['12,5', 12.5],
    ['12.5', 12.5],
  ])('%j is %d in a file with decimal commas', async (text, number) => {
    expect(await ask(`number(${quoted(text)}, true)`)).toBe(number)
  })

  test.each(['x', '', '12abc', 'nan', 'inf', '1,2,3', '--5', '1.2.3', 'two'])('%j is none', async text => {
    expect(await ask(`number(${quoted(text)}, false)`)).toBeNull()
  })
})

describe('a date', () => {
  test.each([
    ['2010-12-01', '2010-12-01 00:00:00'],
    ['2010-12-01 08:26', '2010-12-01 08:26:00'],
    ['2010-12-01T08:26:00.5', '2010-12-01 08:26:00.5'],
    ['2010-12-01T08:26Z', '2010-12-01 08:26:00'],
    ['2010-12-01T08:26:00+09:00', '2010-11-30 23:26:00'],
    ['2010-12-01 08:26:00 +0900', '2010-11-30 23:26:00'],
    ['2010-12-01 08:26:00+00', '2010-12-01 08:26:00'],
    ['2010-12-01 08:26:00 UTC', '2010-12-01 08:26:00'],
    ['2010/12/01 8:26', '2010-12-01 08:26:00'],
    ['12/1/2010 8:26', '2010-12-01 08:26:00'],
    ['12/01/2010', '2010-12-01 00:00:00'],
    ['12-01-2010', '2010-12-01 00:00:00'],
    ['12/1/10 8:26', '2010-12-01 08:26:00'],
    ['12/1/2010 8:26 PM', '2010-12-01 20:26:00'],
    ['01.12.2010', '2010-12-01 00:00:00'],
    ['01.12.2010 08:26', '2010-12-01 08:26:00'],
    ['2010年12月1日', '2010-12-01 00:00:00'],
    ['20101201', '2010-12-01 00:00:00'],
    ['20101201082600', '2010-12-01 08:26:00'],
    ['1291191960', '2010-12-01 08:26:00'],
    ['1291191960000', '2010-12-01 08:26:00'],
    ['1291191960000000', '2010-12-01 08:26:00'],
    ['1291191960.5', '2010-12-01 08:26:00.5'],
  ])('%j is %s', async (text, instant) => {
    expect(await ask(`instant(${quoted(text)}, false)`)).toBe(instant)
  })

  test('1/12/2010 is in December where days come first', async () => {
    expect(await ask(`instant('1/12/2010', true)`)).toBe('2010-12-01 00:00:00')
  })

  test.each(['31/31/2010', 'yesterday', '0000-00-00', '2010-13-01', '12-01', '5', 'infinity', ''])(
    '%j is none',
    async text => {
      expect(await ask(`instant(${quoted(text)}, false)`)).toBeNull()
    },
  )

  test('with a named zone is none, and does not shift the dates that follow', async () => {
    const dates = `unnest(['2010-12-01 08:26:00 Asia/Tokyo', '2010-12-01T08:26Z'])`
    expect(await ask(`list(instant(x, false)) from (select ${dates} as x)`)).toEqual([
      null,
      '2010-12-01 08:26:00',
    ])
  })
})

describe('the order of day and month', () => {
  const header = 'order_id,item_id,ordered_at'

  test.each([
    ['13/1/2010', '2010-01-13', '2010-03-02'],
    ['1/13/2010', '2010-01-13', '2010-02-03'],
  ])('is decided by %s', async (telling, first, second) => {
    const { report } = await ingestFiles({ 'orders.csv': lines(header, `1,a,${telling}`, '2,a,2/3/2010') })
    expect(report.window).toEqual({ from: `${first}T00:00:00Z`, to: `${second}T00:00:00Z` })
    expect(report.notices.filter(notice => notice.includes('date'))).toEqual([])
  })

  test('is said to be a guess where no date tells', async () => {
    const { report } = await ingestFiles({ 'orders.csv': lines(header, '1,a,2/3/2010', '2,a,3/3/2010') })
    expect(report.window?.from).toBe('2010-02-03T00:00:00Z')
    expect(report.notices).toContain(
      'orders.csv: none of 2 dates says whether the day or the month comes first; read month first, say --dates day-first if it is the day',
    )
  })

  test('can be asked for', async () => {
    const { report } = await ingestFiles(
      { 'orders.csv': lines(header, '1,a,2/3/2010') },
      { dates: 'day-first' },
    )
    expect(report.window?.from).toBe('2010-03-02T00:00:00Z')
  })
})

describe('a price', () => {
  test.each([
    ['a file with semicolons', 'order_id;item_id;unit_price', ['1;a;1.234', '1;b;12,50'], [123400, 1250]],
    [
      'a file with quoted decimals',
      'order_id,item_id,unit_price',
      ['1,a,"1.234"', '1,b,"12,50"'],
      [123400, 1250],
    ],
  ])('of %s has a decimal comma', async (_, header, rows, amounts) => {
    const { shop } = await ingestFiles({ 'orders.csv': lines(header, ...rows) })
    expect(shop.items.map(item => item.price?.amount)).toEqual(amounts)
  })

  test('takes the currency beside it, else the one asked for', async () => {
    const { shop, report } = await ingestFiles(
      { 'orders.csv': lines('order_id,item_id,unit_price', '1,a,15.00 USD', '1,b,12', '2,b,12') },
      { currency: 'EUR' },
    )
    expect(report.currencies).toEqual(['EUR', 'USD'])
    expect(shop.items.map(item => item.price)).toEqual([{ amount: 1200, currency: 'EUR' }, undefined])
  })

  test('in yen has no decimals', async () => {
    const { shop } = await ingestFiles({
      'orders.csv': lines('order_id,item_id,unit_price', '1,a,"¥1,200"'),
    })
    expect(shop.items[0]?.price).toEqual({ amount: 1200, currency: 'JPY' })
  })

  test('of an item is the lower median of its lines, its title the most frequent, then the first by bytes', async () => {
    const { shop } = await ingestFiles({
      'orders.csv': lines('order_id,item_id,unit_price,title', '1,a,4,Z', '2,a,1,Y', '3,a,3,Y', '4,a,2,Z'),
    })
    expect(shop.items[0]).toMatchObject({ title: 'Y', price: { amount: 200, currency: '' } })
  })
})

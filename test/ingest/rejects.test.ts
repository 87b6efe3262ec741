import { describe, expect, test } from 'vitest'
import { basketsOf, ingestFiles, lines } from './workbench.ts'

const HEADER = 'order_id,item_id,quantity,ordered_at,unit_price'
const GOOD = '1,a,1,2010-12-01,2.50'
const CSV_HEADER = 'file,row,kind,reason,order_id,item_id,value'

describe('rejects.csv', () => {
  test('is written with its header alone where all is well', async () => {
    const { rejects } = await ingestFiles({ 'orders.csv': lines(HEADER, GOOD) })
    expect(rejects).toBe(lines(CSV_HEADER))
  })

  test('tells of each bad row its place, its reason and its value', async () => {
    const { shop, report, rejects } = await ingestFiles({
      'orders.csv': lines(
        HEADER,
        GOOD,
        ',b,1,2010-12-01,2.50',
        '2,,1,2010-12-01,2.50',
        '2,b,x,2010-12-01,2.50',
        '2,b,1,31/31/2010,2.50',
        '2,b,1,2010-12-01,dear',
        '2,b,-1,2010-12-01,2.50',
        '2,b,0,2010-12-01,2.50',
        '2,b,1,2010-12-01,-2.50',
        '2,b,1,2010-12-01,0',
        '2,c,,,',
      ),
    })
    expect(rejects).toBe(
      lines(
        CSV_HEADER,
        'orders.csv,3,rejected,order_id is empty,,b,',
        'orders.csv,4,rejected,item_id is empty,2,,',
        'orders.csv,5,rejected,"quantity ""x"" is not a number",2,b,x',
        'orders.csv,6,rejected,"ordered_at ""31/31/2010"" is not a date",2,b,31/31/2010',
        'orders.csv,7,rejected,"unit_price ""dear"" is not a number",2,b,dear',
        'orders.csv,8,set-aside,quantity is negative,2,b,-1',
        'orders.csv,9,set-aside,quantity is zero,2,b,0',
        'orders.csv,10,set-aside,unit_price is negative,2,b,-2.50',
        'orders.csv,11,set-aside,unit_price is zero,2,b,0',
      ),
    )
    expect(basketsOf(shop)).toEqual([['a'], ['c']])
    expect(report.rejected).toEqual({
      'item_id is empty': 1,
      'order_id is empty': 1,
      'ordered_at is not a date': 1,
      'quantity is not a number': 1,
      'unit_price is not a number': 1,
    })
    expect(report.setAside).toEqual({
      'quantity is negative': 1,
      'quantity is zero': 1,
      'unit_price is negative': 1,
      'unit_price is zero': 1,
    })
    expect(report).toMatchObject({ rows: 11, lines: 2, baskets: 2, items: 2 })
  })

  test('counts rows with malformed, empty and two-line records before them', async () => {
    const { report, rejects } = await ingestFiles({
      'orders.csv': lines(HEADER, GOOD, '1,b', '', '"1\n2",c,1,,', '1,d,1,,,,z', '1,e,x,,', '', '1,f,y,,'),
    })
    expect(rejects).toBe(
      lines(
        CSV_HEADER,
        'orders.csv,3,rejected,the row has 2 of 5 fields,,,"1,b"',
        'orders.csv,6,rejected,the row has more than 5 fields,,,"1,d,1,,,,z"',
        'orders.csv,7,rejected,"quantity ""x"" is not a number",1,e,x',
        'orders.csv,9,rejected,"quantity ""y"" is not a number",1,f,y',
      ),
    )
    expect(report.rows).toBe(6)
  })

  test('names the one line whose quote is not closed, and keeps the lines behind it', async () => {
    const { shop, report, rejects } = await ingestFiles({
      'orders.csv': lines(HEADER, GOOD, '2,"b,1,,', '3,"c",1,,', '4,"d" e,1,,', '5,f"f,1,,', '6,g,x,,'),
    })
    expect(rejects).toBe(
      lines(
        CSV_HEADER,
        'orders.csv,3,rejected,a quoted field is not closed where it should be,,,"2,""b,1,,"',
        'orders.csv,5,rejected,a quoted field is not closed where it should be,,,"4,""d"" e,1,,"',
        'orders.csv,7,rejected,"quantity ""x"" is not a number",6,g,x',
      ),
    )
    expect(basketsOf(shop).flat()).toEqual(['a', 'c', 'f"f'])
    expect(report.rows).toBe(6)
  })

  test('loses no line of a long file to a stray quote', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},item ${i % 100},1,,`)
    rows[1000] = '1000,"oops,1,,'
    const { report } = await ingestFiles({ 'orders.csv': lines(HEADER, ...rows) })
    expect(report).toMatchObject({ rows: 50_000, lines: 49_999 })
  })

  test('loses no row of a large file behind rows with too many fields, wherever they stand', async () => {
    // the first bad row lies across the end of the first 8 MB; the next buffer begins with the other
    const good = 'order,item\n'
    const bad = 'order,item,and,more'
    const numBefore = Math.floor(8_000_000 / good.length) - 2
    const text = `order_id,item_id\n${good.repeat(numBefore)}${bad}\n${bad}\n${good.repeat(5000)}`
    const { report, rejects } = await ingestFiles({ 'orders.csv': text })
    expect(report).toMatchObject({ rows: numBefore + 5002, lines: numBefore + 5000 })
    const told = `rejected,the row has more than 2 fields,,,"${bad}"`
    expect(rejects).toBe(
      lines(CSV_HEADER, `orders.csv,${numBefore + 2},${told}`, `orders.csv,${numBefore + 3},${told}`),
    )
  })

  test('counts every row of a large file in which all have too many fields', async () => {
    const text = `order_id,item_id\n${'order,item,extra\n'.repeat(600_000)}`
    await expect(ingestFiles({ 'orders.csv': text }, { maxRejects: 0.1 })).rejects.toThrow(
      /^orders: 600000 of 600000 rows \(100 %\) .*: the row has too many fields \(600000\);/,
    )
  })

  test('counts the lines of JSON and of Parquet from 1', async () => {
    const { rejects } = await ingestFiles({
      'orders.jsonl': lines(
        '{"order_id":1,"item_id":"a"}',
        '{"order_id":1',
        '[]',
        '{"order_id":2,"quantity":3}',
      ),
    })
    expect(rejects).toBe(
      lines(
        CSV_HEADER,
        'orders.jsonl,2,rejected,the line is not a JSON object,,,',
        'orders.jsonl,3,rejected,the line is not a JSON object,,,',
        'orders.jsonl,4,rejected,item_id is empty,2,,',
      ),
    )
  })

  test('sets cancelled orders aside', async () => {
    const { rejects } = await ingestFiles({
      'orders.csv': lines('InvoiceNo,StockCode,Quantity,UnitPrice', '1,a,1,2', 'C2,a,-1,2', 'CA3,a,1,2'),
    })
    expect(rejects).toBe(lines(CSV_HEADER, 'orders.csv,3,set-aside,the order is cancelled,C2,a,'))
  })
})

describe('too many rejects', () => {
  const text = lines(HEADER, GOOD, GOOD, GOOD, '1,b,x,,', '1,b,y,,', ',b,1,,', '1,b,-1,,')

  test('refuse the input, with the share and the reasons', async () => {
    await expect(ingestFiles({ 'orders.csv': text }, { maxRejects: 0.1 })).rejects.toThrow(
      /^orders: 3 of 7 rows \(42\.9 %\) cannot be used, expected at most 10 %: quantity is not a number \(2\), order_id is empty \(1\); see .*rejects\.csv$/,
    )
  })

  test('do not count what is set aside', async () => {
    const { report } = await ingestFiles({ 'orders.csv': text }, { maxRejects: 0.43 })
    expect(report.setAside).toEqual({ 'quantity is negative': 1 })
  })
})

describe('a line that stands twice', () => {
  test('counts once in its basket', async () => {
    const { shop, report } = await ingestFiles({
      'orders.csv': lines(HEADER, GOOD, GOOD, '1,a,3,2010-12-01,2.50'),
    })
    expect(basketsOf(shop)).toEqual([['a']])
    expect(report).toMatchObject({ lines: 3, duplicateLines: 2 })
  })
})

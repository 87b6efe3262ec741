import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { InputRejected } from '../../src/ingest/errors.ts'
import { type Files, folderWith, ingestFiles, lines } from './workbench.ts'

async function refusal(files: Files, request = {}): Promise<string> {
  const error = await ingestFiles(files, request).then(
    () => undefined,
    cause => cause,
  )
  expect(error).toBeInstanceOf(InputRejected)
  return error.message
}

const GOOD = lines('order_id,item_id', '1,a')

describe('input is refused, with the remedy, where', () => {
  test('a file is not there', async () => {
    expect(await refusal({}, { orders: ['nowhere/orders.csv'] })).toBe(
      'nowhere/orders.csv: not found; check the path',
    )
  })

  test('a pattern matches no file', async () => {
    expect(await refusal({}, { orders: ['nowhere/*.csv'] })).toBe(
      'nowhere/*.csv: no file matches; check the folder, and quote the pattern so that the shell leaves it alone',
    )
  })

  test('a path is a folder', async () => {
    const dir = await folderWith({})
    await mkdir(join(dir, 'orders'))
    const path = join(dir, 'orders')
    expect(await refusal({}, { orders: [path] })).toBe(
      `${path}: is a directory, expected a file; name its files: '${path}/*.csv'`,
    )
  })

  test.each([
    ['a file is empty', ''],
    ['a file holds only blanks', ' \n\n'],
    ['a packed file is empty', gzipSync('')],
  ])('%s', async (_, content) => {
    expect(await refusal({ 'orders.csv': content })).toBe(
      'orders.csv: is empty, expected a header and rows; export it again',
    )
  })

  test('a file has a header only', async () => {
    expect(await refusal({ 'orders.csv': lines('order_id,item_id') })).toBe(
      'orders.csv: has a header and no rows, expected order lines; export it again',
    )
  })

  test('a header lacks a column', async () => {
    expect(await refusal({ 'orders.csv': lines('bon,artikel,menge', '1,a,1') })).toBe(
      'orders.csv: order_id and item_id not found, its header is bon, artikel, menge; say where they are: --map order_id=…,item_id=…, or of what they are made up: item_id=model+size',
    )
  })

  test('a map names a column that the file has not', async () => {
    expect(await refusal({ 'orders.csv': lines('bon,artikel', '1,a') }, { map: { order_id: 'Bono' } })).toBe(
      'orders.csv: has no column "Bono", its header is bon, artikel',
    )
  })

  test.each([
    [
      'of lines',
      'orders.jsonl',
      '{"order_id":1,"item_id":"a"}\n{"order_id":2,"item_id":"b","Item_ID":"c"}\n',
    ],
    [
      'in an array',
      'orders.json',
      '[{"order_id":1,"item_id":"a"},{"order_id":2,"item_id":"b","Item_ID":"c"}]',
    ],
    ['in several objects', 'orders.json', '[{"order_id":1,"Item_ID":"a"},{"order_id":2,"item_id":"b"}]'],
  ])('JSON %s has keys that differ only in case', async (_, file, content) => {
    expect(await refusal({ [file]: content })).toBe(
      `${file}: has keys "Item_ID" and "item_id", which differ only in case; rename one of them`,
    )
  })

  test('a map names a column that we have not', async () => {
    expect(await refusal({ 'orders.csv': lines('bon,artikel', '1,a') }, { map: { order: 'bon' } })).toBe(
      '--map order=…: no such column, expected one of order_id, item_id, customer_id, order_number, ordered_at, quantity, unit_price, currency, title, status, cart_position, segment',
    )
  })

  test('a Parquet file is cut', async () => {
    expect(await refusal({ 'orders.parquet': 'PAR1 and nothing else' })).toMatch(
      /^orders\.parquet: cannot be read \(.+\); export it again$/,
    )
  })

  test('a packed file is cut', async () => {
    const packed = gzipSync(GOOD.repeat(10_000))
    expect(await refusal({ 'orders.csv.gz': packed.subarray(0, 40) })).toBe(
      'orders.csv.gz: cannot be unpacked (unexpected end of file); pack it again',
    )
  })

  test('a file is packed with zstd and not UTF-8', async () => {
    const path = 'test/fixtures/ingest/not-utf-8.csv.zst'
    expect(await refusal({}, { orders: [path] })).toBe(
      `${path}: is not UTF-8 and packed with zstd; unpack it, then its encoding can be read`,
    )
  })

  test('a JSON file is one object', async () => {
    expect(await refusal({ 'orders.json': '{\n"orders": [\n{}]}' })).toBe(
      'orders.json: is one JSON object, expected an array of objects or one object a line; write its rows as lines',
    )
  })

  test('nobody knows the currency', async () => {
    expect(await refusal({ 'orders.csv': GOOD }, { currency: 'Pounds' })).toBe(
      '--currency Pounds: is not known, expected a code of ISO 4217 such as GBP or JPY',
    )
  })

  test('no row is a sale', async () => {
    expect(await refusal({ 'orders.csv': lines('order_id,item_id,quantity', '1,a,-1') })).toMatch(
      /^orders: none of 1 rows is a sale; see .*rejects\.csv for the reasons$/,
    )
  })

  test('no item is a product', async () => {
    expect(await refusal({ 'orders.csv': lines('order_id,item_id', '1,POSTAGE') })).toBe(
      'orders: every item in them was taken for no product; say --keep-items for those that are',
    )
  })

  test('the catalogue speaks of other ids', async () => {
    const catalog = lines('item_id,title', 'x1,X', 'x2,Y')
    expect(await refusal({ 'orders.csv': GOOD, 'catalog.csv': catalog })).toBe(
      'catalog: none of the 1 items sold is in it; the orders have ids like a, the catalogue x1, x2; map item_id to the column with the same ids',
    )
  })
})

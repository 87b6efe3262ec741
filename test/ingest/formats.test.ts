import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test } from 'vitest'
import { basketsOf, folderWith, ingestFiles } from './workbench.ts'

const ROWS = [
  { order_id: '7', item_id: 'tea', quantity: 1, unit_price: 2.5 },
  { order_id: '7', item_id: 'pot, red', quantity: 2, unit_price: 12 },
  { order_id: '8', item_id: 'tea', quantity: 1, unit_price: 2.5 },
]
const BASKETS = [['pot, red', 'tea'], ['tea']]

const csv = [
  'order_id,item_id,quantity,unit_price',
  '7,tea,1,2.5',
  '7,"pot, red",2,12',
  '8,tea,1,2.5',
  '',
].join('\n')
const TEXTS = {
  csv,
  crlf: csv.replaceAll('\n', '\r\n'),
  'mixed line ends': csv.replace('\n8', '\r\n8'),
  'csv without a last line end': csv.trimEnd(),
  'csv with a byte order mark': `\ufeff${csv}`,
  tsv: csv.replaceAll('"pot, red"', 'pot@ red').replaceAll(',', '\t').replace('@', ','),
  semicolons: csv.replaceAll('"pot, red"', 'pot@ red').replaceAll(',', ';').replace('@', ','),
  jsonl: ROWS.map(row => `${JSON.stringify(row)}\n`).join(''),
  'json array': JSON.stringify(ROWS, null, 2),
}

describe('a text file', () => {
  for (const [format, text] of Object.entries(TEXTS)) {
    test(`is read as ${format}`, async () => {
      const { shop } = await ingestFiles({ 'orders.txt': text })
      expect(basketsOf(shop)).toEqual(BASKETS)
    })

    test(`is read as ${format} in gzip, whatever its name`, async () => {
      const { shop } = await ingestFiles({ 'orders.txt': gzipSync(text) })
      expect(basketsOf(shop)).toEqual(BASKETS)
    })
  }
})

describe('a file that DuckDB wrote', () => {
  const OPTIONS = [
    'format csv, compression zstd',
    'format csv, compression gzip',
    "format csv, delimiter '\t', compression zstd",
    'format json, compression zstd',
    'format json, array true, compression zstd',
    'format parquet',
    'format parquet, compression zstd',
  ]
  for (const options of OPTIONS) {
    test(`is read with ${JSON.stringify(options)}`, async () => {
      const { shop, report } = await ingestFiles({ 'orders.out': await written(options) })
      expect(basketsOf(shop)).toEqual(BASKETS)
      expect(report.files[0]).toMatchObject({ role: 'orders', shape: 'issho', rows: 3 })
    })
  }

  test('is read with letters of three bytes from zstd', async () => {
    const content = await written('format csv, compression zstd', [{ order_id: 1, item_id: '紅茶' }])
    const { shop } = await ingestFiles({ 'orders.out': content })
    expect(basketsOf(shop)).toEqual([['紅茶']])
  })

  async function written(options: string, rows: readonly object[] = ROWS): Promise<Uint8Array> {
    const dir = await folderWith({ 'rows.json': JSON.stringify(rows) })
    const instance = await DuckDBInstance.create()
    const connection = await instance.connect()
    await connection.run(`copy (from '${join(dir, 'rows.json')}') to '${join(dir, 'out')}' (${options})`)
    connection.closeSync()
    return readFile(join(dir, 'out'))
  }
})

describe('the report of a file', () => {
  test('names its size, its checksum and how it was read', async () => {
    const { report } = await ingestFiles({ 'orders.csv': csv })
    expect(report.files[0]).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      bytes: 79,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})

describe('an encoding', () => {
  const text = 'order_id,item_id,title\n1,a,Café\n1,b,Thé\n'
  const LATER = `${'1,a,Tea\n'.repeat(10_000)}2,b,Caf\xe9\n`

  test('that is not UTF-8 is taken for windows-1252, with a notice', async () => {
    const { shop, report } = await ingestFiles({ 'orders.csv': Buffer.from(text, 'latin1') })
    expect(shop.items.map(item => item.title)).toEqual(['Café', 'Thé'])
    expect(report.notices).toContain(
      'orders.csv is not UTF-8 and was read as windows-1252; say --encoding if it is another',
    )
  })

  test('is noticed far down in a file, packed or not', async () => {
    const bytes = Buffer.from(`order_id,item_id,title\n${LATER}`, 'latin1')
    for (const content of [bytes, gzipSync(bytes)]) {
      const { shop, report } = await ingestFiles({ 'orders.csv': content })
      expect(shop.items.map(item => item.title)).toEqual(['Tea', 'Café'])
      expect(report.rows).toBe(10_001)
      expect(report.files[0]?.encoding).toBe('windows-1252')
    }
  })

  test('is noticed far down in JSON lines', async () => {
    const rows = `${'{"order_id":1,"item_id":"a","title":"Tea"}\n'.repeat(3000)}{"order_id":2,"item_id":"b","title":"Caf\xe9"}\n`
    const { shop } = await ingestFiles({ 'orders.jsonl': Buffer.from(rows, 'latin1') })
    expect(shop.items.map(item => item.title)).toEqual(['Tea', 'Café'])
  })

  test('that was asked for is used', async () => {
    const sjis = Buffer.from([0x83, 0x65, 0x83, 0x42, 0x81, 0x5b]) // ティー
    const content = Buffer.concat([Buffer.from('order_id,item_id,title\n1,a,'), sjis, Buffer.from('\n')])
    const { shop } = await ingestFiles({ 'orders.csv': content }, { encoding: 'shift_jis' })
    expect(shop.items[0]?.title).toBe('ティー')
  })

  test('UTF-16 with a byte order mark is recognised', async () => {
    const { shop } = await ingestFiles({ 'orders.csv': Buffer.from(`\ufeff${text}`, 'utf16le') })
    expect(shop.items.map(item => item.title)).toEqual(['Café', 'Thé'])
  })

  test('that nobody knows is refused', async () => {
    await expect(ingestFiles({ 'orders.csv': text }, { encoding: 'klingon' })).rejects.toThrow(
      'orders.csv: encoding "klingon" is not known, expected utf-8, windows-1252, shift_jis, euc-jp or utf-16le',
    )
  })
})

test('a file whose name looks like a pattern is that file', async () => {
  const dir = await folderWith({ 'orders[1]*.csv': csv, 'orders1x.csv': csv.replaceAll('tea', 'gin') })
  const { report } = await ingestFiles({}, { orders: [join(dir, 'orders[1]*.csv')] })
  expect(report.files).toHaveLength(1)
  expect(report.items).toBe(2)
})

test('a pattern names its files by name, each once', async () => {
  const dir = await folderWith({ 'b.csv': csv, 'a.csv': csv, 'c.txt': csv })
  const { report } = await ingestFiles({}, { orders: [join(dir, '*.csv'), join(dir, 'b.csv')] })
  expect(report.files.map(({ file }) => file)).toEqual([join(dir, 'a.csv'), join(dir, 'b.csv')])
})

test('progress names the stages', async () => {
  const stages = new Set<string>()
  await ingestFiles(
    { 'orders.csv': csv },
    { onProgress: ({ stage }) => stages.add(stage.replace(/\/.*\//, '')) },
  )
  expect([...stages]).toEqual([
    'open files',
    'read orders.csv',
    'write rejects',
    'count items',
    'gather baskets',
  ])
})

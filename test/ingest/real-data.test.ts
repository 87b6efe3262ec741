import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ingest } from '../../src/ingest/ingest.ts'
import type { IngestRequest } from '../../src/ingest/request.ts'

const DATA = process.env.ISSHO_DATA ?? '../shared/data'
const isRequired = process.env.ISSHO_REQUIRE?.split(',').includes('data')

async function read(file: string, request: Partial<IngestRequest> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'issho-real-'))
  try {
    return await ingest({
      orders: [join(DATA, file)],
      rejectsFile: join(dir, 'rejects.csv'),
      maxRejects: 0,
      tempDir: dir,
      ...request,
    })
  } finally {
    await rm(dir, { recursive: true })
  }
}

describe.skipIf(!existsSync(DATA) && !isRequired)('real data', () => {
  test.each([
    ['belgian-retail/retail.dat.gz', 88_162, 16_470],
    ['groceries/groceries.csv', 9_835, 169],
    ['tafeng/tafeng_future.csv.gz', 13_858, 10_460],
  ])('%s has %d baskets of %d items', async (file, baskets, items) => {
    const { report } = await read(file)
    expect(report).toMatchObject({ baskets, items, nonProducts: [], rejected: {} })
  })

  test.each(['belgian-retail/retail.dat.gz', 'groceries/groceries.csv'])(
    '%s is sorted, so that it does not tell how carts were filled',
    async file => {
      const { shop, report } = await read(file, { withCartOrder: true })
      expect(shop.baskets.cartOrder).toBeUndefined()
      expect(report.notices.join()).toMatch(/neighbours that come again, 0 come the other way round/)
    },
  )

  test('Ta-Feng has the items of a basket in no fixed order', async () => {
    const { shop } = await read('tafeng/tafeng_merged.json.gz', { withCartOrder: true })
    expect(shop.baskets.cartOrder).toHaveLength(571_933)
  })

  test('Online Retail II loses its cancellations, its returns and what is no product', async () => {
    const { shop, report } = await read('online-retail-2/orders.parquet')
    expect(report.rows).toBe(1_044_847)
    expect(report.rejected).toEqual({})
    expect(report.baskets).toBeGreaterThan(39_000)
    expect(report.baskets).toBeLessThanOrEqual(40_077)
    expect(report.window).toEqual({ from: '2009-12-01T07:45:00Z', to: '2011-12-09T12:50:00Z' })
    expect(report.nonProducts.slice(0, 4).map(({ id }) => id)).toEqual(['POST', 'DOT', 'M', 'C2'])
    for (const id of ['22697', '22698', '22699']) {
      expect(shop.items.find(item => item.id === id)?.title).toMatch(/REGENCY TEACUP AND SAUCER/)
    }
  })
})

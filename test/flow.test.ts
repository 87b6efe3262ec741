import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { invert } from '../src/build/baskets.ts'
import { loadConfig } from '../src/config.ts'
import { readShop, runJob } from '../src/job.ts'
import { startService } from '../src/main.ts'
import { alsoBoughtList, alternativesList, productPage } from '../src/serve/contract.ts'
import { SHOWCASE } from '../src/synth/shop.ts'
import { synthesise } from '../src/synth/synth.ts'
import { tempDir } from './temp-dir.ts'

/** synth → build → load → HTTP: the whole picture in one test. */
describe('the flow', () => {
  it('goes from a seeded shop to answers that make sense', async () => {
    const dir = tempDir()
    const wanted = { items: 600, orders: 30_000, seed: 7, out: dir, format: 'csv' } as const
    const files = await synthesise({ ...wanted, onProgress: () => {} })
    const config = loadConfig({ flags: { models: join(dir, 'models') } })
    const stages: string[] = []
    const { manifest, ingest } = await runJob({
      orders: [files.orders.path],
      catalog: [files.catalog.path],
      config,
      builtBy: 'issho test',
      onProgress: stage => stages.at(-1) === stage || stages.push(stage),
    })
    expect(stages.slice(-3)).toEqual(['count', 'ladder', 'write'])
    expect(manifest.counts.items).toBeGreaterThan(500)
    expect(manifest.counts.baskets).toBeGreaterThan(29_000)
    expect(ingest.nonProducts.map(p => p.id)).toContain('POST')

    const service = await startService(
      { ...config, modelsDir: config.models, port: 0 },
      pino({ level: 'silent' }),
    )
    try {
      const get = async (path: string) => (await fetch(`${service.url}/v1/items/${path}`)).json()
      const page = productPage.parse(await get(`${SHOWCASE.phone}?limit=5`))
      expect(page.model).toBe(manifest.version)
      const together = page.alsoBought.items.map(entry => entry.id)
      expect(page.alsoBought.source).toBe('item')
      expect(together).toContain(SHOWCASE.charger)
      expect(together.some((id: string) => id.startsWith('nova-5-case'))).toBe(true)
      const higher = page.upgrades.items.map(entry => entry.id)
      expect(higher).toContain(SHOWCASE.moreStorage)
      expect(higher).toContain(SHOWCASE.higherModel)
      for (const entry of page.upgrades.items) expect(entry.priceDifference?.amount).toBeGreaterThan(0)

      const down = alternativesList.parse(await get(`${SHOWCASE.higherModel}/alternatives`))
      expect(down.items.map(entry => entry.id)).toContain(SHOWCASE.phone)
      const japanese = alsoBoughtList.parse(await get(`${SHOWCASE.phone}/also-bought?locale=ja`))
      expect(japanese.items[0]?.title).toMatch(/[ァ-ヶ]/)
      expect(japanese.items[0]?.reason.text).toMatch(/この商品を買った人の\d+%がこちらも購入/)
    } finally {
      await service.stop()
    }
  })

  it('finds the seasons of the seeded shop: in December stands higher what sells in December', async () => {
    const dir = tempDir()
    const wanted = { items: 600, orders: 30_000, seed: 7, out: dir, format: 'csv' } as const
    const files = await synthesise({ ...wanted, onProgress: () => {} })
    const config = loadConfig({ flags: { models: join(dir, 'models'), segments: 'on' } })
    const shop = { orders: [files.orders.path], catalog: [files.catalog.path] }
    const { manifest } = await runJob({ ...shop, config, builtBy: 'issho test', onProgress: () => {} })
    expect(manifest.counts.segmentCells).toBeGreaterThan(100)

    const scratch = {
      tempDir: join(dir, 'scratch'),
      rejectsFile: join(dir, 'rejects.csv'),
      withCustomers: false,
    }
    mkdirSync(scratch.tempDir)
    const sold = await readShop({ ...shop, config, onProgress: () => {} }, scratch)
    const { items, baskets } = sold.shop
    /** The share of an item's orders that were placed in December. */
    const decemberShareOf = (id: string) => {
      const postings = invert(baskets, items.length)
      const item = items.findIndex(item => item.id === id)
      const orders = postings.basket.subarray(postings.start[item], postings.start[item + 1])
      return (
        orders.filter(b => new Date(1000 * baskets.orderedAt![b]!).getUTCMonth() === 11).length /
        orders.length
      )
    }

    const service = await startService(
      { ...config, modelsDir: config.models, port: 0 },
      pino({ level: 'silent' }),
    )
    try {
      const bestAt = async (at: string) => {
        const url = `${service.url}/v1/items/none/also-bought?limit=20&fields=id${at && `&at=${at}-16T14:00`}`
        const list = alsoBoughtList.parse(await (await fetch(url)).json())
        return list.items.map(entry => entry.id)
      }
      const meanShare = (ids: readonly string[]) =>
        ids.reduce((sum, id) => sum + decemberShareOf(id), 0) / ids.length
      const [inDecember, usual] = [await bestAt('2026-12'), await bestAt('')]
      expect(meanShare(inDecember)).toBeGreaterThan(1.1 * meanShare(usual))
    } finally {
      await service.stop()
    }
  })
})

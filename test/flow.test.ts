import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { runJob } from '../src/job.ts'
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
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { findItem, idOf } from '../src/format/ids.ts'
import { type JobReport, runJob } from '../src/job.ts'
import type { Model } from '../src/models/files.ts'
import { cardOf, neighboursOf, upgradesOf } from '../src/models/look.ts'
import { readCurrentModel } from '../src/models/read.ts'
import { DATA_DIR, isDataMissing } from './require.ts'
import { tempDir } from './temp-dir.ts'

async function build(
  file: string,
  flags: Record<string, unknown> = {},
): Promise<{ model: Model; report: JobReport }> {
  const config = loadConfig({ flags: { models: join(tempDir(), 'models'), ...flags } })
  const orders = [join(DATA_DIR, file)]
  const report = await runJob({ orders, catalog: [], config, builtBy: 'issho test', onProgress: () => {} })
  return { model: await readCurrentModel(config.models), report }
}

/** The stored rule x → y, or undefined. */
function rule(model: Model, x: string, y: string) {
  const to = findItem(model.items.columns, y)
  return neighboursOf(model, findItem(model.items.columns, x)).find(n => n.item === to)
}

/** The ids of the first neighbours of an item. */
function firstOf(model: Model, id: string, count: number): string[] {
  const row = neighboursOf(model, findItem(model.items.columns, id))
  return row.slice(0, count).map(n => idOf(model.items.columns, n.item))
}

describe.skipIf(isDataMissing())('real data', () => {
  it('groceries: gives the published confidence and lift', async () => {
    const { model } = await build('groceries/groceries.csv')
    expect(model.manifest.counts).toMatchObject({ baskets: 9835, items: 169 })
    expect(idOf(model.items.columns, 0)).toBe('whole milk')
    expect(model.items.columns.orders[0]).toBe(2513)
    // support .0748, confidence .3868, lift 1.5136: the arules package's own example
    for (const [x, y, confidence, lift] of [
      ['other vegetables', 'whole milk', 0.3868, 1.5136],
      ['root vegetables', 'other vegetables', 0.4347, 2.2466],
      ['yogurt', 'whole milk', 0.4016, 1.5717],
      ['butter', 'whole milk', 0.4972, 1.9461],
      ['cream cheese', 'yogurt', 0.3128, 2.242],
    ] as const) {
      expect(rule(model, x, y)?.confidence, `${x} → ${y}`).toBeCloseTo(confidence, 3)
      expect(rule(model, x, y)?.lift, `${x} → ${y}`).toBeCloseTo(lift, 3)
    }
  })

  it('belgian retail: reads every basket and gives the known counts', async () => {
    const { model, report } = await build('belgian-retail/retail.dat.gz')
    expect(report.ingest.rejected).toEqual({})
    expect(model.manifest.counts).toMatchObject({ baskets: 88_162, items: 16_470, basketLines: 908_576 })
    expect([idOf(model.items.columns, 0), idOf(model.items.columns, 1)]).toEqual(['39', '48'])
    expect([...model.items.columns.orders.subarray(0, 2)]).toEqual([50_675, 42_135])
    expect(rule(model, '48', '39')?.together).toBe(29_142)
  })

  it('ta-feng: keeps the order numbers of customers apart', async () => {
    const { model } = await build('tafeng/tafeng_future.csv.gz')
    expect(model.manifest.counts).toMatchObject({ baskets: 13_858 })
  })

  it('online retail: the Regency teacups recommend each other and the cakestand', async () => {
    const { model, report } = await build('online-retail-2/orders.parquet')
    expect(report.ingest.files[0]?.rows).toBe(1_044_847)
    const [green, pink, roses, cakestand] = ['22697', '22698', '22699', '22423']
    const cups = [green!, pink!, roses!]
    for (const cup of cups) {
      const others = cups.filter(other => other !== cup)
      expect(firstOf(model, cup, 2).sort()).toEqual(others.sort())
      expect(firstOf(model, cup, 6)).toContain(cakestand)
    }
    for (const cup of cups) expect(firstOf(model, cakestand!, 10)).toContain(cup)

    const noProducts = report.ingest.nonProducts.map(p => p.id)
    expect(noProducts).toEqual(expect.arrayContaining(['POST', 'DOT', 'BANK CHARGES', 'AMAZONFEE', 'D']))
    expect(noProducts).not.toContain('85123A')

    for (let item = 0; item < model.items.counts.numItems; item++) {
      for (const { item: higher, priceDifference } of upgradesOf(model, item)) {
        expect(priceDifference, idOf(model.items.columns, item)).toBeGreaterThan(0)
        expect(cardOf(model.items, higher).title).toBeTruthy()
      }
    }
  }, 120_000)
})

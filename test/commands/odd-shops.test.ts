import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { refuseTooManyItems } from '../../src/job.ts'
import { startService } from '../../src/main.ts'
import { tempDir } from '../temp-dir.ts'
import { run } from './run.ts'

const SHOPPERS = Array.from({ length: 12 }, (_, i) => `s${i},cup,2.50\ns${i},saucer,1.50`)
const SPOONS = Array.from({ length: 30 }, (_, i) => `t${i},spoon,0.95`)

/** Builds these order lines through the command line. */
async function build(header: string, lines: readonly string[], flags: readonly string[] = []) {
  const dir = tempDir()
  const file = join(dir, 'orders.csv')
  writeFileSync(file, [header, ...lines].join('\n'))
  const models = join(dir, 'models')
  const { code, stdout, stderr } = await run([
    'build',
    '--orders',
    file,
    '--models',
    models,
    '--json',
    ...flags,
  ])
  return { models, code, stderr, report: code === 0 ? JSON.parse(stdout) : undefined }
}

async function ask(models: string, path: string) {
  const service = await startService(
    { modelsDir: models, host: '127.0.0.1', port: 0, pollMs: 1000, locale: 'en' },
    pino({ level: 'silent' }),
  )
  onTestFinished(service.stop)
  return (await fetch(service.url + path)).json()
}

describe('a shop', () => {
  it('with one order of 10,000 lines leaves that order out of the counts and says so', async () => {
    const monster = Array.from({ length: 10_000 }, (_, i) => `monster,item-${i},1`)
    const { report } = await build('order_id,item_id,unit_price', [...SHOPPERS, ...SPOONS, ...monster])
    expect(report.manifest.counts).toMatchObject({ basketsLeftOut: 1, baskets: 42, items: 10_003 })
  })

  it('with nothing but such an order is refused', async () => {
    const monster = Array.from({ length: 600 }, (_, i) => `monster,item-${i}`)
    const { code, stderr } = await build('order_id,item_id', monster)
    expect(code).toBe(3)
    expect(stderr).toContain('orders: every order has more than 500 items')
    expect((await build('order_id,item_id', monster, ['--max-basket-items', '600'])).code).toBe(0)
  })

  it('with more items than a neighbour has numbers for is refused', () => {
    expect(() => refuseTooManyItems(16_777_215)).not.toThrow()
    expect(() => refuseTooManyItems(16_777_216)).toThrow(
      'orders and catalogue: hold 16777216 items, expected at most 16777215; leave out what is no longer sold',
    )
  })

  it('whose cases nobody has bought yet answers from their price band', async () => {
    const catalog = join(tempDir(), 'catalog.csv')
    const cases = Array.from({ length: 15 }, (_, i) => `case-${i},Case ${i},Phones > Cases,${i + 1}.00`)
    writeFileSync(catalog, ['item_id,title,category,price', ...cases, 'film,Film,,1.00'].join('\n'))
    const sold = Array.from({ length: 60 }, (_, i) => `c${i},case-14\nc${i},film`)
    const other = Array.from({ length: 60 }, (_, i) => `d${i},case-1\nd${i},tea`)
    const { models, report } = await build(
      'order_id,item_id',
      [...sold, ...other, ...Array.from({ length: 200 }, (_, i) => `e${i},tea`)],
      ['--catalog', catalog],
    )
    expect(report.manifest.counts).toMatchObject({ bands: 3, itemsWithNeighbours: 3, itemsOnGroups: 14 })
    const ask13 = await ask(models, '/v1/items/case-13/also-bought?limit=2&fallback=none')
    expect(ask13).toMatchObject({
      source: 'band',
      items: [
        {
          id: 'film',
          reason: {
            code: 'bought-with-band',
            text: '100% of orders with Cases in this price range also include this',
          },
          evidence: { together: 60, orders: 60 },
        },
      ],
    })
    const { stdout } = await run(['inspect', 'case-13', '--models', models])
    expect(stdout).toMatch(/filled up from\n {2}band +Phones > Cases +60 orders +1 neighbours\n/)
  })

  it('with one item has a model that recommends nothing', async () => {
    const { models, report } = await build('order_id,item_id', ['1,only', '2,only', '3,only'])
    expect(report.manifest.counts).toMatchObject({ items: 1, baskets: 3, neighbours: 0 })
    expect(await ask(models, '/v1/items/only')).toMatchObject({
      known: true,
      alsoBought: { source: 'none', items: [] },
      upgrades: { source: 'none', items: [] },
    })
  })

  it('with two currencies takes its prices from the more frequent one and says so', async () => {
    const lines = [...SHOPPERS, ...SPOONS].join('\n').replaceAll(/$/gm, ',EUR').split('\n')
    const { models, report } = await build('order_id,item_id,unit_price,currency', [
      ...lines,
      'u1,cup,270,JPY',
    ])
    expect(report.ingest.currencies).toEqual(['EUR', 'JPY'])
    expect(report.ingest.notices).toContainEqual(expect.stringContaining('orders are in EUR, JPY'))
    const { items } = (await ask(models, '/v1/items/saucer/also-bought?limit=1')) as { items: unknown[] }
    expect(items[0]).toMatchObject({ id: 'cup', price: { amount: 250, currency: 'EUR' } })
  })

  it('whose ids hold blanks, slashes, commas, emoji and leading zeros answers for each', async () => {
    const ids = ['a b', 'a/b', '"a,b"', '🍵', '007', '7', '湯呑']
    const lines = ids.flatMap(id => Array.from({ length: 9 }, (_, i) => `${id}-${i},${id}\n${id}-${i},tray`))
    const quoted = lines
      .join('\n')
      .replaceAll(/"a,b"-/g, 'ab-')
      .split('\n')
    const { models, report } = await build('order_id,item_id', quoted)
    expect(report.manifest.counts.items).toBe(8)
    for (const id of ['a b', 'a/b', 'a,b', '🍵', '007', '7', '湯呑']) {
      const list = await ask(models, `/v1/items/${encodeURIComponent(id)}/also-bought?limit=1`)
      expect(list).toMatchObject({ item: id, known: true, items: [{ id: 'tray' }] })
    }
  })
})

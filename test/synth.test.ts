import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { synth } from '../scripts/synth.ts'
import { CATALOGUE_COLUMNS, catalogueTable } from '../src/synth/catalogue.ts'
import { ORDER_COLUMNS, orderTable } from '../src/synth/order-lines.ts'
import { SHOWCASE, stockShop, upgradesOf } from '../src/synth/shop.ts'
import type { Table, Value } from '../src/synth/table.ts'
import { TRADES } from '../src/synth/trades.ts'
import { tempDir } from './temp-dir.ts'

const SEED = 7
const NUM_ORDERS = 20_000
const shop = stockShop(2_000, SEED)
const catalogue = rowsOf(catalogueTable(shop, SEED))
const lines = rowsOf(orderTable(shop, NUM_ORDERS, SEED))

describe('the catalogue', () => {
  it('has as many items as asked for, each id once', () => {
    for (const numItems of [1, 2, 49, 50, 99, 100, 499, 500, 2_000, 30_000]) {
      const ids = rowsOf(catalogueTable(stockShop(numItems, SEED), SEED)).map(row => row.item_id)
      expect(ids).toHaveLength(numItems)
      expect(new Set(ids).size).toBe(numItems)
    }
  })

  it('gives every item a title in English and in Japanese', () => {
    for (const row of catalogue) {
      expect(row.title).toMatch(/^[\x20-\x7e¥]+$/)
      expect(row.title_ja).toMatch(/[\p{Script=Katakana}\p{Script=Han}]/u)
    }
  })

  it('names tiers, storages and accessories so that a reader sees what is what', () => {
    const titles = new Map(catalogue.map(row => [row.item_id, [row.title, row.title_ja]]))
    expect(titles.get('nova-5-256-black')).toEqual([
      'Hoshi Nova 5 256 GB, black',
      'ホシ Nova 5 256GB ブラック',
    ])
    expect(titles.get('nova-5-pro-256-black')?.[0]).toBe('Hoshi Nova 5 Pro 256 GB, black')
    expect(titles.get('nova-5-case-black')).toEqual([
      'Case for Hoshi Nova 5, black',
      'ホシ Nova 5 用ケース ブラック',
    ])
    expect(titles.get('crema-coffee-pods-medium-roast-x6')?.[1]).toMatch(/6個セット$/)
  })

  it('makes every higher tier of a series dearer', () => {
    for (const [lower, upgrades] of upgradesOf(shop.families).entries()) {
      const below = shop.families[lower]!
      for (const above of upgrades.map(index => shop.families[index]!)) {
        if (above.model!.generation !== below.model!.generation) continue
        expect(shop.products[above.first]!.priceYen).toBeGreaterThan(shop.products[below.first]!.priceYen)
      }
    }
  })

  it('asks less apiece for a pack, and less for a subscription', () => {
    const single = new Map(shop.products.filter(isSingle).map(product => [product.itemId, product.priceYen]))
    for (const product of shop.products.filter(product => !isSingle(product))) {
      const one = single.get(product.itemId.replace(/-(x\d+|sub)$/, ''))!
      expect(product.priceYen / product.packQuantity).toBeLessThan(one)
    }
  })

  it('puts the variants of one model into one group, and each model into its own', () => {
    const groups = new Map(catalogue.map(row => [row.item_id, row.group_id]))
    expect(groups.get(SHOWCASE.moreStorage)).toBe(groups.get(SHOWCASE.phone))
    expect(groups.get(SHOWCASE.higherModel)).not.toBe(groups.get(SHOWCASE.phone))
  })

  it('is out of stock of one item in 25', () => {
    const big = rowsOf(catalogueTable(stockShop(20_000, SEED), SEED))
    expect(big.filter(row => !row.available).length / big.length).toBeCloseTo(0.04, 2)
  })

  it('has gaps, but never in what a demo shows', () => {
    for (const column of ['brand', 'category', 'price', 'image']) {
      expect(catalogue.some(row => row[column] === null)).toBe(true)
    }
    for (const numItems of [50, 100, 500, 2_000]) {
      const rows = rowsOf(catalogueTable(stockShop(numItems, SEED), SEED))
      for (const id of Object.values(SHOWCASE)) {
        const shown = rows.find(row => row.item_id === id)
        expect(shown, `${id} of ${numItems}`).toMatchObject({ available: true })
        expect(Object.values(shown!)).not.toContain(null)
      }
    }
  })

  it('shows every trade in a shop of 50 items', () => {
    const trades = new Set(stockShop(50, SEED).families.map(family => family.trade))
    expect(trades.size).toBe(TRADES.length)
  })
})

describe('the orders', () => {
  it('are as many as asked for, ascending in time, and end on the last day of October 2026', () => {
    expect(new Set(lines.map(line => String(line.order_id).replace('C', ''))).size).toBe(NUM_ORDERS)
    const times = lines.map(line => Number(line.ordered_at))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(Date.UTC(2024, 10, 1))
    expect(new Date(times.at(-1)!).toISOString()).toMatch(/^2026-10-31/)
  })

  it('hold 2.6 lines on average, mostly 1 to 8, now and then many more', () => {
    const sizes = [...countBy(lines, line => line.order_id).values()]
    expect(lines.length / sizes.length).toBeGreaterThan(2.4)
    expect(lines.length / sizes.length).toBeLessThan(2.8)
    const large = sizes.filter(size => size > 8).length
    expect(large).toBeGreaterThan(0)
    expect(large / sizes.length).toBeLessThan(0.01)
  })

  it('pair a phone most often with accessories that fit that phone', () => {
    const together = companionsOf(SHOWCASE.phone)
    expect(together.slice(0, 3).every(id => id.startsWith('nova-5-'))).toBe(true)
    expect(together[0]).toBe(SHOWCASE.phoneCase)
    expect(together.slice(0, 3)).toContain(SHOWCASE.charger)
    expect(companionsOf('nova-5-pro-128-black')[0]).toMatch(/^nova-5-(pro-case|pro-screen|charger)/)
  })

  it('pair a machine with its pods and a pan with the lid of its size', () => {
    expect(companionsOf('crema-espresso-machine-black')[0]).toMatch(/^crema-coffee-pods/)
    expect(companionsOf('ember-frying-pan-24cm-black')[0]).toBe('ember-glass-lid-24cm')
  })

  it('sell nothing before it is released', () => {
    const released = new Map(shop.products.map(product => [product.itemId, product.releasedDay]))
    for (const line of lines) {
      const day = Math.floor(Number(line.ordered_at) / 86_400_000)
      expect(released.get(String(line.item_id)) ?? 0).toBeLessThanOrEqual(day)
    }
  })

  it('follow the seasons: cold tea in summer, chocolate in December', () => {
    const share = (month: number, prefix: RegExp) => {
      const ofMonth = lines.filter(line => new Date(Number(line.ordered_at)).getUTCMonth() === month)
      return ofMonth.filter(line => prefix.test(String(line.item_id))).length / ofMonth.length
    }
    expect(share(7, /cold-brew/)).toBeGreaterThan(1.5 * share(0, /cold-brew/))
    expect(share(11, /chocolate/)).toBeGreaterThan(1.5 * share(5, /chocolate/))
  })

  it('bring customers back, for a newer or higher model too', () => {
    const numLines = [...countBy(lines, line => line.customer_id).values()]
    expect(numLines.filter(count => count > 10).length).toBeGreaterThan(100)
    const phones = lines.filter(line => /^nova-\d-(pro|plus|max|lite)?-?\d+-/.test(String(line.item_id)))
    const owners = countBy(phones, line => line.customer_id)
    expect([...owners].filter(([customer, count]) => customer !== null && count > 1).length).toBeGreaterThan(
      10,
    )
  })

  it('hold the dirt of a real export: cancellations, postage, zeros, forgotten items', () => {
    const known = new Set(catalogue.map(row => row.item_id))
    const cancelled = lines.filter(line => String(line.order_id).startsWith('C'))
    expect(cancelled.length / lines.length).toBeGreaterThan(0.004)
    expect(cancelled.every(line => Number(line.quantity) <= 0)).toBe(true)
    expect(lines.filter(line => Number(line.quantity) < 0)).toHaveLength(
      cancelled.filter(line => Number(line.quantity) < 0).length,
    )
    expect(lines.some(line => line.item_id === 'POST')).toBe(true)
    expect(lines.some(line => line.quantity === 0)).toBe(true)
    expect(new Set(lines.map(line => line.item_id).filter(id => !known.has(id!))).size).toBe(1)
  })
})

describe('issho synth', () => {
  const run = (...args: string[]) =>
    synth
      .exitOverride()
      .configureOutput({ writeErr() {} })
      .parseAsync(args, { from: 'user' })

  const make = async (...args: string[]) => {
    const out = tempDir()
    await run('--out', out, '--quiet', '--items', '300', '--orders', '3000', '--format', 'parquet', ...args)
    return out
  }

  it('writes the same bytes for the same seed, and others for another', async () => {
    const [first, again, other] = [
      await make('--seed', '1'),
      await make('--seed', '1'),
      await make('--seed', '2'),
    ]
    for (const file of ['catalog.parquet', 'orders.parquet']) {
      const [a, b, c] = await Promise.all([first, again, other].map(out => digestOf(join(out, file))))
      expect(b).toBe(a)
      expect(c).not.toBe(a)
    }
  })

  it('writes Parquet with the documented columns', async () => {
    const out = await make()
    expect(await describeFile(join(out, 'orders.parquet'))).toEqual({
      order_id: 'VARCHAR',
      item_id: 'VARCHAR',
      customer_id: 'VARCHAR',
      ordered_at: 'TIMESTAMP',
      quantity: 'INTEGER',
      unit_price: 'DECIMAL(12,0)',
      currency: 'VARCHAR',
    })
    expect(await describeFile(join(out, 'catalog.parquet'))).toMatchObject({
      price: 'DECIMAL(12,0)',
      available: 'BOOLEAN',
      pack_quantity: 'INTEGER',
      subscription: 'BOOLEAN',
      released_at: 'DATE',
      attributes: 'VARCHAR',
    })
    expect(Object.keys(await describeFile(join(out, 'catalog.parquet')))).toEqual(
      'item_id title title_ja brand category price currency group_id available url image pack_quantity subscription released_at attributes'.split(
        ' ',
      ),
    )
  })

  it('writes what was made, in the same order', async () => {
    const out = await make('--seed', '3')
    const made = stockShop(300, 3)
    const orders = rowsOf(orderTable(made, 3_000, 3))
    const read = await readAll(
      `select order_id, item_id, epoch_ms(ordered_at)::double as ms, quantity from '${join(out, 'orders.parquet')}'`,
    )
    expect(read).toEqual(orders.map(row => [row.order_id, row.item_id, row.ordered_at, row.quantity]))
  })

  it('writes CSV with a header on demand', async () => {
    const out = await make('--format', 'csv')
    const text = await readFile(join(out, 'orders.csv'), 'utf8')
    expect(text.split('\n')[0]).toBe(ORDER_COLUMNS.map(column => column.name).join(','))
    expect((await readFile(join(out, 'catalog.csv'), 'utf8')).split('\n')[0]).toBe(
      CATALOGUE_COLUMNS.map(column => column.name).join(','),
    )
  })

  it.each(['1', '50'])('makes a shop of %s items', async items => {
    const out = await make('--items', items)
    expect(await readAll(`select count(*)::int from '${join(out, 'catalog.parquet')}'`)).toEqual([
      [Number(items)],
    ])
    expect(
      await readAll(`select count(distinct order_id)::int from '${join(out, 'orders.parquet')}'`),
    ).toEqual([[3_000]])
  })

  it.each(['0', '-5', 'many', '2.5', '1e3', ''])('refuses %j items as wrong usage', async items => {
    const refused = run('--out', tempDir(), `--items=${items}`)
    await expect(refused).rejects.toThrow(CommanderError)
    await expect(refused).rejects.toThrow(
      /'--items <n>' argument '.*' is invalid\. Expected a whole number from 1/,
    )
  })
})

type Row = Record<string, Value>

function rowsOf({ columns, chunks }: Table): Row[] {
  const rows: Row[] = []
  for (const chunk of chunks) {
    for (let row = 0; row < chunk[0]!.length; row++) {
      rows.push(Object.fromEntries(columns.map(({ name }, i) => [name, chunk[i]![row]!])))
    }
  }
  return rows
}

function isSingle(product: { packQuantity: number; subscription: boolean }): boolean {
  return product.packQuantity === 1 && !product.subscription
}

function countBy<T>(
  rows: readonly T[],
  keyOf: (row: T) => Value | undefined,
): Map<Value | undefined, number> {
  const counts = new Map<Value | undefined, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}

/** What the orders of an item hold besides, the most frequent first. */
function companionsOf(itemId: string): string[] {
  const orders = new Set(lines.filter(line => line.item_id === itemId).map(line => line.order_id))
  const others = lines.filter(line => orders.has(line.order_id!) && line.item_id !== itemId)
  const counts = [...countBy(others, line => line.item_id)]
  return counts.sort((a, b) => b[1] - a[1]).map(([id]) => String(id))
}

async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

async function describeFile(path: string): Promise<Record<string, string>> {
  const rows = await readAll(`select column_name, column_type from (describe from '${path}')`)
  return Object.fromEntries(rows)
}

async function readAll(sql: string): Promise<[string, string][]> {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(sql)
  connection.closeSync()
  instance.closeSync()
  return reader.getRows() as [string, string][]
}

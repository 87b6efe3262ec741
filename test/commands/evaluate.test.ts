import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { run } from './run.ts'

/** Writes a file of these lines into a new folder. */
function file(name: string, lines: readonly string[]): string {
  const path = join(tempDir(), name)
  writeFileSync(path, lines.join('\n'))
  return path
}

const weeks = Array.from({ length: 6 }, (_, week) => week)

describe('issho evaluate', () => {
  it('leaves an order of 600 items out, as a build does', async () => {
    const shopper = (id: number) => [`${id},tea`, `${id},pot`]
    const monster = Array.from({ length: 600 }, (_, i) => `monster,item-${i}`)
    const lines = [...Array.from({ length: 40 }, (_, id) => shopper(id)).flat(), ...monster]
    const orders = file('orders.csv', ['order_id,item_id', ...lines])
    const windowsOf = async (most: string) => {
      const args = ['evaluate', '--orders', orders, '--json', '--quiet']
      const { stdout } = await run(args, { env: { ISSHO_MAX_BASKET_ITEMS: most } })
      return JSON.parse(stdout).windows
    }
    expect(await windowsOf('500')).toMatchObject([{ trainOrders: 36, testOrders: 4 }])
    expect(await windowsOf('600')).toMatchObject([{ trainOrders: 36, testOrders: 5 }])
  })
})

describe('issho evaluate --task next-basket', () => {
  it('foretells that who always buys tea buys tea again', async () => {
    const habit = (customer: string, item: string) =>
      weeks.map(week => `${customer}-${week},${customer},${item},2026-01-0${week + 1}`)
    const customers = ['ann,tea', 'ben,tea', 'cat,rye', 'dan,rye'].map(pair => pair.split(','))
    const lines = customers.flatMap(([customer, item]) => habit(customer!, item!))
    const orders = file('orders.csv', ['order_id,customer_id,item_id,ordered_at', ...lines])
    const { code, stdout } = await run([
      'evaluate',
      '--task',
      'next-basket',
      '--orders',
      orders,
      '--json',
      '--quiet',
    ])
    expect(code).toBe(0)
    const { questions, methods } = JSON.parse(stdout)
    expect(questions).toBe(4)
    expect(methods[0]).toMatchObject({ method: 'issho habits', figures: { 'recall@10': 1, 'PHR@10': 1 } })
  })

  it('exits with 3 where the orders name no customers', async () => {
    const orders = file('orders.csv', ['order_id,item_id', '1,tea', '2,tea'])
    const { code, stderr } = await run(['evaluate', '--task', 'next-basket', '--orders', orders, '--quiet'])
    expect(code).toBe(3)
    expect(stderr).toContain('orders: they name no customers, next-basket needs them')
  })
})

describe('issho evaluate --task sessions', () => {
  it('foretells the click that always follows', async () => {
    const at = (id: number, click: number) => 1_600_000_000 + id * 100 + click
    const session = (id: number) => [`${id},tea,${at(id, 0)}`, `${id},cup,${at(id, 1)}`]
    const other = (id: number) => [`${id},pen,${at(id, 0)}`, `${id},ink,${at(id, 1)}`]
    const clicks = (ids: readonly number[]) => ids.flatMap(id => (id % 2 === 0 ? session(id) : other(id)))
    const head = 'SessionId,ItemId,Time'
    const train = file('train.csv', [head, ...clicks([1, 2, 3, 4, 5, 6, 7, 8])])
    const test = file('test.csv', [head, ...clicks([11, 12])])
    const { code, stdout } = await run([
      'evaluate',
      '--task',
      'sessions',
      '--orders',
      train,
      '--test',
      test,
      '--quiet',
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('next click: 2 questions')
    expect(stdout).toMatch(/session kNN .* 1\.0000 +1\.0000 +1\.0000/)
  })

  it('exits with 2 where the held-out clicks are not given', async () => {
    const train = file('train.csv', ['SessionId,ItemId,Time', '1,tea,1'])
    const { code, stderr } = await run(['evaluate', '--task', 'sessions', '--orders', train])
    expect(code).toBe(2)
    expect(stderr).toContain('--task sessions needs --test')
  })
})

describe('issho evaluate on carts', () => {
  const head = 'order_id,item_id,cart_position'
  const carts = (cartOf: (id: number) => string[]) =>
    Array.from({ length: 60 }, (_, id) => cartOf(id).map((item, at) => `${id},${item},${at + 1}`)).flat()

  it('asks for them in sequence where the orders tell how they were filled', async () => {
    const filled = (id: number) =>
      id % 2 === 0 ? ['tea', 'pot', 'cup', 'rye'] : ['rye', 'cup', 'pot', 'tea']
    const orders = file('orders.csv', [head, ...carts(filled)])
    const { stdout, stderr } = await run(['evaluate', '--orders', orders])
    expect(stdout).toContain('cart, in sequence: 6 questions, full ranking')
    expect(stderr).not.toContain('does not tell')
  })

  it('says why it does not where they are sorted', async () => {
    const orders = file('orders.csv', [head, ...carts(() => ['cup', 'pot', 'rye', 'tea'])])
    const { stdout, stderr } = await run(['evaluate', '--orders', orders])
    expect(stdout).not.toContain('in sequence')
    expect(stderr).toContain(
      `note: ${orders} does not tell in which order carts were filled: of 180 neighbours that come again, 0 come`,
    )
  })
})

describe('issho evaluate --html', () => {
  const pair = (id: number) => (id % 3 === 0 ? ['cup', 'saucer'] : ['knife', 'fork'])
  const lines = Array.from({ length: 60 }, (_, id) => pair(id).map(item => `${id},${item}`)).flat()

  it('writes a report beside what it prints', async () => {
    const orders = file('orders <1>.csv', ['order_id,item_id', ...lines])
    const report = join(tempDir(), 'report.html')
    const { code, stdout } = await run([
      'evaluate',
      '--orders',
      orders,
      '--html',
      report,
      '--quiet',
      '--json',
    ])
    expect(code).toBe(0)
    const { protocols, calibration } = JSON.parse(stdout)
    expect(protocols[0].byPopularity[0].questions).toBeGreaterThan(0)
    expect(calibration.at(-1)).toMatchObject({ from: 0.9, pairs: 4, shown: 1, held: 1, high: 1 })
    const page = readFileSync(report, 'utf8')
    expect(page).toContain('<title>Evaluation: orders &lt;1&gt;.csv</title>')
    expect(page).toContain('The orders have no dates')
    expect(page).toContain('42: the same seed')
  })

  it('prints the new tables', async () => {
    const orders = file('orders.csv', ['order_id,item_id', ...lines])
    const { stdout } = await run(['evaluate', '--orders', orders, '--quiet'])
    expect(stdout).toMatch(/HR@10 by orders of the item looked for\n +orders +questions +issho/)
    expect(stdout).toMatch(/confidence: what is shown.*\n.*\n +90–100 +4 +100\.0 +100\.0/)
  })

  it('exits with 2 and does no work where the report could not be written', async () => {
    const dir = tempDir()
    const report = join(dir, 'none', 'report.html')
    const { code, stderr } = await run(['evaluate', '--orders', 'absent.csv', '--html', report])
    expect(code).toBe(2)
    expect(stderr).toContain(`--html ${report}: the folder ${dir}/none does not exist; expected a file in`)
    expect(existsSync(report)).toBe(false)
    expect(readdirSync(dir)).toEqual([])
  })
})

describe('issho evaluate --task higher-model', () => {
  const head = 'item_id,title,brand,category,price,currency,group_id'
  const phone = (gb: number, price: number) => `nova-${gb},Nova 5 ${gb} GB,Hoshi,Phones,${price},GBP,nova`
  const catalog = () => file('catalog.csv', [head, phone(128, 500), phone(256, 600), phone(512, 800)])
  const evaluate = (...args: string[]) => run(['evaluate', '--task', 'higher-model', '--quiet', ...args])

  it('judges the ladders of a catalogue, without any orders', async () => {
    const { code, stdout } = await evaluate('--catalog', catalog())
    expect(code).toBe(0)
    expect(stdout).toContain('higher models: 3 items, 3 with a price\n')
    expect(stdout).toMatch(/of those with a better dearer sibling +2 of 2, 100\.0 %/)
    expect(stdout).toMatch(/variant +3 +1\.20 +1\.33 +1\.33\n/)
    expect(stdout).toContain('violations: none\n')
    expect(stdout).toMatch(/issho +1\.0000 +1\.0000/)
  })

  it('prints every figure as JSON, and takes maps and a currency', async () => {
    const lines = ['sku;model;memory;brand;cost', '1;Nova;128;Hoshi;500', '2;Nova;256;Hoshi;600']
    const { code, stdout, stderr } = await evaluate(
      '--json',
      '--catalog',
      file('catalog.csv', lines),
      '--catalog-map',
      'item_id=sku,title=model,price=cost,group_id=model',
      '--currency',
      'EUR',
    )
    expect(code, stderr).toBe(0)
    const { coverage, violations, heldOut, numViolations } = JSON.parse(stdout)
    expect(coverage).toMatchObject({ items: 2, withUpgrade: 1 })
    expect(violations).toEqual([])
    expect(numViolations).toMatchObject({ cycle: 0, 'worse spec': 0 })
    expect(heldOut).toMatchObject({ questions: 1 })
  })

  it('writes a page on which every ladder stands', async () => {
    const page = join(tempDir(), 'ladders.html')
    const { code } = await evaluate('--catalog', catalog(), '--html', page)
    expect(code).toBe(0)
    const html = readFileSync(page, 'utf8')
    expect(html.match(/<li data-rungs="variant">/g)).toHaveLength(2)
    expect(html).toContain('Nova 5 512 GB')
    expect(html).toContain('+128 GB storage')
  })

  it('exits with 2 where there is nothing to read', async () => {
    const { code, stderr } = await evaluate()
    expect(code).toBe(2)
    expect(stderr).toContain(
      '--task higher-model needs --catalog <file...>, --events <file...> or --orders <file...>',
    )
    const orders = await run(['evaluate'])
    expect(orders).toMatchObject({ code: 2, stderr: expect.stringContaining('--task orders needs --orders') })
  })
})

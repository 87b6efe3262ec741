import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { run } from './run.ts'

const FILES = {
  'orders.csv': ['order_id,item_id', ...Array.from({ length: 9 }, (_, n) => `${n},oak`), 'x,elm', 'y,ash'],
  'catalog.csv': [
    'item_id,title,category,price',
    'oak,Oak chair,Chairs,100',
    'elm,Elm armchair,Chairs,150',
    'ash,Ash stool,Chairs,90',
  ],
  'events.csv': [
    'session_id,sku,what,occurred_at',
    ...Array.from({ length: 8 }, (_, n) => `s${n},oak,view,2026-01-01\ns${n},elm,purchase,2026-01-02`),
    ...Array.from({ length: 30 }, (_, n) => `t${n},ash,view,2026-01-03`),
    's0,oak,glance,2026-01-01',
  ],
}

function shopFolder() {
  const dir = tempDir()
  for (const [name, rows] of Object.entries(FILES)) writeFileSync(join(dir, name), `${rows.join('\n')}\n`)
  return {
    dir,
    args: ['build', '--orders', 'orders.csv', '--catalog', 'catalog.csv', '--currency', 'GBP', '--fixed'],
  }
}

const EVENTS = ['--events', 'events.csv', '--events-map', 'event=what']

describe('issho build --events', () => {
  it('links what people bought instead, and tells what it read', async () => {
    const { dir, args } = shopFolder()
    const { code, stdout, stderr } = await run([...args, ...EVENTS], { cwd: dir })
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('events: 38 sessions, 38 views, 0 carts, 8 purchases')
    expect(stdout).toMatch(/event is not known +1/)
    expect(stdout).toMatch(/itemsWithUpgrades +1/)
    expect(readFileSync(join(dir, 'models/rejects.csv'), 'utf8')).toContain('events.csv,48,rejected,')
    const inspected = await run(['inspect', 'oak', '--json'], { cwd: dir })
    expect(JSON.parse(inspected.stdout).upgrades).toMatchObject([{ id: 'elm', rung: 'bought-instead' }])
  })

  it('links nothing without them', async () => {
    const { dir, args } = shopFolder()
    const { stdout } = await run(args, { cwd: dir })
    expect(stdout).toMatch(/itemsWithUpgrades +0/)
    expect(stdout).not.toContain('events:')
  })

  it('builds the same model again, its inputs named', async () => {
    const { dir, args } = shopFolder()
    const manifests = []
    for (let i = 0; i < 2; i++) {
      const { stdout } = await run([...args, ...EVENTS, '--json', '--quiet'], { cwd: dir })
      manifests.push(JSON.parse(stdout).manifest)
    }
    expect(manifests[0].files).toEqual(manifests[1].files)
    expect(manifests[0].inputs[2]).toMatchObject({ file: 'events.csv', role: 'events' })
  })

  it('refuses events of other ids with 3, and keeps the model', async () => {
    const { dir, args } = shopFolder()
    await run(args, { cwd: dir })
    const current = readFileSync(join(dir, 'models/current'), 'utf8')
    writeFileSync(join(dir, 'events.csv'), 'session_id,item_id,event,occurred_at\ns,sku-1,view,2026-01-01\n')
    const { code, stderr } = await run([...args, '--events', 'events.csv'], { cwd: dir })
    expect(code).toBe(3)
    expect(stderr).toContain('events: speak of 1 items, of none of the shop')
    expect(readFileSync(join(dir, 'models/current'), 'utf8')).toBe(current)
  })
})

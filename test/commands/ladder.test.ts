import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startService } from '../../src/main.ts'
import { alternativesList, upgradesList } from '../../src/serve/contract.ts'
import { tempDir } from '../temp-dir.ts'
import { run } from './run.ts'

const CATALOG = `item_id,title,brand,category,price,currency,available
nova-128,Nova 5 128 GB,Hoshi,Phones,54800,JPY,yes
nova-256,Nova 5 256 GB,Hoshi,Phones,64800,JPY,yes
nova-512,Nova 5 512 GB,Hoshi,Phones,88800,JPY,yes
nova-64-pro,Nova 5 Pro 64 GB,Hoshi,Phones,68800,JPY,yes
nova-used,Nova 5 256 GB refurbished,Hoshi,Phones,61800,JPY,yes
nova-max,Nova 5 Max 256 GB,Hoshi,Phones,79800,JPY,no
`

/** Builds the shop through the command line; the folder of its models. */
async function builtShop(): Promise<string> {
  const dir = tempDir()
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }
  const orders = file('orders.csv', 'order_id,item_id\n1,nova-128\n2,nova-256\n3,nova-128\n')
  const catalog = file('catalog.csv', CATALOG)
  const models = join(dir, 'models')
  const { code, stderr } = await run(['build', '--orders', orders, '--catalog', catalog, '--models', models])
  expect(code, stderr).toBe(0)
  return models
}

/** Serves the models; asks for the list of a path. */
async function served(models: string) {
  const service = await startService(
    { modelsDir: models, host: '127.0.0.1', port: 0, pollMs: 1000, locale: 'en' },
    pino({ level: 'silent' }),
  )
  onTestFinished(service.stop)
  return async (path: string) => (await fetch(`${service.url}/v1/items/${path}`)).json()
}

describe('the ladder of a shop, from the catalogue to the shopper', () => {
  it('says in what the higher model is better and what it costs, in both languages', async () => {
    const ask = await served(await builtShop())
    const [up] = upgradesList.parse(await ask('nova-128/upgrades')).items
    expect(up).toMatchObject({
      id: 'nova-256',
      rung: 'variant',
      reason: { code: 'larger-version', text: '+128 GB storage for ¥10,000 more' },
      priceDifference: { amount: 10_000, currency: 'JPY', ratio: 1.182 },
      differences: [{ attribute: 'storage', unit: 'GB', from: 128, to: 256 }],
    })
    const [ja] = upgradesList.parse(await ask('nova-128/upgrades?locale=ja')).items
    expect(ja!.reason.text).toBe('容量+128GB、差額10,000円')
    const [down] = alternativesList.parse(await ask('nova-256/alternatives?locale=ja')).items
    expect(down).toMatchObject({
      id: 'nova-128',
      reason: { code: 'smaller-version', text: '容量−128GB、10,000円お得' },
      differences: [{ attribute: 'storage', unit: 'GB', from: 256, to: 128 }],
    })
  })

  it('offers a choice of three as long as all three are shown', async () => {
    const ask = await served(await builtShop())
    const three = { good: 'nova-128', better: 'nova-256', best: 'nova-512' }
    expect(await ask('nova-128/upgrades')).toMatchObject({ goodBetterBest: three })
    expect(await ask('nova-128')).toMatchObject({ upgrades: { goodBetterBest: three } })
    for (const path of [
      'nova-128/upgrades?limit=1',
      'nova-128/upgrades?exclude=nova-256',
      'nova-256/upgrades',
    ]) {
      expect(await ask(path)).not.toHaveProperty('goodBetterBest')
    }
  })

  it('tells whoever inspects an item what is no upgrade of it, and why', async () => {
    const models = await builtShop()
    const { stdout } = await run(['inspect', 'nova-128', '--models', models])
    expect(stdout).toMatch(/1 +nova-256 .* variant +¥64,800 +\+¥10,000 +storage 128 → 256 GB/)
    expect(stdout).toMatch(/good, better, best: nova-128, nova-256, nova-512\n/)
    const [, misses = ''] = stdout.split('not upgrades\n')
    expect(misses).toMatch(/nova-max .* cannot be sold now\n/)
    expect(misses).toMatch(/nova-64-pro .* worse: storage, 128 → 64\n/)
    expect(misses).toMatch(/nova-used .* serves another need: none → refurbished\n/)
    const { notUpgrades } = JSON.parse(
      (await run(['inspect', 'nova-128', '--json', '--models', models])).stdout,
    )
    expect(notUpgrades).toContainEqual(
      expect.objectContaining({ id: 'nova-64-pro', reason: expect.objectContaining({ code: 'worse' }) }),
    )
  })
})

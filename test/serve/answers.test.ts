import { unpack } from 'msgpackr'
import { describe, expect, it } from 'vitest'
import * as contract from '../../src/serve/contract.ts'
import { type Answer, ask } from './http.ts'
import { runService, sharedModel } from './running.ts'
import { nastyIds, teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)

async function get(path: string, headers = {}): Promise<Answer> {
  const { url } = await runService(modelsDir)
  return ask(url, path, { headers })
}

const idsOf = (list: { items: { id: string }[] }) => list.items.map(entry => entry.id)

describe('also-bought', () => {
  it('answers with the card, the sentence and the evidence', async () => {
    const { status, json } = await get('/v1/items/cup/also-bought?limit=50')
    expect(status).toBe(200)
    contract.alsoBoughtList.parse(json)
    expect(json).toMatchObject({ item: 'cup', list: 'also-bought', model: 'v1', known: true, source: 'item' })
    const quoted = json.items.find((entry: { id: string }) => entry.id === '"quoted"')
    expect(quoted).toMatchObject({
      reason: { code: 'bought-together', text: '4% of buyers also bought this' },
      evidence: { together: 5, orders: 113, confidence: 0.044 },
      title: 'Nasty "quoted"',
    })
  })

  it('tells nothing of fewer than five orders', async () => {
    const { json } = await get('/v1/items/pot/also-bought?limit=50')
    const rare = json.items.find((entry: { id: string }) => entry.id === 'rare')
    expect(rare.reason).toEqual({ code: 'bought-together' })
    expect(rare).not.toHaveProperty('evidence')
    expect(rare.score).toBeGreaterThan(0)
  })

  it('answers from the family where the item itself has no evidence', async () => {
    const { json } = await get('/v1/items/tin-s/also-bought?fallback=none')
    contract.alsoBoughtList.parse(json)
    expect(json.source).toBe('family')
    expect(idsOf(json)).toEqual(['spoon'])
    expect(json.items[0].reason).toEqual({
      code: 'bought-with-family',
      text: '86% of buyers of this product, in any version, also bought this',
    })
  })

  it('answers from the category for an item that nobody has bought', async () => {
    const { json } = await get('/v1/items/new-tray/also-bought?fallback=none')
    contract.alsoBoughtList.parse(json)
    expect(json.source).toBe('category')
    expect(json.items[0].reason).toEqual({
      code: 'bought-with-category',
      text: '100% of orders with Trays also include this',
    })
  })

  it('fills up with what sells best, which is no evidence', async () => {
    const { json } = await get('/v1/items/new-tray/also-bought?limit=3')
    expect(idsOf(json)).toEqual(['napkins', 'pot', 'cup'])
    expect(json.source).toBe('category')
    expect(json.items[1].reason).toEqual({ code: 'popular', text: 'Popular in this shop' })
    expect(json.items[1]).not.toHaveProperty('score')
    expect(json.items[1]).not.toHaveProperty('evidence')
  })

  it('never recommends what cannot be sold', async () => {
    const { json } = await get('/v1/items/pot/also-bought?limit=50')
    expect(idsOf(json)).not.toContain('sold-out')
  })
})

describe('upgrades and alternatives', () => {
  it('say what the step costs', async () => {
    const { json } = await get('/v1/items/kettle/upgrades')
    contract.upgradesList.parse(json)
    expect(json).toMatchObject({ list: 'upgrades', source: 'item', known: true })
    expect(json.items.find((entry: { id: string }) => entry.id === 'kettle-pro')).toEqual({
      id: 'kettle-pro',
      rung: 'tier',
      reason: { code: 'higher-model', text: 'Pro model for £3.00 more' },
      priceDifference: { amount: 300, currency: 'GBP', ratio: 1.15 },
      differences: [{ attribute: 'tier', from: '', to: 'pro' }],
      title: 'Kettle Pro 1 l',
      price: { amount: 2300, currency: 'GBP' },
    })
  })

  it('say what the simpler model saves', async () => {
    const { json } = await get('/v1/items/kettle-pro/alternatives')
    contract.alternativesList.parse(json)
    expect(json.items).toMatchObject([
      {
        id: 'kettle',
        reason: { code: 'simpler-model', text: 'Standard instead of Pro for £3.00 less' },
        priceDifference: { amount: -300 },
      },
    ])
  })

  it('are empty where there is no ground', async () => {
    const { json } = await get('/v1/items/pot/upgrades')
    expect(json).toMatchObject({ source: 'none', items: [] })
  })
})

describe('the product page', () => {
  it('holds the three lists as they are alone', async () => {
    const { url } = await runService(modelsDir)
    const page = (await ask(url, '/v1/items/kettle?limit=5&locale=ja')).json
    contract.productPage.parse(page)
    const alone = async (list: string) => (await ask(url, `/v1/items/kettle/${list}?limit=5&locale=ja`)).json
    expect(page.alsoBought).toEqual(await alone('also-bought'))
    expect(page.upgrades).toEqual(await alone('upgrades'))
    expect(page.alternatives).toEqual(await alone('alternatives'))
  })
})

describe('an unknown item', () => {
  it('gets what sells best, and is said to be unknown', async () => {
    const { status, json } = await get('/v1/items/nobody/also-bought?limit=2')
    expect(status).toBe(200)
    contract.alsoBoughtList.parse(json)
    expect(json).toMatchObject({ item: 'nobody', known: false, source: 'popular' })
    expect(idsOf(json)).toEqual(['pot', 'cup'])
  })

  it('has no upgrades', async () => {
    const { status, json } = await get('/v1/items/nobody/upgrades')
    expect(status).toBe(200)
    expect(json).toMatchObject({ known: false, source: 'none', items: [] })
  })

  it('is a 404 where no fallback is wanted', async () => {
    const { status, json } = await get('/v1/items/nobody?fallback=none')
    expect(status).toBe(404)
    contract.problem.parse(json)
    expect(json.detail).toBe('the model does not know item "nobody", and fallback=none asks for nothing else')
  })
})

describe('ids', () => {
  it.each(nastyIds)('%j works percent-encoded in a path', async id => {
    const { status, json } = await get(`/v1/items/${encodeEverything(id)}/also-bought?limit=1`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ item: id, known: true, source: 'item', items: [{ id: 'cup' }] })
  })

  it.each(nastyIds)('%j can be excluded', async id => {
    const { json } = await get(`/v1/items/cup/also-bought?limit=50&exclude=pot,${encodeEverything(id)}`)
    expect(idsOf(json)).not.toContain(id)
    expect(idsOf(json)).not.toContain('pot')
    expect(idsOf(json).filter(other => nastyIds.includes(other))).toHaveLength(nastyIds.length - 1)
  })

  it('splits exclude on raw commas only', async () => {
    const { url } = await runService(modelsDir)
    const excluding = async (query: string) =>
      idsOf((await ask(url, `/v1/items/cup/also-bought?limit=50&${query}`)).json)
    expect(await excluding('exclude=a%2Cb')).not.toContain('a,b')
    expect(await excluding('exclude=a,b')).toContain('a,b')
    expect(await excluding('exclude=two+words&exclude=x%2By,,')).not.toContain('two words')
    expect(await excluding('exclude=two+words&exclude=x%2By,,')).not.toContain('x+y')
  })
})

/** Percent-encodes every byte, dots and letters too. */
function encodeEverything(text: string): string {
  return [...Buffer.from(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

describe('languages', () => {
  it('speaks Japanese, with Japanese titles and money', async () => {
    const { url } = await runService(modelsDir)
    const popular = (await ask(url, '/v1/items/nobody/also-bought?limit=1&locale=ja')).json
    expect(popular.items).toMatchObject([{ title: '急須「クラシック」', reason: { text: '人気の商品' } }])
    const up = (await ask(url, '/v1/items/kettle/upgrades?locale=ja')).json
    expect(up.items[0].reason.text).toBe('内容量+500ml、差額£5.00')
  })

  it('speaks the configured language where none is asked for', async () => {
    const { url } = await runService(modelsDir, { locale: 'ja' })
    const { json } = await ask(url, '/v1/items/nobody/also-bought?limit=1')
    expect(json.items[0].reason.text).toBe('人気の商品')
  })
})

describe('representations', () => {
  it('leaves the cards out where only ids are wanted', async () => {
    const { json } = await get('/v1/items/tin-l/also-bought?fields=id&limit=1')
    contract.alsoBoughtList.parse(json)
    expect(Object.keys(json.items[0])).toEqual(['id', 'score', 'reason', 'evidence'])
  })

  it.each(['application/msgpack', 'application/vnd.msgpack', 'application/x-msgpack;q=0.9, */*;q=0.1'])(
    'says the same in MessagePack for Accept: %s',
    async accept => {
      const { url } = await runService(modelsDir)
      const json = await ask(url, '/v1/items/pot')
      const packed = await ask(url, '/v1/items/pot', { headers: { accept } })
      expect(packed.headers['content-type']).toBe('application/msgpack')
      expect(unpack(packed.bytes)).toEqual(json.json)
      expect(packed.headers.etag).not.toBe(json.headers.etag)
    },
  )

  it.each(['application/json', '*/*', 'text/html', 'application/json, application/msgpack;q=0.5'])(
    'is JSON for Accept: %s',
    async accept => {
      const { headers } = await get('/v1/items/pot', { accept })
      expect(headers['content-type']).toBe('application/json')
    },
  )
})

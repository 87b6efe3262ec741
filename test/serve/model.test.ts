import { describe, expect, it } from 'vitest'
import { readModel } from '../../src/models/read.ts'
import { prepare } from '../../src/serve/model.ts'
import { Out } from '../../src/serve/out.ts'
import { parseItemRequest } from '../../src/serve/params.ts'
import { writeCard } from '../../src/serve/render/card.ts'
import { tempDir } from '../temp-dir.ts'
import { publishShop } from './running.ts'
import { shopOf, teaShop } from './tea-shop.ts'

async function modelOf(shop: typeof teaShop) {
  const modelsDir = tempDir()
  await publishShop(modelsDir, 'v1', shop)
  return readModel(modelsDir, 'v1')
}

describe('prepare', () => {
  it('keeps the last level of a category path', async () => {
    const { categoryNames } = prepare(await modelOf(teaShop))
    const texts = categoryNames.map(name => new Out().raw(name).taken().toString())
    expect(texts).toEqual(expect.arrayContaining(['Pots', 'Kettles']))
  })

  it('lists what can be sold, most sold first', async () => {
    const { popular, items } = prepare(await modelOf(teaShop))
    const soldOut = teaShop.items.findIndex(item => item.id === 'sold-out')
    expect([...popular]).toEqual([...Array(items.counts.numItems).keys()].filter(item => item !== soldOut))
  })

  it('finds the language of the cards, regions included, else the catalogue’s own', async () => {
    const shop = shopOf([{ id: 'a', title: 'A', translations: { de: 'A', 'ja-JP': 'あ' } }], [['a']])
    expect(prepare(await modelOf(shop)).cardLanguage).toEqual({ en: 0, ja: 2 })
  })

  it('knows no price without a currency', async () => {
    const shop = shopOf(
      ['GBP', '', 'gold'].map(currency => ({ id: currency, price: { amount: 123_456, currency } })),
      [],
    )
    const model = prepare(await modelOf(shop))
    const request = parseItemRequest('/v1/items/x', 'en')
    if ('faults' in request) throw new Error('expected a request')
    const cards = shop.items.map((_, item) => {
      const out = new Out()
      writeCard(out.ascii('{'), { model, request }, item)
      return JSON.parse(out.ascii('}').taken().toString())
    })
    expect(Object.fromEntries(cards.map(({ id, price }) => [id, price]))).toEqual({
      '': undefined,
      gold: undefined,
      GBP: { amount: 123_456, currency: 'GBP' },
    })
  })

  it('refuses files that do not belong together', async () => {
    const model = await modelOf(teaShop)
    const { alsoBought } = model
    const foreign = { ...alsoBought, counts: { ...alsoBought.counts, numGroups: 99 } }
    expect(() => prepare({ ...model, alsoBought: foreign })).toThrow(
      'v1: also-bought.idx has rows for 99 families, bands and categories, items.idx has 10; build the model again',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { currencyOf } from '../../src/serve/money.ts'
import { Out } from '../../src/serve/out.ts'
import { type Gap, LOCALES, type Locale, SENTENCES, type Sentences } from '../../src/serve/reasons.ts'
import { type Template, writeTemplate } from '../../src/serve/template.ts'

const { en, ja } = SENTENCES

/** A sentence with its gaps filled, as a shopper reads it. */
function said<Slot extends string>(
  sentence: Template<Slot>,
  words: Partial<Record<Slot, string>> = {},
): string {
  const out = new Out()
  writeTemplate(out.ascii('"'), sentence, slot => out.text(JSON.stringify(words[slot]).slice(1, -1)))
  return JSON.parse(out.ascii('"').taken().toString())
}

describe('a sentence about buyers', () => {
  it('names the share of the level that it comes from', () => {
    const share = (sentences: Sentences, level: keyof Sentences['share'], category = '') =>
      said(sentences.share[level], { percent: '38', category })
    expect(share(en, 'item')).toBe('38% of buyers also bought this')
    expect(share(ja, 'item')).toBe('この商品を買った人の38%がこちらも購入')
    expect(share(en, 'family')).toBe('38% of buyers of this product, in any version, also bought this')
    expect(share(ja, 'family')).toBe('この商品（色・サイズ違いを含む）を買った人の38%がこちらも購入')
    expect(share(en, 'band', 'Cases')).toBe('38% of orders with Cases in this price range also include this')
    expect(share(ja, 'band', 'ケース')).toBe('同じ価格帯の「ケース」を含む注文の38%がこちらも購入')
    expect(share(en, 'category', '15" screens')).toBe('38% of orders with 15" screens also include this')
    expect(share(ja, 'category', 'ケース')).toBe('「ケース」を含む注文の38%がこちらも購入')
  })

  it('counts the orders where the share would read 0%', () => {
    expect(said(en.together, { together: '7' })).toBe('Bought together in 7 orders')
    expect(said(ja.together, { together: '7' })).toBe('7件の注文で一緒に購入')
  })
})

describe('a sentence about a cart', () => {
  const LEVELS = ['item', 'family', 'band', 'category'] as const
  const words = { percent: '38', together: '7', category: 'Cases' }
  const allOf = (sentences: Sentences, family: 'cartShare' | 'cartTogether', line: string) =>
    LEVELS.map(level => said(sentences[family][level], { ...words, line }))

  it('names the line by its title, or says that it is one of the cart', () => {
    expect(said(en.cartLine.named, { title: 'Nova 5' })).toBe('Nova 5')
    expect(said(ja.cartLine.named, { title: 'Nova 5' })).toBe('「Nova 5」')
    expect(said(en.cartLine.unnamed)).toBe('an item in your cart')
    expect(said(ja.cartLine.unnamed)).toBe('カートの商品')
  })

  it('names the share of the level that it comes from', () => {
    expect(allOf(en, 'cartShare', 'Nova 5')).toEqual([
      '38% of buyers of Nova 5 also bought this',
      '38% of buyers of Nova 5, in any version, also bought this',
      '38% of orders with Cases in the price range of Nova 5 also include this',
      '38% of orders with Cases also include this',
    ])
    expect(allOf(ja, 'cartShare', 'カートの商品')).toEqual([
      'カートの商品を買った人の38%がこちらも購入',
      'カートの商品（色・サイズ違いを含む）を買った人の38%がこちらも購入',
      'カートの商品と同じ価格帯の「Cases」を含む注文の38%がこちらも購入',
      '「Cases」を含む注文の38%がこちらも購入',
    ])
  })

  it('counts the orders where the share would read 0%', () => {
    expect(allOf(en, 'cartTogether', 'an item in your cart')).toEqual([
      'Bought with an item in your cart in 7 orders',
      'Bought with an item in your cart, in any version, in 7 orders',
      'Bought with Cases in the price range of an item in your cart in 7 orders',
      'Bought with Cases in 7 orders',
    ])
    expect(allOf(ja, 'cartTogether', '「Nova 5」')).toEqual([
      '「Nova 5」と7件の注文で一緒に購入',
      '「Nova 5」（色・サイズ違いを含む）と7件の注文で一緒に購入',
      '「Nova 5」と同じ価格帯の「Cases」と7件の注文で一緒に購入',
      '「Cases」と7件の注文で一緒に購入',
    ])
  })
})

describe('a sentence about a step', () => {
  const up = (locale: Locale, gap: Gap, step: string, money = '') =>
    said(SENTENCES[locale].up[gap], { step, money })
  const down = (locale: Locale, gap: Gap, step: string, money = '') =>
    said(SENTENCES[locale].down[gap], { step, money })
  const untold = (locale: Locale, gap: Gap, step: string, money = '') =>
    said(SENTENCES[locale].downUntold[gap], { step, money })

  it('says in what the higher model is better and what it costs', () => {
    expect(up('en', 'dearer', '+128 GB storage', '¥10,000')).toBe('+128 GB storage for ¥10,000 more')
    expect(up('ja', 'dearer', '容量+128GB', '10,000円')).toBe('容量+128GB、差額10,000円')
    expect(up('en', 'equal', said(en.stepUp.model))).toBe('One step up at the same price')
    expect(up('en', 'cheaper', said(en.stepUp.subscription), '£1.00')).toBe('By subscription, and £1.00 less')
    expect(up('en', 'unknown', said(en.stepUp.size))).toBe('A larger version')
    expect(up('en', 'dearer', said(en.stepUp.pack), '£3.00')).toBe('A bigger pack for £3.00 more')
    expect(up('ja', 'dearer', said(ja.stepUp.model), '3,000円')).toBe('上位モデル、差額3,000円')
    expect(up('ja', 'equal', said(ja.stepUp.model))).toBe('上位モデル、同じ価格')
    expect(up('ja', 'cheaper', said(ja.stepUp.subscription), '100円')).toBe('定期便、しかも100円お得')
    expect(up('ja', 'unknown', said(ja.stepUp.size))).toBe('ワンランク上')
  })

  it('says what the simpler model saves, and nothing of money where it saves none', () => {
    expect(down('en', 'cheaper', '−128 GB storage', '£30.00')).toBe('−128 GB storage for £30.00 less')
    expect(down('ja', 'cheaper', '容量−128GB', '3,000円')).toBe('容量−128GB、3,000円お得')
    for (const gap of ['dearer', 'equal', 'unknown'] as const) {
      expect(down('en', gap, '−128 GB storage', '£30.00')).toBe('−128 GB storage')
    }
    expect(untold('en', 'cheaper', said(en.stepDown.model), '£3.00')).toBe('Save £3.00 with a simpler model')
    expect(untold('en', 'dearer', said(en.stepDown.subscription), '£1.00')).toBe('Also as a single purchase')
    expect(untold('ja', 'cheaper', said(ja.stepDown.generation), '300円')).toBe(
      '前の世代のモデルなら300円お得',
    )
    expect(untold('ja', 'unknown', said(ja.stepDown.size))).toBe('小さめのモデルもあります')
  })
})

describe('money', () => {
  const written = (locale: Locale, code: string, amount: number) => {
    const out = new Out()
    currencyOf(code, locale)!.write(out.ascii('"'), amount)
    return JSON.parse(out.ascii('"').taken().toString())
  }

  it('is written as its currency wants it, in every currency and both languages', () => {
    for (const locale of LOCALES) {
      for (const code of Intl.supportedValuesOf('currency')) {
        if (locale === 'ja' && code === 'JPY') continue
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency: code })
        const unit = 10 ** format.resolvedOptions().maximumFractionDigits!
        for (const amount of [0, 5, 99, 100, 1295, 99_999, 1_000_000, 123_456_789]) {
          expect(written(locale, code, amount)).toBe(format.format(amount / unit))
        }
      }
    }
  })

  it('is yen in Japanese as people write them', () => {
    expect(written('ja', 'JPY', 10_000)).toBe('10,000円')
    expect(written('en', 'JPY', 10_000)).toBe('¥10,000')
  })

  it('is none without a currency', () => {
    expect(currencyOf('', 'en')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { PHRASES } from '../../src/serve/reasons.ts'

const { en, ja } = PHRASES
const share = { together: 38, orders: 100 }
const gap = (direction: 'dearer' | 'equal' | 'cheaper', money: string) => ({ direction, money })

describe('a sentence about buyers', () => {
  it('names the share of the level that it comes from', () => {
    expect(en.withItem(share)).toBe('38% of buyers also bought this')
    expect(ja.withItem(share)).toBe('この商品を買った人の38%がこちらも購入')
    expect(en.withFamily(share)).toBe('38% of buyers of this product, in any version, also bought this')
    expect(ja.withFamily(share)).toBe('この商品（色・サイズ違いを含む）を買った人の38%がこちらも購入')
    expect(en.withBand(share, 'Cases')).toBe('38% of orders with Cases in this price range also include this')
    expect(ja.withBand(share, 'ケース')).toBe('同じ価格帯の「ケース」を含む注文の38%がこちらも購入')
    expect(en.withCategory(share, 'Cases')).toBe('38% of orders with Cases also include this')
    expect(ja.withCategory(share, 'ケース')).toBe('「ケース」を含む注文の38%がこちらも購入')
  })

  it('counts the orders where the share would read 0%', () => {
    expect(en.withItem({ together: 7, orders: 2000 })).toBe('Bought together in 7 orders')
    expect(ja.withItem({ together: 7, orders: 2000 })).toBe('7件の注文で一緒に購入')
    expect(en.withItem({ together: 10, orders: 2000 })).toBe('1% of buyers also bought this')
  })
})

describe('a sentence about a step', () => {
  it('says what the higher model costs', () => {
    expect(en.stepUp('model', undefined, gap('dearer', '£3.00'))).toBe('One step up for £3.00 more')
    expect(en.stepUp('model', undefined, gap('equal', '£0.00'))).toBe('One step up at the same price')
    expect(en.stepUp('model', undefined, gap('cheaper', '£3.00'))).toBe('One step up, and £3.00 less')
    expect(en.stepUp('pack', undefined, gap('dearer', '£3.00'))).toBe('A bigger pack for £3.00 more')
    expect(en.stepUp('size', undefined, undefined)).toBe('A larger version')
    expect(ja.stepUp('model', undefined, gap('dearer', '3,000円'))).toBe('上位モデル、差額3,000円')
    expect(ja.stepUp('model', undefined, gap('equal', '0円'))).toBe('上位モデル、同じ価格')
    expect(ja.stepUp('pack', undefined, gap('cheaper', '100円'))).toBe('まとめ買いパック、しかも100円お得')
    expect(ja.stepUp('size', undefined, undefined)).toBe('ワンランク上')
    expect(en.stepUp('subscription', undefined, gap('cheaper', '£1.00'))).toBe(
      'By subscription, and £1.00 less',
    )
    expect(ja.stepUp('subscription', undefined, gap('cheaper', '100円'))).toBe('定期便、しかも100円お得')
    expect(en.stepDown('subscription', undefined, gap('dearer', '£1.00'))).toBe('Also as a single purchase')
    expect(ja.stepDown('subscription', undefined, gap('dearer', '100円'))).toBe('都度購入もあります')
  })

  it('says what the simpler model saves, and nothing of money where it saves none', () => {
    expect(en.stepDown('model', undefined, gap('cheaper', '£3.00'))).toBe('Save £3.00 with a simpler model')
    expect(en.stepDown('pack', undefined, gap('cheaper', '£3.00'))).toBe('Save £3.00 with a smaller pack')
    expect(en.stepDown('model', undefined, gap('dearer', '£3.00'))).toBe('Also as a simpler model')
    expect(ja.stepDown('model', undefined, gap('cheaper', '300円'))).toBe('シンプルなモデルなら300円お得')
    expect(ja.stepDown('size', undefined, undefined)).toBe('小さめのモデルもあります')
  })

  it('tells what the model tells of the differences, instead of a general word', () => {
    const up = (locale: 'en' | 'ja', told: string) =>
      PHRASES[locale].stepUp('size', told, gap('dearer', locale === 'en' ? '¥10,000' : '10,000円'))
    expect(up('en', '+128 GB storage')).toBe('+128 GB storage for ¥10,000 more')
    expect(up('ja', '容量+128GB')).toBe('容量+128GB、差額10,000円')
    expect(en.stepDown('size', '−128 GB storage', gap('cheaper', '£30.00'))).toBe(
      '−128 GB storage for £30.00 less',
    )
    expect(ja.stepDown('size', '容量−128GB', gap('cheaper', '3,000円'))).toBe('容量−128GB、3,000円お得')
    expect(en.stepDown('size', '−128 GB storage', undefined)).toBe('−128 GB storage')
    expect(en.stepUp('size', '+128 GB storage', undefined)).toBe('+128 GB storage')
  })

  it('calls a later generation newer, and an earlier one the previous', () => {
    expect(en.stepUp('generation', undefined, gap('dearer', '£3.00'))).toBe(
      'A newer generation for £3.00 more',
    )
    expect(ja.stepDown('generation', undefined, gap('cheaper', '300円'))).toBe(
      '前の世代のモデルなら300円お得',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { ladder } from '../../src/build/ladder.ts'
import type { Item } from '../../src/build/shop.ts'
import { readTitle } from '../../src/build/title.ts'

function shop(...rows: [title: string, price: number | undefined, more?: Partial<Item>][]): Item[] {
  return rows.map(([title, amount, more], i) => ({
    id: `i${i}`,
    title,
    available: true,
    ...(amount !== undefined && { price: { amount, currency: 'GBP' } }),
    ...more,
  }))
}

/** The upgrades of the first item, as titles. */
function above(items: Item[]): string[] {
  return ladder(items).upgrades[0]!.map(step => items[step.item]!.title!)
}

describe('readTitle', () => {
  it.each([
    [
      'Hoshi Nova 5 Pro 256 GB, black',
      { stem: 'hoshi nova 5', sizes: { storage: [256] }, tier: 2, colours: 'black' },
    ],
    [
      'ホシ Nova 5 Pro 256GB ブラック',
      { stem: 'ホシ nova 5', sizes: { storage: [256] }, tier: 2, colours: 'ブラック' },
    ],
    ['SET OF 6 SPICE TINS PANTRY DESIGN', { stem: 'spice tins pantry design', pieces: 6 }],
    ['緑茶ティーバッグ 30個セット', { stem: '緑茶ティーバッグ', pieces: 30 }],
    ['Laptop 8 GB, 1 TB', { stem: 'laptop', sizes: { storage: [8, 1000] } }],
    ['Case for Hoshi Nova 5 Pro', { stem: 'case for hoshi nova 5 pro', tier: 0 }],
    ['ホシ Nova 5 Pro 用ケース', { stem: 'ケース ホシ nova 5 pro 用', tier: 0 }],
    ['Phone Pro Max', { stem: 'phone', tier: 3.5 }],
    [
      'WOODEN FRAME ANTIQUE WHITE LARGE',
      { stem: 'wooden frame antique', sizes: { size: [3] }, colours: 'white' },
    ],
    ['2.5 l kettle', { stem: 'kettle', sizes: { volume: [2500] } }],
  ])('reads %j', (title, expected) => {
    expect(readTitle(title)).toMatchObject(expected)
  })
})

describe('ladder', () => {
  it('finds the larger variant, the higher tier and the bigger pack at a better unit price', () => {
    expect(above(shop(['Nova 5 128 GB', 500], ['Nova 5 256 GB', 600]))).toEqual(['Nova 5 256 GB'])
    expect(above(shop(['Nova 5 128 GB', 500], ['Nova 5 Pro 128 GB', 700]))).toEqual(['Nova 5 Pro 128 GB'])
    expect(above(shop(['Set of 3 tins', 300], ['Set of 6 tins', 500]))).toEqual(['Set of 6 tins'])
    expect(above(shop(['Set of 3 tins', 300], ['Set of 6 tins', 600]))).toEqual([])
  })

  it('finds none without ground', () => {
    const phone: [string, number] = ['Nova 5 128 GB', 500]
    expect(above(shop(phone, ['Nova 5 256 GB', 510]))).toEqual([]) // not dearer by enough
    expect(above(shop(phone, ['Nova 5 256 GB', 1100]))).toEqual([]) // beyond the band
    expect(above(shop(phone, ['Nova 5 64 GB', 600]))).toEqual([]) // worse
    expect(above(shop(phone, ['Nova 5 Pro 64 GB', 600]))).toEqual([]) // better and worse
    expect(above(shop(phone, ['Nova 5 128 GB, red', 600]))).toEqual([]) // colour only
    expect(above(shop(phone, ['Comet 5 256 GB', 600]))).toEqual([]) // another thing
    expect(above(shop(phone, ['Nova 5 256 GB', undefined]))).toEqual([]) // no price
    expect(above(shop(['Nova 5 128 GB', undefined], ['Nova 5 256 GB', 600]))).toEqual([])
    expect(above(shop(phone, ['Nova 5 256 GB', 600, { brand: 'Other' }]))).toEqual([])
    expect(above(shop(phone, ['Nova 5 256 GB', 600, { category: 'Refurbished' }]))).toEqual([])
    expect(above(shop(phone, ['Nova 5 256 GB', 600, { available: false }]))).toEqual([])
    expect(above(shop(phone, ['Nova 5 256 GB', 600, { price: { amount: 600, currency: 'EUR' } }]))).toEqual(
      [],
    )
    expect(above(shop(phone, ['Nova 5', 600]))).toEqual([]) // size not told
    expect(above(shop(['128 GB', 500], ['256 GB', 600]))).toEqual([]) // no thing at all
  })

  it('never takes a case of a higher model for a higher model of the case', () => {
    expect(above(shop(['Case for Nova 5', 20], ['Case for Nova 5 Pro', 30]))).toEqual([])
    expect(above(shop(['Nova 5 用ケース', 20], ['Nova 5 Pro 用ケース', 30]))).toEqual([])
  })

  it('offers one colour of each model, the own colour first', () => {
    const items = shop(
      ['Nova 5 128 GB, red', 500],
      ['Nova 5 256 GB, black', 600],
      ['Nova 5 256 GB, red', 600],
      ['Nova 5 512 GB, black', 700],
    )
    expect(above(items)).toEqual(['Nova 5 256 GB, red', 'Nova 5 512 GB, black'])
  })

  it('ranks the step nearest to a quarter more first', () => {
    const items = shop(
      ['Nova 128 GB', 400],
      ['Nova 256 GB', 790],
      ['Nova Pro 128 GB', 500],
      ['Nova 512 GB', 425],
    )
    expect(above(items)).toEqual(['Nova Pro 128 GB', 'Nova 512 GB', 'Nova 256 GB'])
  })

  it('leads down again wherever it led up', () => {
    const items = shop(
      ['Nova 128 GB', 400],
      ['Nova 256 GB', 500],
      ['Nova Pro 128 GB', 560],
      ['Nova Pro 256 GB', 700],
    )
    const { upgrades, alternatives } = ladder(items)
    upgrades.forEach((steps, lower) => {
      for (const { item, rung } of steps) expect(alternatives[item]).toContainEqual({ item: lower, rung })
    })
    expect(upgrades[0]).toHaveLength(3)
    expect(alternatives[0]).toEqual([])
  })

  it('has an empty list for every item of a shop without titles', () => {
    expect(ladder([{ id: 'a', available: true }])).toEqual({ upgrades: [[]], alternatives: [[]] })
    expect(ladder([])).toEqual({ upgrades: [], alternatives: [] })
  })
})

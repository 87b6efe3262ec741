import { describe, expect, it } from 'vitest'
import type { Ladder, Step } from '../../../src/build/ladder.ts'
import type { Item } from '../../../src/build/shop.ts'
import { violationsOf } from '../../../src/evaluate/higher-model/violations.ts'

type Row = [title: string, price: number, more?: Partial<Item>]

function shop(...rows: Row[]): Item[] {
  return rows.map(([title, amount, more], i) => ({
    id: `i${i}`,
    title,
    price: { amount, currency: 'GBP' },
    available: true,
    ...more,
  }))
}

/** Links from each item to others, up, and nothing down. */
function links(items: readonly Item[], ...steps: [from: number, to: number, rung?: Step['rung']][]): Ladder {
  const upgrades: Step[][] = items.map(() => [])
  for (const [from, item, rung = 'variant'] of steps) upgrades[from]!.push({ item, rung, differences: [] })
  const nothing = items.map(() => [])
  return { upgrades, alternatives: nothing, choices: items.map(() => undefined), nearMisses: nothing }
}

/** What is wrong with a step from the first item to the second. */
function faults(low: Row, high: Row, rung?: Step['rung']): string[] {
  const items = shop(low, high)
  return violationsOf(items, links(items, rung ? [0, 1, rung] : [0, 1])).map(
    ({ kind, what }) => `${kind}: ${what}`,
  )
}

describe('a violation', () => {
  const phone: Row = ['Nova 5 128 GB', 500]

  it('is none where the higher one is dearer, better, and for sale', () => {
    expect(faults(phone, ['Nova 5 256 GB', 600])).toEqual([])
    expect(faults(['Tea', 500], ['Tea, subscription', 450], 'subscription')).toEqual([])
  })

  it('is found by the price', () => {
    expect(faults(phone, ['Nova 5 256 GB', 500])).toEqual([
      'not dearer: 1.00 times the price',
      'outside the band: 1.00 times the price, variant',
    ])
    expect(faults(phone, ['Nova 5 256 GB', 1100])).toEqual([
      'outside the band: 2.20 times the price, variant',
    ])
    expect(faults(phone, ['Nova 5 256 GB', 800], 'type')).toEqual([
      'outside the band: 1.60 times the price, type',
    ])
    const euros = { price: { amount: 600, currency: 'EUR' } }
    expect(faults(phone, ['Nova 5 256 GB', 600, euros])).toEqual(['other currency: GBP and EUR'])
  })

  it('is found by what title and columns plainly say', () => {
    expect(faults(phone, ['Nova 5 64 GB', 600])).toEqual(['worse spec: titled storage 128 → 64'])
    const ram = (ram: string) => ({ attributes: { RAM: ram } })
    expect(faults(['Nova', 500, ram('8GB')], ['Nova Pro', 600, ram('6 GB')])).toEqual([
      'worse spec: ram 8 → 6',
    ])
    expect(faults(['Set of 6 tins', 500], ['Set of 3 tins', 600])).toEqual([
      'worse spec: titled pieces 6 → 3',
    ])
  })

  it('is another need, an accessory, a colour', () => {
    expect(faults(phone, ['Nova 5 256 GB refurbished', 600])).toEqual(['other need: – and refurbished'])
    expect(faults(phone, ['Nova 5 256 GB case', 600])).toEqual(['accessory: the higher one'])
    expect(faults(['Cup, red', 500], ['Cup, blue', 600])).toEqual(['colour only: '])
  })

  it('is what cannot be sold, from either side', () => {
    const items = shop(phone, ['Nova 5 256 GB', 600, { available: false }])
    const up = links(items, [0, 1])
    expect(violationsOf(items, up)).toMatchObject([{ kind: 'unavailable', way: 'up', x: 0, y: 1 }])
    const down = {
      ...up,
      upgrades: up.alternatives,
      alternatives: [[], [{ ...up.upgrades[0]![0]!, item: 0 }]],
    }
    expect(violationsOf(items, down)).toEqual([])
    expect(violationsOf([{ ...items[0]!, available: false }, items[1]!], down)).toMatchObject([
      { kind: 'unavailable', way: 'down', x: 0, y: 1 },
    ])
  })

  it('is a way that leads back', () => {
    const items = shop(['A', 100], ['B', 120], ['C', 140], ['D', 160])
    const kinds = (...steps: [number, number][]) =>
      violationsOf(items, links(items, ...steps)).filter(({ kind }) => kind === 'cycle')
    expect(kinds([0, 1], [1, 2], [0, 2], [2, 3], [1, 3])).toEqual([])
    expect(kinds([0, 1], [1, 2], [2, 0])).toMatchObject([{ x: 2, y: 0, what: 'back to i0' }])
    expect(kinds([0, 1], [1, 0], [2, 3], [3, 2])).toHaveLength(2)
  })
})

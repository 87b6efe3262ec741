import { describe, expect, it } from 'vitest'
import type { Item } from '../../../src/build/shop.ts'
import { groupLadders, heldOutLadders } from '../../../src/evaluate/higher-model/held-out-ladders.ts'
import { evaluateLadders } from '../../../src/evaluate/higher-model/higher-model.ts'
import { plainSpecs } from '../../../src/evaluate/higher-model/plain-specs.ts'
import { laptops, phones } from '../../build/real-catalogues.ts'
import { isDataMissing } from '../../require.ts'

const phone = (storage: number, amount: number, more: Partial<Item> = {}): Item => ({
  id: `${storage}/${amount}`,
  title: `Nova 5 ${storage} GB`,
  brand: 'Hoshi',
  category: 'Phones',
  group: 'nova 5',
  price: { amount, currency: 'GBP' },
  available: true,
  ...more,
})

describe('a plain reading', () => {
  it('takes what columns and title say as numbers', () => {
    const laptop = {
      Ram: '8GB',
      Memory: '128GB SSD +  1TB HDD',
      Cpu: 'Intel Core i7 8550U 1.8GHz',
      Gpu: 'Nvidia GeForce GTX 1050 Ti',
      ScreenResolution: 'IPS Panel Full HD / Touchscreen 1920x1080',
      OpSys: 'Windows 10',
      Inches: '15.6',
      Weight: '2.1kg',
    }
    expect(Object.fromEntries(plainSpecs({ id: 'a', available: true, attributes: laptop }))).toEqual({
      ram: 8,
      ssd: 128,
      hdd: 1000,
      processor: 7,
      'processor generation': 8,
      'graphics gtx': 1050,
      pixels: 1920 * 1080,
      touch: 1,
      windows: 1,
      screen: 15.6,
    })
    const bank = { id: 'b', title: 'Power bank 12,000 mAh, 1.5 kg, 2-pack', available: true }
    expect(Object.fromEntries(plainSpecs(bank))).toEqual({
      'titled charge': 12_000,
      'titled weight': 1500,
      'titled pieces': 2,
    })
  })
})

describe('the ladders that groups tell', () => {
  it('have a next rung where nothing stands between', () => {
    const items = [phone(128, 500), phone(256, 600), phone(512, 800), phone(1024, 1200), phone(64, 700)]
    const { above, next } = groupLadders(items)
    expect(above[0]).toEqual([1, 2])
    expect(next[0]).toEqual([1])
    expect(next[1]).toEqual([2])
    expect(next[4]).toEqual([2])
  })

  it('know one group however its name is written, and none across currencies', () => {
    const other = { group: 'NOVA 5' }
    expect(groupLadders([phone(128, 500), phone(256, 600, other)]).next[0]).toEqual([1])
    const euros = { price: { amount: 600, currency: 'EUR' } }
    expect(groupLadders([phone(128, 500), phone(256, 600, euros)]).next[0]).toEqual([])
  })
})

describe('held-out ladders', () => {
  it('ask whoever has a next rung, and count what comes first', () => {
    const items = [phone(128, 500), phone(256, 600), phone(512, 800)]
    const result = heldOutLadders(items, groupLadders(items), {}, 1)!
    expect(result).toMatchObject({ questions: 2, task: 'held-out ladders' })
    expect(result.methods[0]).toMatchObject({ method: 'issho', figures: { 'precision@1': 1, 'recall@3': 1 } })
    expect(result.methods[1]!.figures['precision@1']).toBe(1)
  })

  it('are none where no item has a next rung', () => {
    const items = [phone(128, 500)]
    expect(heldOutLadders(items, groupLadders(items), {}, 1)).toBeUndefined()
    expect(evaluateLadders([], { options: {}, seed: 1 })).toMatchObject({ violations: [], rungs: [] })
  })
})

describe.skipIf(isDataMissing())('the ladders of a real catalogue', () => {
  it.each([
    ['phones', phones, 0.9, 0.95],
    ['laptops', laptops, 0.85, 0.92],
  ] as const)('%s: no violation, and the next rung is found again', (_, read, precision, recall) => {
    const { violations, heldOut, coverage } = evaluateLadders(read(), { options: {}, seed: 42 })
    expect(violations).toEqual([])
    const { figures } = heldOut!.methods[0]!
    expect(figures['precision@1']).toBeGreaterThanOrEqual(precision)
    expect(figures['recall@3']).toBeGreaterThanOrEqual(recall)
    const { withBetterSibling, withBetterSiblingAndUpgrade } = coverage
    expect(withBetterSiblingAndUpgrade / withBetterSibling).toBeGreaterThanOrEqual(0.95)
  })
})

import { describe, expect, it } from 'vitest'
import { ladder } from '../../src/build/ladder.ts'
import type { Item } from '../../src/build/shop.ts'

type Row = [title: string, price: number, attributes?: Record<string, string>, more?: Partial<Item>]

/** The steps of a little shop of one brand and category, as places: "0 → 1". */
function links(about: { brand: string; category: string }, ...rows: Row[]): string[] {
  const items = rows.map(([title, amount, attributes = {}, more], i): Item => {
    const price = { amount, currency: 'USD' }
    return { id: `i${i}`, title, price, available: true, attributes, ...about, ...more }
  })
  return ladder(items).upgrades.flatMap((steps, x) => steps.map(step => `${x} → ${step.item}`))
}

const laptops = { brand: 'Ridge', category: 'Computers > Laptops' }
const phones = { brand: 'Hoshi', category: 'Phones' }

describe('what a title says', () => {
  it('is a number with commas between its thousands, and one with a comma before its halves', () => {
    expect(links(phones, ['Bank 6,000 mAh', 30], ['Bank 10,000 mAh', 40])).toEqual(['0 → 1'])
    expect(links(phones, ['Kanne 1,5 l', 30], ['Kanne 2 l', 40])).toEqual(['0 → 1'])
  })

  it('is what "memory" means for the thing: what it keeps, or beside a drive its ram', () => {
    const step = (low: string, high: string) => {
      const items = [low, high].map((title, i): Item => {
        return { id: title, title, available: true, price: { amount: 200 + 50 * i, currency: 'USD' } }
      })
      return ladder(items).upgrades[0]![0]?.differences.map(({ attribute }) => attribute)
    }
    expect(step('Nova with 16GB Memory', 'Nova with 32GB Memory')).toEqual(['storage'])
    expect(step('Nova 16GB', 'Nova with 32GB Memory')).toEqual(['storage'])
    expect(step('Ridge 8GB Memory 256GB SSD', 'Ridge 16GB Memory 256GB SSD')).toEqual(['ram'])
    expect(step('Ridge 8GB 256GB SSD', 'Ridge 16GB 256GB SSD')).toEqual(['ram'])
  })

  it('is no size of a case for a thing: it says which thing it fits', () => {
    expect(links(phones, ['Holster Large for most phones', 22], ['Holster XXL for most phones', 25])).toEqual(
      [],
    )
    expect(links(phones, ['Bag Large', 22], ['Bag Jumbo', 25])).toEqual(['0 → 1'])
  })

  it('is no number of a numeral: the fifth Xperia 5 is not of five volts', () => {
    expect(links(phones, ['Xperia 5 IV', 600], ['Xperia 5 V', 700])).toEqual(['0 → 1'])
    expect(links(phones, ['Drill 12 V', 100], ['Drill 18 V', 150])).toEqual([])
  })

  it('is a generation by number where it says so itself, whatever the thing', () => {
    const books = { brand: 'Mat', category: 'Books' }
    expect(links(books, ['Course 2nd edition', 20], ['Course 3rd edition', 25])).toEqual(['0 → 1'])
    expect(links(books, ['Course 2', 20], ['Course 3', 25])).toEqual([])
    expect(links(phones, ['Pods', 20], ['Pods (2nd generation)', 25])).toEqual(['0 → 1'])
    expect(links(phones, ['Beam Gen 2', 20], ['Beam Mark 3', 25], ['Beam Mk IV', 30])).toEqual([
      '0 → 1',
      '0 → 2',
      '1 → 2',
    ])
  })

  it('is a successor or a tier, by dates, and without them by how far the numbers lie apart', () => {
    const rung = (from: string, to: string, ...dates: string[]) => {
      const items = [from, to].map((title, i): Item => {
        const releasedAt = dates[i]
        const price = { amount: 200 + 50 * i, currency: 'USD' }
        return { id: title, title, price, available: true, ...phones, ...(releasedAt && { releasedAt }) }
      })
      return ladder(items).upgrades[0]![0]?.rung
    }
    expect(rung('Nova 3', 'Nova 4')).toBe('successor')
    expect(rung('Nova 3', 'Nova 5')).toBe('tier')
    expect(rung('Nova 13', 'Nova 15')).toBe('successor')
    expect(rung('Nova 13', 'Nova 33')).toBe('tier')
    expect(rung('Nova 13', 'Nova 33', '2022-03-01', '2022-04-01')).toBe('tier')
    expect(rung('Nova 13', 'Nova 33', '2022-03-01', '2023-04-01')).toBe('successor')
    expect(rung('Nova 13', 'Nova 33', '2022-03-01', '2021-04-01')).toBeUndefined()
  })
})

describe('what columns say', () => {
  const cpu = (name: string): Record<string, string> => ({ cpu: name, ram: '8GB' })

  it('is a processor by rank, generation and class', () => {
    expect(links(laptops, ['R', 500, cpu('Core i5 7200U')], ['R', 600, cpu('Core i7 7500U')])).toEqual([
      '0 → 1',
    ])
    expect(links(laptops, ['R', 500, cpu('Core i5 8250U')], ['R', 600, cpu('Core i7 7Y75')])).toEqual([])
    expect(links(laptops, ['R', 500, cpu('Core i7 7700HQ')], ['R', 600, cpu('Core i7 8550U')])).toEqual([])
    expect(links(laptops, ['R', 500, cpu('Ryzen 1700')], ['R', 600, cpu('Core i7 7700HQ')])).toEqual([])
    expect(links(laptops, ['R', 500, cpu('Ryzen 1600')], ['R', 600, cpu('Ryzen 1700')])).toEqual(['0 → 1'])
  })

  it('is a graphics card by its place among those of its maker', () => {
    const card = (gpu: string) => ({ gpu, ram: '8GB' })
    expect(links(laptops, ['R', 500, card('GTX 1050')], ['R', 600, card('GTX 1050 Ti')])).toEqual(['0 → 1'])
    expect(links(laptops, ['R', 500, card('GTX 940MX')], ['R', 600, card('GeForce 940MX')])).toEqual([])
    expect(links(laptops, ['R', 500, card('Quadro M1200')], ['R', 600, card('Quadro M2200')])).toEqual([
      '0 → 1',
    ])
    expect(links(laptops, ['R', 500, card('GeForce 920')], ['R', 600, card('Radeon R5 M430')])).toEqual([])
  })

  it('are things to touch, to fold and to fit that the other has not', () => {
    const screen = (resolution: string) => ({ 'screen resolution': resolution })
    const plain = { ...screen('1920x1080'), ram: '16GB' }
    const touch = { ...screen('Touchscreen 1920x1080'), ram: '8GB' }
    expect(links(laptops, ['R', 500, touch], ['R', 600, plain])).toEqual([])
    expect(links(laptops, ['R', 500, { ...plain, ram: '8GB' }], ['R', 600, plain])).toEqual(['0 → 1'])
    const bike = { brand: 'Trek', category: 'Bikes' }
    const frame = (size: string, gears: string) => ({ 'frame size': size, gears })
    expect(links(bike, ['Domane 2', 900, frame('52', '16')], ['Domane 4', 1300, frame('56', '20')])).toEqual(
      [],
    )
    expect(links(bike, ['Domane 2', 900, frame('52', '16')], ['Domane 4', 1300, frame('52', '20')])).toEqual([
      '0 → 1',
    ])
  })

  it('are a network: of a phone that is sold by 5G a 4G phone is no successor, said or silent', () => {
    const chip = (chipset: string) => ({ chipset })
    expect(links(phones, ['Nova 5 5G', 200], ['Nova 6', 250])).toEqual(['0 → 1'])
    expect(links(phones, ['Nova 5 5G', 200], ['Nova 6', 250], ['Nova 6 5G', 280])).toEqual(['0 → 2', '1 → 2'])
    expect(links(phones, ['Nova 5 5G', 200], ['Nova 6', 250, chip('Snapdragon 680 4G')])).toEqual([])
  })
})

describe('a step to another series', () => {
  const specs = (more: Record<string, string>) => ({ ram: '8GB', storage: '128 GB', ...more })
  const better = { ram: '12GB', storage: '256 GB' }

  it('needs processors that can be ranked, or one and the same', () => {
    const step = (from: string, to: string) =>
      links(phones, ['Nova', 200, specs({ cpu: from })], ['Comet', 250, { ...better, cpu: to }])
    expect(step('Helio G99', 'Helio G99')).toEqual(['0 → 1'])
    expect(step('Snapdragon 8', 'Helio G99')).toEqual([])
    expect(step('Core i5', 'Core i7')).toEqual(['0 → 1'])
  })

  it('needs whatever the first is sold by told of the second, too', () => {
    const step = (title: string) => links(phones, ['Nova 5G', 200, specs({})], [title, 250, better])
    expect(step('Comet 5G')).toEqual(['0 → 1'])
    expect(step('Comet')).toEqual([])
  })

  it('needs a word in common, where both are called by words that several brands use', () => {
    const thing = (title: string, brand: string, price: number, more: Record<string, string>): Item => {
      const money = { amount: price, currency: 'USD' }
      return { id: title, title, brand, category: 'Home', available: true, price: money, attributes: more }
    }
    const others = ['A', 'B', 'C'].flatMap(brand =>
      ['Kettle', 'Toaster'].map(noun =>
        thing(`Plain ${noun} ${brand}${brand}${brand}`, brand, 50, specs({})),
      ),
    )
    const step = (title: string) => {
      const items = [
        thing('Swift Kettle', 'A', 200, specs({ battery: '4000' })),
        thing(title, 'B', 250, { ...better, battery: '5000' }),
        ...others,
      ]
      return ladder(items).upgrades[0]!.length
    }
    expect(step('Royal Kettle')).toBe(1)
    expect(step('Royal Toaster')).toBe(0)
    expect(step('Royal')).toBe(1)
  })

  it('needs columns that tell what is better, not titles alone', () => {
    const lamps = { brand: 'Lux', category: 'Lamps' }
    const rows: Row[] = [
      ['Bulb E14 8 W 806 lm', 50],
      ['Bulb E27 13 W 1521 lm', 70],
    ]
    expect(links(lamps, ...rows)).toEqual([])
  })

  it('needs a screen of about the same size', () => {
    const step = (inches: string) =>
      links(laptops, ['Peak', 500, specs({ inches: '14' })], ['Vale', 600, { ...better, inches }])
    expect(step('15')).toEqual(['0 → 1'])
    expect(step('15.6')).toEqual([])
  })
})

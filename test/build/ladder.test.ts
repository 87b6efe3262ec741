import { describe, expect, it } from 'vitest'
import { isLink, judge } from '../../src/build/ladder/judge.ts'
import { type Ladder, ladder, PRICE_BANDS, readCatalogue } from '../../src/build/ladder.ts'
import type { Item } from '../../src/build/shop.ts'
import { seeded } from '../../src/random.ts'
import { stockShop } from '../../src/synth/shop.ts'

type Row = [title: string | undefined, price: number | undefined, more?: Partial<Item>]

function shop(...rows: Row[]): Item[] {
  return rows.map(([title, amount, more], i) => ({
    id: `i${i}`,
    available: true,
    ...(title !== undefined && { title }),
    ...(amount !== undefined && { price: { amount, currency: 'GBP' } }),
    ...more,
  }))
}

/** The upgrades of the first item, as titles. */
function above(...rows: Row[]): string[] {
  const items = shop(...rows)
  return ladder(items).upgrades[0]!.map(step => items[step.item]!.title ?? items[step.item]!.id)
}

/** The rung and the differences of the one step up of the first item. */
function onlyStep(...rows: Row[]) {
  const [step, ...others] = ladder(shop(...rows)).upgrades[0]!
  expect(others).toEqual([])
  return step && { rung: step.rung, differences: step.differences }
}

/** Why the second item is no higher model of the first; undefined where it is one. */
function reason(...rows: Row[]) {
  const catalogue = readCatalogue(shop(...rows))
  const [from, to] = catalogue.models
  const verdict = judge(from!, to!, catalogue)
  return isLink(verdict) ? undefined : verdict
}

const hoshi = { brand: 'Hoshi', category: 'Phones' }

describe('a step up', () => {
  it('is the larger variant, the higher tier, the newer generation, the bigger pack or the subscription', () => {
    expect(onlyStep(['Nova 5 128 GB', 500], ['Nova 5 256 GB', 600])).toEqual({
      rung: 'variant',
      differences: [{ attribute: 'storage', unit: 'GB', from: 128, to: 256 }],
    })
    expect(onlyStep(['Nova 5 128 GB', 500], ['Nova 5 Pro 128 GB', 700])).toEqual({
      rung: 'tier',
      differences: [{ attribute: 'tier', from: '', to: 'pro' }],
    })
    expect(onlyStep(['Nova 5', 500, hoshi], ['Nova 6', 600, hoshi])).toEqual({
      rung: 'successor',
      differences: [{ attribute: 'generation', from: 5, to: 6 }],
    })
    expect(onlyStep(['Set of 3 tins', 300], ['Set of 6 tins', 500])).toEqual({
      rung: 'pack',
      differences: [{ attribute: 'pieces', from: 3, to: 6 }],
    })
    expect(onlyStep(['Tea', 300], ['Tea, subscription', 270])?.rung).toBe('subscription')
    expect(onlyStep(['Suite Standard', 300], ['Suite Enterprise', 500])?.rung).toBe('edition')
    expect(onlyStep(['うな重 竹', 300], ['うな重 松', 500])?.rung).toBe('tier')
    expect(onlyStep(['Bento box S', 300], ['Bento box L', 500])?.rung).toBe('variant')
    expect(above(['Set of 3 tins', 300], ['Set of 6 tins', 600])).toEqual([])
  })

  it('is of the brand or the type only with evidence: better on several things, worse on none', () => {
    const kettle = (watts: number, volume: number, hz: number) => ({
      category: 'Kettles',
      attributes: { storage: `${watts}GB`, ram: `${volume}GB`, battery: `${hz}mAh` },
    })
    const low: Row = ['Alpha one', 100, { ...kettle(64, 4, 3000), brand: 'A' }]
    expect(onlyStep(low, ['Beta', 130, { ...kettle(128, 8, 4000), brand: 'A' }])?.rung).toBe('same-brand')
    expect(onlyStep(low, ['Beta', 130, { ...kettle(128, 8, 4000), brand: 'B' }])?.rung).toBe('type')
    expect(above(low, ['Beta', 130, { ...kettle(128, 4, 3000), brand: 'B' }])).toEqual([])
    expect(above(low, ['Beta', 130, { ...kettle(128, 8, 2000), brand: 'B' }])).toEqual([])
    expect(above(low, ['Beta', 150, { ...kettle(128, 8, 4000), brand: 'B' }])).toEqual([])
  })

  it('needs ground, and the judge tells what it lacks', () => {
    const phone: Row = ['Nova 5 128 GB', 500]
    expect(reason(phone, ['Nova 5 256 GB', 510])).toEqual({ code: 'out-of-band' })
    expect(reason(phone, ['Nova 5 256 GB', 1100])).toEqual({ code: 'out-of-band' })
    expect(reason(phone, ['Nova 5 256 GB', 500])).toMatchObject({ code: 'cheaper' })
    expect(reason(phone, ['Nova 5 64 GB', 600])).toEqual({
      code: 'worse',
      attribute: 'storage',
      from: 128,
      to: 64,
    })
    expect(reason(phone, ['Nova 5 Pro 64 GB', 600])).toMatchObject({ code: 'worse', attribute: 'storage' })
    expect(reason(phone, ['Nova 5 128 GB, red', 600])).toEqual({ code: 'colour-only' })
    expect(reason(phone, ['Nova 5 128 GB', 600])).toEqual({ code: 'nothing-better' })
    expect(reason(phone, ['Comet 5 256 GB', 600])).toEqual({ code: 'other-kind' })
    expect(reason(phone, ['Nova 5 256 GB refurbished', 600])).toMatchObject({ code: 'other-need' })
    expect(above(phone, ['Nova 5 256 GB', undefined])).toEqual([])
    expect(above(phone, ['Nova 5 256 GB', 600, { available: false }])).toEqual([])
    expect(reason(phone, ['Nova 5 256 GB', 600, { price: { amount: 600, currency: 'EUR' } }])).toMatchObject({
      code: 'other-currency',
    })
    expect(reason(['Nova 5 5G', 500, hoshi], ['Nova 6 4G', 600, hoshi])).toMatchObject({
      code: 'worse',
      attribute: 'network',
    })
    const card = (gpu: string) => ({ attributes: { gpu, ram: '8GB' } })
    expect(reason(['Ridge', 500, card('GTX 1070')], ['Ridge', 600, card('GTX 980M')])).toMatchObject({
      code: 'worse',
      attribute: 'graphics generation',
    })
    expect(reason(['Nova 5', 20], ['Case for Nova 5 Pro', 30])).toEqual({ code: 'accessory' })
    expect(reason(['Set of 3 tins', 300], ['Set of 6 tins', 600])).toEqual({ code: 'unit-price' })
    expect(reason(phone, ['Nova 5 256 GB', 600])).toBeUndefined()
  })

  it('is none where the first ladder had none either', () => {
    const phone: Row = ['Nova 5 128 GB', 500]
    expect(above(phone, ['Nova 5 256 GB', 600, { brand: 'Other' }])).toEqual([])
    expect(above(phone, ['Nova 5 256 GB', 600, { category: 'Refurbished' }])).toEqual([])
    expect(above(phone, ['Nova 5', 600])).toEqual([])
    expect(above(['128 GB', 500], ['256 GB', 600])).toEqual([])
    expect(above(['Case for Nova 5', 20], ['Case for Nova 5 Pro', 30])).toEqual([])
    expect(above(['Nova 5 用ケース', 20], ['Nova 5 Pro 用ケース', 30])).toEqual([])
    expect(above(['Nova 5 silicone case', 20, hoshi], ['Nova 5 Pro silicone case', 30, hoshi])).toEqual([])
    expect(above(['T-shirt M', 20], ['T-shirt XL', 30])).toEqual([])
    expect(above(['Pods medium roast', 20], ['Pods dark roast set of 3', 50])).toEqual([])
  })

  it('comes in one colour of each model, the own colour where there is one', () => {
    const rows: Row[] = [
      ['Nova 5 128 GB, red', 500],
      ['Nova 5 256 GB, black', 600],
      ['Nova 5 256 GB, red', 600],
      ['Nova 5 512 GB, black', 700],
    ]
    expect(above(...rows)).toEqual(['Nova 5 256 GB, red', 'Nova 5 512 GB, black'])
  })

  it('stands first where it is the next rung of the very same model, then the natural choice', () => {
    const rows: Row[] = [
      ['Nova 128 GB', 400],
      ['Nova Pro 128 GB', 500],
      ['Nova 1 TB', 640],
      ['Nova 512 GB', 480],
      ['Nova 256 GB', 430],
      ['Nova Pro 256 GB', 560],
    ]
    expect(above(...rows)).toEqual([
      'Nova 256 GB',
      'Nova 512 GB',
      'Nova 1 TB',
      'Nova Pro 128 GB',
      'Nova Pro 256 GB',
    ])
  })

  it('makes a choice of three whose top is above the middle, and further from it than the item is', () => {
    const three = (...rows: Row[]) => {
      const items = shop(['Nova 128 GB', 400], ...rows)
      const { upgrades, choices } = ladder(items)
      const [choice] = choices
      return choice && [choice.better, choice.best].map(at => items[upgrades[0]![at]!.item]!.title)
    }
    expect(three(['Nova Pro 128 GB', 500], ['Nova Pro 256 GB', 780])).toEqual([
      'Nova Pro 128 GB',
      'Nova Pro 256 GB',
    ])
    expect(three(['Nova Pro 128 GB', 500], ['Nova 256 GB', 780])).toBeUndefined()
    expect(three(['Nova Pro 128 GB', 580], ['Nova Pro 256 GB', 700])).toBeUndefined()
    expect(three(['Nova Pro 128 GB', 500])).toBeUndefined()
  })

  it('has the nearest misses beside it, with what they lack', () => {
    const items = shop(
      ['Nova 5 128 GB', 500],
      ['Nova 5 Pro 64 GB', 600],
      ['Nova 5 256 GB', 510],
      ['Nova 5 256 GB refurbished', 620],
      ['Nova 5 512 GB', 640, { available: false }],
    ).map(item => ({ ...item, ...hoshi }))
    const { upgrades, nearMisses } = ladder(items)
    expect(upgrades[0]).toEqual([])
    expect(nearMisses[0]).toEqual([
      { item: 4, reason: { code: 'unavailable' } },
      { item: 1, reason: { code: 'worse', attribute: 'storage', from: 128, to: 64 } },
      { item: 2, reason: { code: 'out-of-band' } },
      { item: 3, reason: { code: 'other-need', from: '', to: 'refurbished' } },
    ])
  })

  it('has the top of the three among the first four', () => {
    const sizes = [256, 320, 384, 512].map((size, i): Row => [`Nova ${size} GB`, 440 + 10 * i])
    const rows: Row[] = [['Nova 128 GB', 400], ...sizes, ['Nova Pro 128 GB', 640]]
    expect(
      above(...rows)
        .slice(0, 4)
        .at(-1),
    ).toBe('Nova Pro 128 GB')
    expect(above(...rows)).toHaveLength(5)
  })
})

describe('what is better', () => {
  it('is learnt from prices, unless the shop says it', () => {
    const rows = Array.from({ length: 30 }, (_, i): Row => {
      return [
        `Series${i >> 1} fan`,
        1000 + 200 * (i & 1),
        { category: 'Fans', attributes: { noise: String(60 - 10 * (i & 1)) } },
      ]
    })
    expect(above(...rows)).toEqual(['Series0 fan'])
    expect(ladder(shop(...rows), { directions: { noise: 1 } }).upgrades.flat()).toEqual([])
    expect(ladder(shop(...rows), { directions: { Noise: 0 } }).upgrades.flat()).toEqual([])
    expect(above(...rows.slice(0, 6))).toEqual([])
  })
})

describe('a difference', () => {
  const bike = (battery: string): Partial<Item> => ({ category: 'Bikes', attributes: { battery } })

  it('is told in the unit that it was measured in', () => {
    const inWattHours = onlyStep(['City bike', 1800, bike('400 Wh')], ['City bike', 2300, bike('625 Wh')])
    expect(inWattHours?.differences).toEqual([{ attribute: 'battery', unit: 'Wh', from: 400, to: 625 }])
    const bare = onlyStep(['City light', 1800, bike('400')], ['City light', 2300, bike('625')])
    expect(bare?.differences).toEqual([{ attribute: 'battery', unit: 'mAh', from: 400, to: 625 }])
  })
})

describe('what the columns tell of a title', () => {
  const device = (storage: string): Partial<Item> => ({
    brand: 'Hoshi',
    attributes: { storage, ram: '8', battery: '4000' },
  })

  it('is the unit of a bare number, and that a number is a generation though no category says so', () => {
    const rows: Row[] = [
      ['Nova 15 256', 500, device('256')],
      ['Nova 15 512', 600, device('512')],
      ['Nova 16 256', 650, device('256')],
    ]
    expect(onlyStep(rows[0]!, rows[1]!)).toMatchObject({ rung: 'variant' })
    expect(onlyStep(rows[0]!, rows[2]!)).toMatchObject({ rung: 'successor' })
    const tea = (more: Partial<Item> = {}): Partial<Item> => ({ brand: 'Hoshi', ...more })
    expect(above(['Blend 15', 500, tea()], ['Blend 16', 600, tea()])).toEqual([])
  })
})

describe('categories without levels', () => {
  const laptop = (category: string, name: string, ram: number, price: number): Row => [
    `${name} ${ram}GB RAM`,
    price,
    { category, brand: 'Hoshi' },
  ]
  const shelves = (names: readonly string[]) =>
    names.flatMap(name => [laptop('Notebook', name, 8, 500), laptop('Ultrabook', name, 16, 600)])

  it('are one room where they share names of one maker', () => {
    expect(above(...shelves(['Ridge', 'Fjord', 'Delta']))).toEqual(['Ridge 16GB RAM'])
    expect(above(...shelves(['Ridge', 'Fjord']))).toEqual([])
  })
})

describe('bad input', () => {
  it('never makes a wrong ladder of prices that are missing, zero or absurd', () => {
    expect(above(['Nova 5 128 GB', undefined], ['Nova 5 256 GB', 600])).toEqual([])
    expect(above(['Nova 5 128 GB', 0], ['Nova 5 256 GB', 600])).toEqual([])
    expect(above(['Nova 5 128 GB', 500], ['Nova 5 256 GB', 4_000_000_000])).toEqual([])
  })

  it('takes an attribute for unknown where title and column contradict each other', () => {
    const wrong = { attributes: { storage: '256' } }
    expect(above(['Nova 5 128 GB', 500, wrong], ['Nova 5 512 GB', 600])).toEqual([])
    expect(above(['Nova 5 64 GB', 500], ['Nova 5 128 GB', 600, wrong])).toEqual([])
    expect(above(['Nova 5 64 GB', 500], ['Nova 5 Pro 128 GB', 600, wrong])).toEqual(['Nova 5 Pro 128 GB'])
  })

  it('takes a brand spelt three ways for one', () => {
    const rows: Row[] = [
      ['Nova 5 128 GB', 500, { brand: 'Kita-Hoshi' }],
      ['Kita Hoshi Nova 5 256 GB', 600, { brand: 'KITA HOSHI ' }],
      ['KITAHOSHI Nova 5 512 GB', 700, { brand: 'KitaHoshi' }],
    ]
    expect(above(...rows)).toHaveLength(2)
  })

  it('finishes on a category of 20,000 items, on groups of one and on an item of 10,000 attributes', () => {
    const attributes = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key ${i}`, `${i}`]))
    const rows = Array.from({ length: 20_000 }, (_, i): Row => {
      return [`Thing ${i % 50} GB`, 1000 + i, { category: 'Things', brand: 'T', group: `g${i}` }]
    })
    const items = shop(...rows, ['Huge 1 GB', 100, { attributes }], ['Huge 2 GB', 120, { attributes }])
    const { upgrades } = ladder(items)
    expect(upgrades[20_000]).toHaveLength(1)
    expect(upgrades.filter(steps => steps.length > 0).length).toBeGreaterThan(10_000)
  })

  it('links nothing across two currencies, however alike the rest', () => {
    const euros = { price: { amount: 600, currency: 'EUR' } }
    const yen = { price: { amount: 700, currency: 'JPY' } }
    expect(above(['Nova 5 128 GB', 500], ['Nova 5 256 GB', 0, euros], ['Nova 5 512 GB', 0, yen])).toEqual([])
    const two = shop(['Nova 5 128 GB', 0, euros], ['Nova 5 256 GB', 0, yen], ['Nova 5 512 GB', 700])
    two.push({ ...two[1]!, id: 'same', price: { amount: 800, currency: 'EUR' } })
    expect(ladder(two).upgrades.map(steps => steps.map(step => two[step.item]!.id))).toEqual([
      ['same'],
      [],
      [],
      [],
    ])
  })

  it('learns nothing from columns that hold the prices of others, their ranks or their stock', () => {
    const rows = Array.from({ length: 60 }, (_, i): Row => {
      const dear = 1000 + 20 * i
      const attributes = { quantile_10: `${dear}`, 'avg price': `${dear}`, stock: `${i}`, rating: `${i}` }
      return [`Series${i >> 1} vase`, dear, { category: 'Vases', brand: `B${i % 3}`, attributes }]
    })
    expect(ladder(shop(...rows)).upgrades.flat()).toEqual([])
  })

  it('gives every item that is a group of its own the ladder that it has without groups', () => {
    const rows: Row[] = [
      ['Nova 5 128 GB', 500],
      ['Nova 5 256 GB', 600],
      ['Nova 5 Pro 256 GB', 800],
    ]
    const alone = shop(...rows).map((item, i) => ({ ...item, group: `own ${i}` }))
    expect(ladder(alone)).toEqual(ladder(shop(...rows)))
  })

  it('has an empty list for every item of a shop without titles', () => {
    const nothing = { upgrades: [[]], alternatives: [[]], choices: [undefined], nearMisses: [[]] }
    expect(ladder([{ id: 'a', available: true }])).toEqual(nothing)
    expect(ladder([])).toEqual({ upgrades: [], alternatives: [], choices: [], nearMisses: [] })
  })
})

describe('a successor that the catalogue names', () => {
  const tv = { brand: 'Hoshi', category: 'TVs' }
  const named = (column: string, id: string, more = {}) => ({
    ...tv,
    attributes: { [column]: id, ...more },
  })

  it('is one where nothing speaks against it, whichever of the two names the other', () => {
    const expected = { rung: 'successor', differences: [] }
    expect(onlyStep(['Vega', 500, named('replaced_by', 'I1')], ['Lyra', 600, tv])).toEqual(expected)
    expect(onlyStep(['Vega', 500, tv], ['Lyra', 600, named('Replaces', 'i0')])).toEqual(expected)
    expect(above(['Vega', 500, tv], ['Lyra', 600, tv])).toEqual([])
  })

  it('is none where it is cheaper, worse, another need, out of the band or not there', () => {
    const vega = (id: string): Row => ['Vega', 500, named('replaced by', id, { storage: '64 GB' })]
    expect(above(vega('i1'), ['Lyra', 450, tv])).toEqual([])
    expect(above(vega('i1'), ['Lyra', 1200, tv])).toEqual([])
    expect(above(vega('i1'), ['Lyra refurbished', 600, tv])).toEqual([])
    expect(above(vega('i1'), ['Lyra', 600, { ...tv, attributes: { storage: '32 GB' } }])).toEqual([])
    expect(above(vega('i0'), ['Lyra', 600, tv])).toEqual([])
    expect(above(vega('nowhere'), ['Lyra', 600, tv])).toEqual([])
  })

  it('is none on a cycle, nor on the way into one', () => {
    const cycle: Row[] = [
      ['Vega', 500, named('replaced by', 'i1')],
      ['Lyra', 600, named('replaced by', 'i2')],
      ['Altair', 700, named('replaced by', 'i1')],
    ]
    expect(ladder(shop(...cycle)).upgrades).toEqual([[], [], []])
    const chain = cycle.with(2, ['Altair', 700, tv])
    expect(ladder(shop(...chain)).upgrades.map(steps => steps.map(step => step.item))).toEqual([[1], [2], []])
  })
})

describe('what a shop adds', () => {
  it('is a scale of its own words, some of them two, that wins over the table', () => {
    const wine: Row[] = [
      ['Rioja Crianza', 100],
      ['Rioja Reserva', 130],
      ['Rioja Gran Reserva', 170],
    ]
    expect(above(...wine)).toEqual([])
    const items = shop(...wine)
    const { upgrades } = ladder(items, { tiers: ['crianza<reserva<Gran Reserva'] })
    expect(upgrades.map(steps => steps.map(step => step.item))).toEqual([[1, 2], [2], []])
    expect(upgrades[1]![0]!.differences).toEqual([{ attribute: 'tier', from: 'reserva', to: 'gran reserva' }])
    const upsideDown: Row[] = [
      ['Desk Premium', 100],
      ['Desk Basic', 130],
    ]
    expect(above(...upsideDown)).toEqual([])
    expect(ladder(shop(...upsideDown), { tiers: ['premium<basic'] }).upgrades[0]).toHaveLength(1)
  })

  it('are colours and needs', () => {
    const items = shop(
      ['Nova 128 GB petrol', 500],
      ['Nova 256 GB ochre', 600],
      ['業務用 Nova 512 GB petrol', 700],
    )
    expect(ladder(items).upgrades[0]).toEqual([])
    const { upgrades } = ladder(items, { colours: ['Petrol', 'ochre'], needs: ['業務用'] })
    expect(upgrades.map(steps => steps.map(step => step.item))).toEqual([[1], [], []])
  })
})

describe('the ladder of a seeded shop', () => {
  const { products, families } = stockShop(6_000, 7)
  const random = seeded(7, 'stock')
  const items = products.map((p): Item => {
    return {
      id: p.itemId,
      title: p.title,
      available: random() > 0.04,
      ...(p.brand !== null && random() > 0.01 && { brand: p.brand }),
      ...(p.category !== null && { category: p.category }),
      ...(p.priceYen !== null && { price: { amount: p.priceYen, currency: 'JPY' } }),
      packQuantity: p.packQuantity,
      subscription: p.subscription,
      attributes: p.attributes,
    }
  })
  const built = ladder(items)

  it('links what the generator made a larger variant, a higher tier or a later generation, and nothing else', () => {
    for (const [x, y] of linksOf(built)) {
      const [low, high] = [products[x]!, products[y]!]
      const [a, b] = [families[low.family]!.model, families[high.family]!.model]
      const isAbove =
        a && b && a.series === b.series && b.generation >= a.generation && b.tierFactor >= a.tierFactor
      expect(low.family === high.family || isAbove, `${low.title} → ${high.title}`).toBe(true)
    }
  })

  it('finds a step for nearly every model that has a larger size, or a higher tier, within the band and for sale', () => {
    let numWith = 0
    let numFound = 0
    products.forEach((low, x) => {
      const model = families[low.family]!.model
      if (!model) return
      const hasAbove = products.some((high, y) => {
        const other = families[high.family]!.model
        const ratio = (high.priceYen ?? 0) / (low.priceYen ?? 1)
        return (
          other?.series === model.series &&
          other.generation === model.generation &&
          other.tierFactor > model.tierFactor &&
          families[high.family]!.trade === families[low.family]!.trade &&
          products[y]!.title.match(/\d+ (GB|TB|g|kg|mm|cm)/)?.[0] ===
            low.title.match(/\d+ (GB|TB|g|kg|mm|cm)/)?.[0] &&
          high.packQuantity === low.packQuantity &&
          high.subscription === low.subscription &&
          ratio >= 1.05 &&
          ratio <= 2 &&
          items[y]!.available
        )
      })
      if (!hasAbove) return
      numWith++
      if (built.upgrades[x]!.length > 0) numFound++
    })
    expect(numWith).toBeGreaterThan(500)
    expect(numFound / numWith).toBeGreaterThan(0.95)
  })

  it('is dearer at every step, within the band of the rung, and so without cycles', () => {
    for (const [x, y, step] of linksOf(built)) {
      const ratio = items[y]!.price!.amount / items[x]!.price!.amount
      const { atLeast, atMost } = PRICE_BANDS[step.rung]
      expect(ratio).toBeGreaterThanOrEqual(atLeast)
      expect(ratio).toBeLessThanOrEqual(atMost)
      expect(items[y]!.available).toBe(true)
      if (step.rung !== 'subscription') expect(ratio).toBeGreaterThan(1)
    }
    // Strictly dearer at one and the same (no) subscription, and never back from a subscription: an order of all items.
    const place = (i: number) => (products[i]!.subscription ? 1e12 : 0) + items[i]!.price!.amount
    for (const [x, y] of linksOf(built)) expect(place(y)).toBeGreaterThan(place(x))
  })

  it('leads down to where it led up, in any colour, unless eight others lead up to it, too', () => {
    const kind = items.map(() => '')
    for (const model of readCatalogue(items).models) for (const i of model.items) kind[i] = model.kind
    for (const [x, y] of linksOf(built)) {
      if (!items[x]!.available) continue
      const down = built.alternatives[y]!
      const isBack = down.some(step => kind[step.item] === kind[x])
      expect(isBack || down.length === 8, `${products[x]!.title} ← ${products[y]!.title}`).toBe(true)
    }
    for (const steps of [...built.upgrades, ...built.alternatives])
      expect(steps.length).toBeLessThanOrEqual(8)
  })
})

function linksOf({ upgrades }: Ladder) {
  return upgrades.flatMap((steps, x) => steps.map(step => [x, step.item, step] as const))
}

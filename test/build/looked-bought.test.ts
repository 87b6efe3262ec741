import { describe, expect, it } from 'vitest'
import { createInsteadShare } from '../../src/build/instead-share.ts'
import { type Ladder, ladder, PRICE_BANDS, readCatalogue } from '../../src/build/ladder.ts'
import type { Item } from '../../src/build/shop.ts'
import { countVisits, UNCOUNTED } from '../../src/build/visits.ts'
import { seeded } from '../../src/random.ts'
import { stockShop } from '../../src/synth/shop.ts'
import { eventsOf, type NaiveSession, naiveBoughtInstead, naiveInsteadShare } from '../naive.ts'

const CHAIRS = { category: 'Chairs', available: true }

function chair(title: string | undefined, amount: number, more: Partial<Item> = {}): Item {
  return {
    id: `${title}/${amount}`,
    ...CHAIRS,
    ...(title !== undefined && { title }),
    price: { amount, currency: 'GBP' },
    ...more,
  }
}

/** Of `lookers` sessions that look at item 0, `buyers` buy item 1; `others` look for another thing of the type. */
function sessions({ lookers = 20, buyers = 8, others = 60, last = 2 }): NaiveSession[] {
  return [
    ...Array.from(
      { length: lookers },
      (_, s): NaiveSession =>
        s < buyers
          ? [
              ['view', 0],
              ['view', 1],
              ['purchase', 1],
            ]
          : [['view', 0]],
    ),
    ...Array.from({ length: others }, (): NaiveSession => [['view', last]]),
  ]
}

const OAK = chair('Oak chair', 1000)
const ELM = chair('Elm armchair', 1500)
const ASH = chair('Ash stool', 900)

function above(items: readonly Item[], visits: readonly NaiveSession[]): string[] {
  return ladder(items, { events: eventsOf(visits) }).upgrades[0]!.map(
    step => `${step.rung} ${items[step.item]!.title}`,
  )
}

describe('bought-instead', () => {
  it('leads from what people looked at to the dearer thing of the type that they bought, and back', () => {
    const items = [OAK, ELM, ASH]
    const { upgrades, alternatives } = ladder(items, { events: eventsOf(sessions({})) })
    expect(upgrades).toEqual([
      [{ item: 1, rung: 'bought-instead', differences: [], visits: { looked: 20, bought: 8 } }],
      [],
      [],
    ])
    expect(alternatives).toEqual([[], [{ item: 0, rung: 'bought-instead', differences: [] }], []])
    expect(ladder(items).upgrades.flat()).toEqual([])
  })

  it('needs five sessions, and more of them than chance gives', () => {
    expect(above([OAK, ELM, ASH], sessions({ buyers: 4 }))).toEqual([])
    expect(above([OAK, ELM, ASH], sessions({ buyers: 5 }))).toHaveLength(1)
    const all = [
      ...sessions({ others: 0 }),
      ...sessions({ others: 0 }).map(s => s.map(([kind, item]) => [kind, item || 2] as const)),
    ]
    expect(above([OAK, ELM, ASH], all)).toEqual([])
  })

  it('needs a view before the purchase, and that the thing looked at was not bought', () => {
    const backwards = sessions({}).map(session => session.toReversed())
    expect(above([OAK, ELM, ASH], backwards)).toEqual([])
    const both = sessions({}).map(
      (session): NaiveSession => (session.length > 1 ? [...session, ['purchase', 0]] : session),
    )
    expect(above([OAK, ELM, ASH], both)).toEqual([])
  })

  it.each([
    ['cheaper', chair('Elm armchair', 900)],
    ['hardly dearer', chair('Elm armchair', 1049)],
    ['beyond the band', chair('Elm armchair', 2001)],
    ['of another category', chair('Elm table', 1500, { category: 'Tables' })],
    ['in another currency', chair('Elm armchair', 1500, { price: { amount: 1500, currency: 'EUR' } })],
    ['not for sale', chair('Elm armchair', 1500, { available: false })],
    ['without a price', { id: 'elm', ...CHAIRS, title: 'Elm armchair' }],
    ['refurbished', chair('Elm armchair refurbished', 1500)],
    ['an accessory', chair('Cushion for Oak chair', 1500)],
    ['known to be worse', chair('Elm armchair', 1500, { attributes: { storage: '64GB' } })],
  ])('never leads to what is %s', (_, elm) => {
    const oak = chair('Oak chair', 1000, { attributes: { storage: '128GB' } })
    expect(above([oak, ELM, ASH], sessions({}))).toEqual(['bought-instead Elm armchair'])
    expect(above([oak, elm, ASH], sessions({}))).toEqual([])
  })

  it('leads between things without a name, each its own', () => {
    const items = [chair(undefined, 1000), chair(undefined, 1500), chair(undefined, 900)]
    expect(above(items, sessions({}))).toEqual(['bought-instead undefined'])
  })

  it('counts the colours of a thing together', () => {
    const items = [chair('Oak chair, red', 1000), ELM, ASH, chair('Oak chair, blue', 1000)]
    const few = sessions({ lookers: 10, buyers: 4 })
    const blue = few.map(session => session.map(([kind, item]) => [kind, item === 0 ? 3 : item] as const))
    const { upgrades } = ladder(items, { events: eventsOf([...few, ...blue]) })
    expect([upgrades[0], upgrades[3]].map(steps => steps!.map(step => step.rung))).toEqual([
      ['bought-instead'],
      ['bought-instead'],
    ])
  })
})

describe('behaviour', () => {
  it('puts first what people take rather', () => {
    const items = [OAK, chair('Elm armchair', 1250), chair('Ash settle', 1260), chair('Fir stool', 900)]
    const taking = (y: number, n: number) =>
      Array.from(
        { length: n },
        (): NaiveSession => [
          ['view', 0],
          ['view', y],
          ['purchase', y],
        ],
      )
    const others = sessions({ lookers: 0, buyers: 0, last: 3 })
    expect(above(items, [...taking(1, 12), ...taking(2, 6), ...others])).toEqual([
      'bought-instead Elm armchair',
      'bought-instead Ash settle',
    ])
    expect(above(items, [...taking(1, 6), ...taking(2, 12), ...others])).toEqual([
      'bought-instead Ash settle',
      'bought-instead Elm armchair',
    ])
  })

  const { products } = stockShop(2000, 7)
  const items = products.map(
    (p): Item => ({
      id: p.itemId,
      title: p.title,
      available: true,
      ...(p.brand !== null && { brand: p.brand }),
      ...(p.category !== null && { category: p.category }),
      ...(p.priceYen !== null && { price: { amount: p.priceYen, currency: 'JPY' } }),
      packQuantity: p.packQuantity,
      subscription: p.subscription,
      attributes: p.attributes,
    }),
  )
  const linksOf = ({ upgrades }: Ladder) =>
    upgrades.flatMap((steps, x) => steps.map(step => ({ x, ...step })))

  it('adds no link where nothing was bought', () => {
    const views = eventsOf(
      Array.from(
        { length: 500 },
        (_, n): NaiveSession => [
          ['view', n],
          ['view', n + 1],
        ],
      ),
    )
    const keys = (built: Ladder) =>
      linksOf(built)
        .map(({ x, item }) => `${x} ${item}`)
        .sort()
    expect(keys(ladder(items, { events: views }))).toEqual(keys(ladder(items)))
  })

  it('leads to what is dearer, within the band, and back, whatever people do', () => {
    const random = seeded(11, 'shoppers')
    const shelves = [...new Set(items.map(({ category }) => category))]
      .map(category => [...items.keys()].filter(n => items[n]!.category === category))
      .filter(shelf => shelf.length > 1)
    const visits = Array.from({ length: 20_000 }, (): NaiveSession => {
      const shelf = shelves[Math.floor(random() * shelves.length)]!
      const k = Math.floor(random() * shelf.length)
      // each thing has its own that people buy instead, and one in three buys any
      const y = random() < 0.3 ? Math.floor(random() * shelf.length) : (7 * k + 3) % shelf.length
      return [
        ['view', shelf[k]!],
        ['purchase', shelf[y]!],
      ]
    })
    const built = ladder(items, { events: eventsOf(visits) })
    const taken = linksOf(built).filter(({ rung }) => rung === 'bought-instead')
    expect(taken.length).toBeGreaterThan(20)
    const model = items.map(() => -1)
    for (const { number, items: members } of readCatalogue(items, { events: eventsOf([]) }).models) {
      for (const n of members) model[n] = number
    }
    for (const { x, item } of taken) {
      const ratio = items[item]!.price!.amount / items[x]!.price!.amount
      expect(ratio).toBeGreaterThanOrEqual(PRICE_BANDS['bought-instead'].atLeast)
      expect(ratio).toBeLessThanOrEqual(PRICE_BANDS['bought-instead'].atMost)
      const down = built.alternatives[item]!
      expect(down.length === 8 || down.some(step => model[step.item] === model[x])).toBe(true)
    }
    expect(ladder(items, { events: eventsOf(visits) })).toEqual(built)
  })
})

describe('counting sessions', () => {
  it.each([1, 2, 3])('gives what looking into every session gives, seed %i', seed => {
    const random = seeded(seed, 'sessions')
    const numItems = 8
    const visits = Array.from(
      { length: 60 },
      (): NaiveSession =>
        Array.from({ length: Math.floor(random() * 9) }, () => {
          const kind = random() < 0.6 ? 'view' : random() < 0.5 ? 'cart' : 'purchase'
          return [kind, Math.floor(random() * numItems)] as const
        }),
    )
    const itself = Uint32Array.from({ length: numItems }, (_, n) => n)
    const counted = countVisits(eventsOf(visits), itself, new Uint32Array(numItems))
    const belief = createInsteadShare(counted)
    for (let x = 0; x < numItems; x++) {
      const [instead, believed] = [counted.boughtInstead(x), belief(x)]
      for (let y = 0; y < numItems; y++) {
        if (x === y) continue
        expect(instead.get(y) ?? 0, `${x} → ${y}`).toBe(naiveBoughtInstead(visits, x, y))
        expect(believed(y)).toBeCloseTo(naiveInsteadShare(visits, numItems, x, y), 12)
      }
    }
  })

  it('keeps types apart, and leaves out what has none', () => {
    const visits: NaiveSession[] = [
      [
        ['view', 0],
        ['view', 1],
        ['view', 2],
        ['purchase', 1],
        ['purchase', 2],
      ],
    ]
    const unit = Uint32Array.of(0, 1, 2)
    const apart = countVisits(eventsOf(visits), unit, Uint32Array.of(0, 0, 1))
    expect([...apart.boughtInstead(0)]).toEqual([[1, 1]])
    expect([...apart.alsoViewed(0)]).toEqual([[1, 1]])
    const none = countVisits(eventsOf(visits), unit, new Uint32Array(3).fill(UNCOUNTED))
    expect([...none.boughtInstead(0)]).toEqual([])
    expect(createInsteadShare(none)(0)(1)).toBe(0)
    const unknown = countVisits(eventsOf(visits), new Uint32Array(3).fill(UNCOUNTED), new Uint32Array(0))
    expect(unknown.viewed).toHaveLength(0)
  })

  it('takes no session of a hundred things for a person', () => {
    const views = Array.from({ length: 101 }, (_, n) => ['view', n] as const)
    const unit = Uint32Array.from({ length: 101 }, (_, n) => n)
    const all = countVisits(eventsOf([views, views.slice(0, 100)]), unit, new Uint32Array(101))
    expect([...all.viewed].reduce((a, b) => a + b)).toBe(100)
  })
})

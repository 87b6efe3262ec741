import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/build/shop.ts'
import { evaluateTradeUp } from '../../src/evaluate/higher-model/trade-up.ts'
import { fieldOf, questionsOf } from '../../src/evaluate/higher-model/trade-up-questions.ts'
import { taskText } from '../../src/terminal/evaluation.ts'
import { eventsOf, type NaiveSession } from '../naive.ts'

function item(id: string, amount: number | undefined, brand: string, category = 'Chairs'): Item {
  return { id, brand, category, available: true, ...(amount && { price: { amount, currency: 'GBP' } }) }
}

const SHELF = [
  item('low', 100, 'A'),
  item('mid', 120, 'B'),
  item('high', 150, 'A'),
  item('top', 190, 'B'),
  item('beyond', 250, 'A'),
  item('table', 150, 'A', 'Tables'),
]
const [LOW, MID, HIGH, TOP, BEYOND, TABLE] = [0, 1, 2, 3, 4, 5]

function ask(items: readonly Item[], ...sessions: NaiveSession[]) {
  return questionsOf(eventsOf(sessions), fieldOf(items))
}

describe('a question of E1', () => {
  it('is a purchase of what is dearer, of the category, than what was looked at before', () => {
    expect(
      ask(SHELF, [
        ['view', LOW],
        ['view', MID],
        ['view', HIGH],
        ['purchase', HIGH],
      ]),
    ).toEqual([{ session: 0, viewedFirst: LOW, viewedLast: MID, bought: HIGH }])
    expect(
      ask(SHELF, [
        ['view', LOW],
        ['purchase', BEYOND],
      ]),
    ).toHaveLength(1)
  })

  it.each<[string, NaiveSession]>([
    [
      'what was looked at is bought, too',
      [
        ['view', LOW],
        ['purchase', HIGH],
        ['purchase', LOW],
      ],
    ],
    [
      'what was looked at is dearer',
      [
        ['view', TOP],
        ['purchase', HIGH],
      ],
    ],
    [
      'it is of another category',
      [
        ['view', LOW],
        ['purchase', TABLE],
      ],
    ],
    [
      'it was looked at only after',
      [
        ['purchase', HIGH],
        ['view', LOW],
      ],
    ],
    [
      'it was only put into the cart',
      [
        ['view', LOW],
        ['cart', HIGH],
      ],
    ],
    [
      'nothing else was looked at',
      [
        ['view', HIGH],
        ['purchase', HIGH],
      ],
    ],
  ])('is none where %s', (_, session) => {
    expect(ask(SHELF, session)).toEqual([])
  })

  it('is each other purchase of the category where no item has a price', () => {
    const priceless = SHELF.map(({ id, brand, category }) => item(id, undefined, brand!, category))
    expect(
      ask(priceless, [
        ['view', TOP],
        ['purchase', LOW],
      ]),
    ).toEqual([{ session: 0, viewedFirst: TOP, viewedLast: TOP, bought: LOW }])
  })
})

describe('E1', () => {
  const bought = (x: number, y: number): NaiveSession => [
    ['view', x],
    ['view', y],
    ['purchase', y],
  ]
  // from low one half buys mid, the other top; high is looked at and never bought
  const sessions = [
    ...Array.from({ length: 12 }, () => bought(LOW, MID)),
    ...Array.from({ length: 12 }, () => bought(LOW, TOP)),
    ...Array.from({ length: 60 }, (): NaiveSession => [['view', HIGH]]),
  ]
  const results = evaluateTradeUp(SHELF, eventsOf(sessions), 42)
  const figures = (name: string, of = results[0]!) =>
    of.methods.find(({ method }) => method === name)!.figures

  it('asks from the item looked at first and from the last, every session from the others', () => {
    expect(results.map(({ task, questions }) => [task, questions])).toEqual([
      ['trade-up, from the item looked at first', 24],
      ['trade-up, from the item looked at last', 24],
    ])
    expect(results[0]!.notes).toEqual([
      '10 folds of sessions by a seeded draw, each foretold from the others; 0 of 24 buyers looked at another item last than first',
    ])
  })

  it('knows what hand counting gives', () => {
    // mid, high, top by price; high, then mid or top by views; high first as it is of the brand
    expect(figures('nearest higher price')).toEqual({
      'HR@1': 0.5,
      'HR@3': 1,
      'HR@5': 1,
      MRR: expect.closeTo((1 + 1 / 3) / 2, 12),
      coverage: 1,
    })
    expect(figures('most viewed')['HR@1']).toBe(0)
    expect(figures('next price of the brand')).toMatchObject({
      'HR@1': 0,
      MRR: expect.closeTo((1 / 2 + 1 / 3) / 2, 12),
    })
    expect(figures('view → purchase counts')).toMatchObject({ 'HR@3': 1, coverage: 1 })
    expect(figures('issho, as shown')).toMatchObject({ 'HR@3': 1, coverage: 1 })
  })

  it('learns nothing from the session it asks about', () => {
    const [alone] = evaluateTradeUp(SHELF, eventsOf([bought(LOW, MID), [['view', HIGH]]]), 42)
    expect(figures('view → purchase counts', alone)).toMatchObject({ 'HR@5': 0, coverage: 0 })
    expect(figures('issho, as shown', alone)).toMatchObject({ 'HR@5': 0, coverage: 0 })
  })

  it('never shows what lies beyond the band, and says so', () => {
    const [beyond] = evaluateTradeUp(SHELF, eventsOf([bought(LOW, BEYOND)]), 42)
    expect(beyond!.notes[1]).toBe('1 bought beyond the price band, which no method shows')
    for (const { figures } of beyond!.methods) expect(figures.MRR).toBe(0)
  })

  it('holds out the last tenth where that asks a thousand questions', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => bought(LOW, n % 3 === 0 ? MID : TOP))
    const [last] = evaluateTradeUp(SHELF, eventsOf(many), 42)
    expect(last!.questions).toBe(1000)
    expect(last!.notes[0]).toMatch(/^the last tenth of the sessions held out/)
    expect(figures('most bought', last)['HR@1']).toBeCloseTo(2 / 3, 2)
  })

  it('says that it is no trade-up where no item has a price', () => {
    const priceless = SHELF.map(({ id, brand, category }) => item(id, undefined, brand!, category))
    const [result] = evaluateTradeUp(priceless, eventsOf(sessions), 42)
    expect(result!.task).toBe('another of the category, from the item looked at first')
    expect(result!.notes[0]).toBe(
      'no item has a price: anything else of the category counts, which is no trade-up',
    )
    expect(result!.methods.map(({ method }) => method)).not.toContain('nearest higher price')
  })

  it('asks nothing of no events', () => {
    const [none] = evaluateTradeUp(SHELF, eventsOf([]), 42)
    expect(none!.questions).toBe(0)
    expect(taskText(none!)).toContain('0 questions')
  })

  it('gives the same figures again', () => {
    expect(evaluateTradeUp(SHELF, eventsOf(sessions), 42)).toEqual(results)
  })
})

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { NO_CUSTOMER } from '../../src/build/shop.ts'
import { gTopFreq } from '../../src/evaluate/baselines/g-top-freq.ts'
import { gpTopFreq } from '../../src/evaluate/baselines/gp-top-freq.ts'
import { pTopFreq } from '../../src/evaluate/baselines/p-top-freq.ts'
import type { NextBasketMethod } from '../../src/evaluate/next-basket-method.ts'
import {
  askNextBaskets,
  lastBaskets,
  type NextBaskets,
  withoutLast,
} from '../../src/evaluate/protocols/next-basket.ts'
import { isDataMissing } from '../require.ts'
import { basketsOf, type Order, orderOf } from './orders.ts'
import { mean, realShop } from './real-shop.ts'

const NUM_ITEMS = 12

describe('the questions of next basket', () => {
  const orders = [
    { customer: 0, items: [0, 1] },
    { customer: 1, items: [2] },
    { customer: NO_CUSTOMER, items: [1] },
    { customer: 0, items: [1, 3] },
    { customer: NO_CUSTOMER, items: [1] },
  ]

  it('ask customers of two baskets or more for their last one, and learn from all the others', () => {
    const { training, questions } = lastBaskets(basketsOf(orders), 4)
    expect(training.numOrders).toBe(4)
    expect([...training.orders]).toEqual([3, 1, 1]) // items 1, 0 and 2; item 3 was never sold before
    expect(questions).toEqual([{ history: [Uint32Array.of(0, 1)], truth: new Set([0]), truthItems: 2 }])
  })

  it('are asked about the basket before where the last one is kept for the test', () => {
    const before = withoutLast(basketsOf([{ customer: 0, items: [2] }, ...orders]))
    const { questions } = lastBaskets(before, 4)
    expect(questions).toHaveLength(1)
    expect(questions[0]!.truthItems).toBe(2)
  })

  it('need customers', () => {
    const { start, item } = basketsOf(orders)
    expect(() => lastBaskets({ start, item }, 4)).toThrow(
      'orders: they name no customers, next-basket needs them; map customer_id to a column',
    )
  })
})

/** The same figures by counting from scratch for each customer: mean recall, nDCG and PHR at k. */
function naive(orders: readonly Order[], method: NextBasketMethod['name'], k: number): number[] {
  const customers = [...new Set(orders.map(({ customer }) => customer))]
  const asked = customers.filter(c => orders.filter(({ customer }) => customer === c).length >= 2)
  const lastOf = (c: number) => orders.findLast(({ customer }) => customer === c)!
  const tests = new Set(asked.map(lastOf))
  const learnt = orders.filter(order => !tests.has(order))
  const count = (among: readonly Order[], item: number) =>
    among.filter(({ items }) => items.includes(item)).length
  const sold = Array.from({ length: NUM_ITEMS }, (_, i) => i).filter(i => count(learnt, i) > 0)

  const gains = asked.map(c => {
    const own = learnt.filter(({ customer }) => customer === c)
    const byOwn = method === 'G-TopFreq' ? () => 0 : (a: number, b: number) => count(own, b) - count(own, a)
    const ranked = sold
      .sort((a, b) => byOwn(a, b) || count(learnt, b) - count(learnt, a) || a - b)
      .filter(i => method !== 'P-TopFreq' || count(own, i) > 0)
      .slice(0, k)
    const { items } = lastOf(c)
    const gain = ranked.map((i, at) => (items.includes(i) ? 1 / Math.log2(at + 2) : 0))
    const ideal = items.map((_, at) => 1 / Math.log2(at + 2))
    const hits = ranked.filter(i => items.includes(i)).length
    return [hits / items.length, sum(gain) / sum(ideal), Math.min(1, hits)]
  })
  return [0, 1, 2].map(m => sum(gains.map(gain => gain[m]!)) / asked.length)
}

describe('the baselines of next basket', () => {
  it.each([gTopFreq, pTopFreq, gpTopFreq])('$name scores as when counted from scratch', method => {
    fc.assert(
      fc.property(
        fc.array(orderOf(NUM_ITEMS), { minLength: 6, maxLength: 20 }),
        fc.integer({ min: 1, max: 14 }),
        (orders, k) => {
          const [gains] = askNextBaskets(method, lastBaskets(basketsOf(orders), NUM_ITEMS), [k])
          const expected = naive(orders, method.name, k)
          for (const [m, of] of [gains!.recall, gains!.ndcg, gains!.hit].entries()) {
            expect(mean(of)).toBeCloseTo(expected[m]!, 12)
          }
        },
      ),
    )
  })
})

describe.skipIf(isDataMissing())('next basket on Ta-Feng', () => {
  let taFeng: NextBaskets

  beforeAll(async () => {
    const shop = await realShop('tafeng/tafeng_merged.json.gz')
    taFeng = lastBaskets(shop.baskets, shop.items.length)
  })

  it('asks about every customer', () => {
    expect(taFeng.questions).toHaveLength(13_858)
    expect(taFeng.training.numOrders).toBe(91_227 - 13_858)
  })

  it.each([
    [gTopFreq, [0.0803, 0.0842, 0.2489], [0.1071, 0.0937, 0.3284]],
    [pTopFreq, [0.1217, 0.1109, 0.3996], [0.154, 0.1251, 0.469]],
    [gpTopFreq, [0.135, 0.1163, 0.4205], [0.1832, 0.1358, 0.519]],
  ])('$name gives the published recall, nDCG and PHR at 10 and 20', (method, at10, at20) => {
    const gains = askNextBaskets(method, taFeng)
    for (const [at, published] of [at10, at20].entries()) {
      const { recall, ndcg, hit } = gains[at]!
      for (const [m, of] of [recall, ndcg, hit].entries()) {
        expect(Math.abs(mean(of) - published[m]!)).toBeLessThan(method === gTopFreq ? 5e-5 : TIES)
      }
    }
  })
})

/** What was equally often bought by the customer and by all stands in any order: that is worth so much. */
const TIES = 2.5e-4

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

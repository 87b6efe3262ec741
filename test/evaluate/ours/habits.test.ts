import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMonsters } from '../../../src/build/baskets.ts'
import { gpTopFreq } from '../../../src/evaluate/baselines/gp-top-freq.ts'
import { historiesOf } from '../../../src/evaluate/histories.ts'
import { pairedInterval } from '../../../src/evaluate/metrics/bootstrap.ts'
import { chooseHabits } from '../../../src/evaluate/ours/choose-habits.ts'
import { habits, repeatRates } from '../../../src/evaluate/ours/habits.ts'
import { askNextBaskets, lastBaskets } from '../../../src/evaluate/protocols/next-basket.ts'
import { split } from '../../../src/evaluate/training.ts'
import { isDataMissing } from '../../require.ts'
import { basketsOf, orderOf } from '../orders.ts'
import { mean, realShop } from '../real-shop.ts'

const NUM_ITEMS = 9

describe('the repeat rate', () => {
  it('is of orders after the first that holds the item, against the average item', () => {
    const histories = [[[0, 1], [0], [0, 2]].map(items => Uint32Array.from(items))]
    // item 0: 2 of 2, item 1: 0 of 2; on average 2 of 4, mixed in as 20 orders
    expect([...repeatRates(histories, 3)]).toEqual([(2 + 10) / 22 / 0.5, 10 / 22 / 0.5, 1])
  })

  it('is that of the average item where nothing was bought again', () => {
    expect([...repeatRates([[Uint32Array.of(0)]], 2)]).toEqual([1, 1])
  })
})

describe('habits', () => {
  it('ranks as its formula does, written out', () => {
    fc.assert(
      fc.property(fc.array(orderOf(NUM_ITEMS), { minLength: 4, maxLength: 20 }), orders => {
        const baskets = basketsOf(orders)
        const { training } = split(baskets, NUM_ITEMS, orders.length, orders.length)
        const histories = [...historiesOf(training.baskets).values()]
        const again = repeatRates(histories, training.numItems)
        const buyers = (...items: number[]) =>
          histories.filter(history => items.every(i => history.some(basket => basket.includes(i)))).length

        const [history] = histories
        const score = (y: number) => {
          let total = (3 * training.orders[y]!) / orders.length
          for (const [t, basket] of history!.entries()) {
            for (const x of basket) {
              const together = buyers(x, y)
              const alike = together < 2 ? 0 : together / Math.sqrt(buyers(x) * buyers(y))
              total += 0.8 ** (history!.length - 1 - t) * (x === y ? Math.sqrt(again[y]!) : 0.4 * alike)
            }
          }
          return total
        }
        const out = new Uint32Array(5)
        const rank = habits({ decay: 0.8, likeness: 0.4, popularity: 3 }).learn(training)
        const ranked = [...out.subarray(0, rank(history!, out))]
        const all = Array.from({ length: training.numItems }, (_, i) => score(i)).sort((a, b) => b - a)
        expect(new Set(ranked).size).toBe(Math.min(5, training.numItems))
        for (const [at, item] of ranked.entries()) expect(score(item)).toBeCloseTo(all[at]!, 9)
      }),
    )
  })
})

describe('the choice of options', () => {
  it('does not look at the last baskets', () => {
    const order = orderOf(NUM_ITEMS)
    fc.assert(
      fc.property(fc.array(order, { minLength: 15, maxLength: 30 }), fc.array(order), (some, others) => {
        const orders = some.filter(a => some.some(b => b !== a && b.customer === a.customer))
        const lastOf = new Map(orders.map((o, at) => [o.customer, at]))
        const changed = orders.map((o, at) =>
          lastOf.get(o.customer) === at ? { ...o, items: others[at]?.items ?? [0] } : o,
        )
        expect(chooseHabits(basketsOf(changed), NUM_ITEMS)).toEqual(
          chooseHabits(basketsOf(orders), NUM_ITEMS),
        )
      }),
      { numRuns: 20 },
    )
  })
})

describe.skipIf(isDataMissing())('habits with chosen options', () => {
  it.each([
    ['tafeng/tafeng_merged.json.gz', { decay: 0.9, likeness: 0.5, popularity: 15 }, [0.1595, 0.1366, 0.4682]],
    [
      'online-retail-2/orders.parquet',
      { decay: 0.8, likeness: 0.02, popularity: 0.1 },
      [0.1922, 0.2054, 0.7194],
    ],
  ])(
    'foretells the last baskets of %s better than GP-TopFreq',
    async (file, options, figures) => {
      const shop = await realShop(file)
      const baskets = withoutMonsters(shop.baskets, 500)
      expect(chooseHabits(baskets, shop.items.length)).toEqual(options)

      const questions = lastBaskets(baskets, shop.items.length)
      const [ours] = askNextBaskets(habits(options), questions)
      const [theirs] = askNextBaskets(gpTopFreq, questions)
      for (const [m, of] of (['recall', 'ndcg', 'hit'] as const).entries()) {
        expect(mean(ours![of]), `${of} at 10`).toBeCloseTo(figures[m]!, 4)
        expect(pairedInterval(ours![of], theirs![of], 1).low, of).toBeGreaterThan(0)
      }
    },
    120_000,
  )
})

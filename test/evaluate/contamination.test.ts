import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invert } from '../../src/build/baskets.ts'
import { groupItems } from '../../src/build/groups.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import type { Baskets, Item } from '../../src/build/shop.ts'
import { confidence } from '../../src/evaluate/baselines/confidence.ts'
import { BASELINES } from '../../src/evaluate/baselines.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { createJudge } from '../../src/evaluate/metrics/contamination.ts'
import { type Split, split } from '../../src/evaluate/training.ts'
import { standardChoice } from '../../src/tune/tuning.ts'
import { basketsOf, naiveConvicted, naiveList, setsOf } from '../naive.ts'
import { seededShop } from '../seeded-shop.ts'

const NUM_ITEMS = 7

function splitOf(train: Baskets, test: Baskets, items: readonly Item[]): Split {
  const postings = invert(train, items.length)
  const orders = Uint32Array.from(items, (_, i) => postings.start[i + 1]! - postings.start[i]!)
  const numOrders = train.start.length - 1
  const groups = groupItems(items)
  return {
    training: { numItems: items.length, numOrders, baskets: train, postings, orders, groups },
    heldOut: { baskets: test, lines: test.item.length, coldLines: 0 },
  }
}

describe('createJudge', () => {
  const anyOrder = fc.array(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 4 })
  const randomBaskets = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 60 }), anyOrder), { minLength: 1, maxLength: 7 })
    .map(counts => basketsOf(counts.flatMap(([n, order]) => Array.from({ length: n }, () => order))))
  const name = fc.constantFrom('p', 'q', undefined)
  const randomItems = fc
    .array(fc.tuple(name, name), { minLength: NUM_ITEMS, maxLength: NUM_ITEMS })
    .map(rows =>
      rows.map(([category, group], i): Item => {
        return { id: `i${i}`, available: true, ...(category && { category }), ...(group && { group }) }
      }),
    )

  it('agrees with the stupid twin on every pair, on random shops with and without a catalogue', () => {
    let numConvicted = 0
    fc.assert(
      fc.property(randomBaskets, randomBaskets, randomItems, (train, test, items) => {
        const judge = createJudge(splitOf(train, test, items))
        const [sets, held] = [setsOf(train), setsOf(test)]
        const lists = items.map((_, x) => naiveList(sets, NUM_ITEMS, x, DEFAULT_RECIPE))
        const familyOf = (y: number) => items[y]!.group as unknown as number | undefined
        const categoryOf = (y: number) => items[y]!.category as unknown as number | undefined
        for (let x = 0; x < NUM_ITEMS; x++) {
          for (let y = 0; y < NUM_ITEMS; y++) {
            if (y === x) continue
            const expected = naiveConvicted(sets, held, lists, familyOf, categoryOf, x, y)
            expect(judge(x, y), `${x} → ${y}`).toBe(expected)
            if (expected && familyOf(x) !== familyOf(y)) numConvicted++
          }
        }
      }),
      { numRuns: 25 },
    )
    expect(numConvicted).toBeGreaterThan(0)
  })

  it('convicts nobody without held-out orders', () => {
    const items = Array.from({ length: 3 }, (_, i): Item => ({ id: `i${i}`, available: true, category: 'a' }))
    const train = basketsOf(Array.from({ length: 90 }, (_, b) => [b % 3, (b + 1) % 3]))
    const judge = createJudge(splitOf(train, basketsOf([]), items))
    expect([judge(0, 1), judge(1, 2), judge(2, 0)]).toEqual([false, false, false])
  })

  it.each([
    { catalogue: 'with its catalogue', precision: 0.98, recall: 0.85 },
    { catalogue: 'without', precision: 0.75, recall: 0.05 },
  ])('convicts few that are innocent in the seeded shop $catalogue', ({ catalogue, precision, recall }) => {
    const { items, baskets, relation } = seededShop(2000, 80_000, 5)
    const known = catalogue === 'without' ? undefined : items
    const numOrders = baskets.start.length - 1
    const window = split(baskets, items.length, 0.8 * numOrders, numOrders, known)
    const { training } = window
    const [judge, rank] = [createJudge(window), confidence.learn(training)]
    const sold = soldItems(baskets, 0.8 * numOrders, items.length)
    const out = new Uint32Array(10)
    let [guilty, convicted, rightly] = [0, 0, 0]
    for (let x = 0; x < training.numItems; x++) {
      rank([x], out)
      for (const y of out) {
        const truth = ['variant', 'same kind'].includes(relation(sold[x]!, sold[y]!))
        if (truth) guilty++
        if (!judge(x, y)) continue
        convicted++
        if (truth) rightly++
      }
    }
    expect(rightly / convicted).toBeGreaterThan(precision)
    expect(rightly / guilty).toBeGreaterThan(recall)
  })
})

describe('evaluate', () => {
  it('tells the share of amiss places for product pages alone, of every method', () => {
    const { items, baskets } = seededShop(200, 6000, 5)
    const options = {
      choiceFor: () => standardChoice(),
      baselines: BASELINES.slice(0, 2),
      seed: 1,
      maxQueries: 200,
      splitBy: 'file' as const,
      catalogue: items,
    }
    const [page, cart] = evaluate(baskets, items.length, options).protocols
    const [ours, , theirs] = page!.methods
    expect(ours!.contamination10).toBeGreaterThan(0)
    expect(ours!.contamination10).toBeLessThan(theirs!.contamination10!)
    expect(cart!.methods.every(m => m.contamination10 === undefined)).toBe(true)
  })
})

/** The shop's numbers of the items in the order of the training's numbers. */
function soldItems({ start, item }: Baskets, numOrders: number, numItems: number): number[] {
  const orders = new Uint32Array(numItems)
  for (let l = 0; l < start[numOrders]!; l++) orders[item[l]!]!++
  return [...orders.keys()].filter(i => orders[i]! > 0).sort((a, b) => orders[b]! - orders[a]! || a - b)
}

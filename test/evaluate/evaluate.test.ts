import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BASELINES } from '../../src/evaluate/baselines.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { cart } from '../../src/evaluate/protocols/cart.ts'
import { productPage } from '../../src/evaluate/protocols/product-page.ts'
import { segmentsPay } from '../../src/evaluate/segments.ts'
import type { Training } from '../../src/evaluate/training.ts'
import { seeded } from '../../src/random.ts'
import { standardChoice } from '../../src/tune/tuning.ts'
import { run } from '../commands/run.ts'
import { basketsOf } from '../naive.ts'
import { DATA_DIR, isDataMissing } from '../require.ts'

const choiceFor = () => standardChoice()
const options = { choiceFor, seed: 1, maxQueries: 1000, splitBy: 'time' as const }

/** Cups go with saucers, knives with forks, and nothing else with anything. */
const pairs = basketsOf(Array.from({ length: 400 }, (_, b) => (b % 3 === 0 ? [0, 1] : [2, 3])))

describe('evaluate', () => {
  it('finds the other of a pair at once, and nothing is left to the best sellers', () => {
    const { windows, protocols } = evaluate(pairs, 4, options)
    expect(windows.map(w => [w.trainOrders, w.testOrders])).toEqual([
      [280, 40],
      [320, 40],
      [360, 40],
    ])
    for (const { methods, queries } of protocols) {
      expect(queries).toBe(120)
      const ours = methods.find(m => m.method === 'issho')
      expect(ours).toMatchObject({ mrr20: 1, ndcg20: 1, coverage10: 1 })
      expect(methods.find(m => m.method === 'popularity')!.mrr20).toBeLessThan(1)
    }
  })

  it('asks once for the recipes of each window, and judges segments on the last as a build does', () => {
    const asked: number[] = []
    const counting = (training: Training) => {
      asked.push(training.numOrders)
      return standardChoice()
    }
    const audience = Uint32Array.from({ length: 400 }, (_, b) => (b % 3 === 0 ? 0 : 1))
    const told = { ...pairs, audience, audiences: ['cups', 'knives'] }
    const { segments } = evaluate(told, 4, { ...options, choiceFor: counting })
    expect(asked).toEqual([280, 320, 360])
    const { recipes } = standardChoice()
    expect(Object.keys(segments)).toEqual(['audience'])
    expect(segments).toEqual(segmentsPay(told, 4, { recipe: recipes.page, seed: 1, maxQuestions: 1000 }))
  })

  it('gives the same figures for the same seed, and holds one window out of orders without dates', () => {
    const once = evaluate(pairs, 4, { ...options, splitBy: 'file' })
    expect(once.windows).toHaveLength(1)
    expect(evaluate(pairs, 4, { ...options, splitBy: 'file' })).toEqual(once)
  })

  it('asks for carts in sequence where the orders tell how they were filled, up to the most questions', () => {
    // after these three always comes the fourth, and the fifth is what never comes again
    const carts = Array.from({ length: 100 }, (_, b) => [3, 0, 2, 1, 4 + b])
    const told = { ...basketsOf(carts), cartOrder: Uint32Array.from(carts.flat()) }
    const inSequence = (maxQueries: number) =>
      evaluate(told, 104, { ...options, maxQueries, splitBy: 'file' }).protocols.at(-1)!
    expect(inSequence(1000)).toMatchObject({ protocol: 'cart, in sequence', queries: 10 })
    expect(inSequence(1000).methods.find(m => m.method === 'issho')!.mrr20).toBe(1)
    expect(inSequence(7).queries).toBe(7)
    expect(evaluate(basketsOf(carts), 104, options).protocols.map(p => p.protocol)).toEqual([
      'product page',
      'cart',
    ])
  })

  it('stands a shop without orders, and one of single items', () => {
    for (const lists of [[], [[0]], Array.from({ length: 20 }, () => [0])]) {
      for (const { queries, methods } of evaluate(basketsOf(lists), 1, options).protocols) {
        expect(queries).toBe(0)
        expect(methods.every(m => m.hitRate10 === 0)).toBe(true)
      }
    }
  })
})

describe('a question', () => {
  it('gives one item of the order and asks for another, or gives all but one', () => {
    const random = seeded(1, 'test')
    for (let draw = 0; draw < 50; draw++) {
      const page = productPage([3, 5, 8], random)!
      expect([page.given.length, page.truth.length]).toEqual([1, 1])
      expect(page.given[0]).not.toBe(page.truth[0])
      const { given, truth } = cart([3, 5, 8], random)!
      expect([...given, ...truth].sort()).toEqual([3, 5, 8])
    }
    expect(productPage([3], random)).toBeUndefined()
    expect(cart([], random)).toBeUndefined()
  })
})

describe.skipIf(isDataMissing())('issho evaluate', () => {
  it('prints a table a protocol, and JSON', async () => {
    const args = ['evaluate', '--quiet', '--orders', join(DATA_DIR, 'groceries/groceries.csv')]
    const { code, stdout } = await run(args)
    expect(code).toBe(0)
    expect(stdout).toContain('the orders have no dates: split in the order of the file')
    for (const { name } of BASELINES) expect(stdout).toContain(`  ${name} `)
    const { protocols } = JSON.parse((await run([...args, '--json'])).stdout)
    expect(protocols.map((p: { protocol: string }) => p.protocol)).toEqual(['product page', 'cart'])
  })

  it('finds on Belgian retail what others found: within two standard errors of the published figures', async () => {
    const file = join(DATA_DIR, 'belgian-retail/retail.dat.gz')
    const { stdout } = await run(['evaluate', '--quiet', '--json', '--orders', file])
    const [page, cart] = JSON.parse(stdout).protocols
    expect([page.queries, cart.queries]).toEqual([8462, 8462])
    const figure = (protocol: typeof page, method: string, name: string) =>
      protocol.methods.find((m: { method: string }) => m.method === method)[name]
    for (const [protocol, method, name, published] of [
      [page, 'confidence', 'hitRate10', 0.2493],
      [page, 'RP3β 0.1', 'hitRate10', 0.2457],
      [page, 'popularity', 'hitRate10', 0.234],
      [page, 'jaccard', 'hitRate10', 0.1092],
      [cart, 'confidence', 'hitRate20', 0.3265],
      [cart, 'confidence', 'mrr20', 0.1945],
      [cart, 'cosine', 'hitRate20', 0.3045],
      [cart, 'log-likelihood ratio', 'hitRate20', 0.2901],
      [cart, 'chance-corrected z', 'hitRate20', 0.2996],
      [cart, 'order kNN', 'hitRate20', 0.3617],
      [cart, 'order kNN', 'mrr20', 0.2046],
      [cart, 'popularity', 'hitRate20', 0.273],
    ] as const) {
      const found = figure(protocol, method, name)
      expect(Math.abs(found - published), `${method} ${name} ${found}`).toBeLessThan(0.0135)
    }
  }, 180_000)
})

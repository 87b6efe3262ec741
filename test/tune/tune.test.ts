import { describe, expect, it } from 'vitest'
import { DEFAULT_CART_RECIPE } from '../../src/build/cart-recipe.ts'
import { DEFAULT_RECIPE, type Recipe } from '../../src/build/score.ts'
import type { Baskets } from '../../src/build/shop.ts'
import { questionsOf } from '../../src/evaluate/questions.ts'
import { lastWindow } from '../../src/evaluate/windows.ts'
import { below, leaning, type Random, seeded } from '../../src/random.ts'
import { createPageJudge } from '../../src/tune/pages.ts'
import { tune as choose, type TuneOptions } from '../../src/tune/tune.ts'
import { createTuning, standardChoice } from '../../src/tune/tuning.ts'
import { basketsOf } from '../naive.ts'

const DAY = 86_400

/** The choice in small shops, on fewer questions than a real one asks for. */
function tune(baskets: Baskets, numItems: number, options: TuneOptions = {}) {
  return choose(baskets, numItems, { minQuestions: 300, ...options })
}

/** Orders that a function fills, one a quarter of a day apart. */
function shopOf(
  numOrders: number,
  numItems: number,
  seed: number,
  fill: (b: number, random: Random) => number[],
) {
  const random = seeded(seed, 'orders')
  const lists = Array.from({ length: numOrders }, (_, b) => fill(b, random))
  const orders = new Array<number>(numItems).fill(0)
  for (const list of lists) for (const item of new Set(list)) orders[item]!++
  const ranked = [...orders.keys()].sort((a, b) => orders[b]! - orders[a]! || a - b)
  const rank = new Map(ranked.map((item, place) => [item, place]))
  const baskets = basketsOf(lists.map(list => list.map(item => rank.get(item)!)))
  const orderedAt = Float64Array.from(lists, (_, b) => 1.7e9 + (b * DAY) / 4)
  return { baskets, dated: { ...baskets, orderedAt }, numItems }
}

/** Things that go in pairs, and now and then something else. */
const plainShop = (numOrders: number) =>
  shopOf(numOrders, 80, 1, (_, random) => {
    const pair = 2 * leaning(random, 40)
    return random() < 0.3 ? [pair, pair + 1, below(random, 80)] : [pair, pair + 1]
  })

const shop = plainShop(4000)
/** The same orders by 500 customers, each of whom comes back eight times. */
const named: Baskets = {
  ...shop.baskets,
  customer: Uint32Array.from({ length: 4000 }, (_, b) => b % 500),
}

describe('tune', () => {
  it('chooses the same of the same orders', () => {
    const once = tune({ ...named, ...shop.dated }, 80)
    expect(tune({ ...named, ...shop.dated }, 80)).toEqual(once)
  })

  it('chooses on what was bought last: by time, by customer, or in the file, as the orders tell', () => {
    const how = (baskets: Baskets) => tune(baskets, 80).how
    expect(how(shop.baskets)).toBe('chosen on 400 questions about the last tenth of the file')
    expect(how(named)).toBe("chosen on 500 questions about each customer's last order")
    expect(how({ ...named, ...shop.dated })).toBe(
      'chosen on 400 questions about the last tenth of the orders',
    )
  })

  it('leaves out the oldest orders where all of them are too much work, and says so', () => {
    const longer = plainShop(9000)
    const { how } = tune(longer.dated, 80, { budgetSeconds: 0.1 })
    const [, questions] =
      /^chosen on (\d+) questions about the last tenth of the orders, of the newest orders$/.exec(how)!
    expect(Number(questions)).toBeLessThan(900)
  })

  it('gives age a say only where orders have dates', () => {
    for (const baskets of [shop.baskets, named]) expect(tune(baskets, 80).recipes.page.halfLifeDays).toBe(0)
  })

  it('tells what the chosen recipe reached on those very questions', () => {
    const { recipes, expected } = tune(shop.baskets, 80)
    const window = lastWindow(shop.baskets, 80, 'file')
    const judge = createPageJudge(window.training, questionsOf(window, 'product page', 42, 8000))
    expect(expected).toMatchObject({ ...judge(recipes.page) })
    expect(Object.keys(expected!).sort()).toEqual(
      ['coverage10', 'hitRate10', 'hitRate20', 'mrr10', 'mrr20', 'stratifiedHitRate10'].sort(),
    )
    for (const figure of Object.values(expected!)) expect(figure > 0 && figure <= 1).toBe(true)
  })

  it('never changes what is fixed', () => {
    const everything: Recipe = {
      sizeExponent: 0.3,
      halfLifeDays: 77,
      z: 1.5,
      prior: 7,
      beta: 0.33,
      minTogether: 2,
      minLift: 0.5,
      minLogLikelihoodRatio: 0.1,
      maxNeighbours: 30,
      maxPerCategory: 4,
      typePrior: 9,
    }
    expect(tune(shop.dated, 80, { fixed: everything }).recipes.page).toEqual(everything)
    for (const [key, value] of Object.entries(everything)) {
      const { recipes, how } = tune(shop.dated, 80, { fixed: { [key]: value } })
      expect(recipes.page[key as keyof Recipe], key).toBe(value)
      expect(how).toMatch(/^chosen/)
    }
  })

  it('tells how far it is, to the end', () => {
    const told: [number, number][] = []
    tune(shop.baskets, 80, { onProgress: (done, total) => told.push([done, total]) })
    expect(told[0]).toEqual([0, 60])
    expect(told.at(-1)).toEqual([60, 60])
    told.forEach(([done], k) => {
      if (k > 0) expect(done).toBeGreaterThanOrEqual(told[k - 1]![0])
    })
  })

  it('takes the standard recipe, with what is set, where too few orders can be asked about, and says why', () => {
    const standard = { page: DEFAULT_RECIPE, cart: DEFAULT_CART_RECIPE }
    const needs = 'held-out orders could be asked about, a choice needs 300'
    expect(tune(plainShop(500).dated, 80)).toEqual({ recipes: standard, how: `standard: 50 ${needs}` })
    expect(tune(plainShop(500).dated, 80, { fixed: { beta: 0.4 } })).toEqual({
      recipes: { ...standard, page: { ...DEFAULT_RECIPE, beta: 0.4 } },
      how: `standard: 50 ${needs}`,
    })
    expect(tune(shop.dated, 80, { budgetSeconds: 1e-9 }).how).toBe(`standard: 0 ${needs}`)
    expect(tune(basketsOf([]), 0)).toEqual({ recipes: standard, how: `standard: 0 ${needs}` })
    // orders enough, but none of two items
    const singles = basketsOf(Array.from({ length: 5000 }, (_, b) => [b % 9]))
    expect(tune(singles, 9).how).toBe(`standard: 0 ${needs}`)
  })
})

describe('the choice', () => {
  /** What these recipes reach on the window that is chosen on. */
  const judgeOf = (baskets: Baskets, numItems: number) => {
    const window = lastWindow(baskets, numItems, 'file')
    return createPageJudge(window.training, questionsOf(window, 'product page', 42, 8000))
  }

  it('forgets old orders in a shop whose habits changed', () => {
    // 8 things, each with 12 companions until the middle and 12 others since
    const { dated, numItems } = shopOf(6000, 200, 3, (b, random) => {
      const thing = 25 * below(random, 8)
      return [thing, thing + (b < 3000 ? 1 : 13) + below(random, 12)]
    })
    const { recipes, expected } = tune(dated, numItems)
    expect(recipes.page.halfLifeDays).toBeGreaterThan(0)
    const ageless = tune(dated, numItems, { fixed: { halfLifeDays: 0 } })
    expect(expected!.hitRate10).toBeGreaterThan(1.1 * ageless.expected!.hitRate10)
  })

  it('does not recommend staples with everything, and gives up no more than a hundredth of the hits for it', () => {
    // ten staples, each in four of five baskets, beside two things of a kind
    const { baskets, numItems } = shopOf(6000, 200, 4, (_, random) => {
      const kind = 10 + 10 * leaning(random, 19)
      const staples = [...Array(10).keys()].filter(() => random() < 0.8)
      return [...staples, kind + below(random, 10), kind + below(random, 10)]
    })
    const { recipes, expected } = tune(baskets, numItems)
    expect(recipes.page.beta).toBeGreaterThan(0)
    const judge = judgeOf(baskets, numItems)
    const plain = { ...DEFAULT_RECIPE, prior: 0 }
    const best = Math.max(
      ...[
        { ...plain, sizeExponent: 0, beta: 0 },
        { ...plain, sizeExponent: 0.5, beta: 0 },
        { ...plain, sizeExponent: 1, beta: 0.1 },
      ].map(recipe => judge(recipe).hitRate10),
    )
    expect(expected!.hitRate10).toBeGreaterThanOrEqual(0.99 * best)
  })

  it('lets long baskets count little where a tenth of them hold anything', () => {
    const { baskets, numItems } = shopOf(4000, 300, 5, (_, random) => {
      if (random() < 0.1) return Array.from({ length: 80 }, () => leaning(random, 300))
      const kind = 10 * below(random, 30)
      return Array.from({ length: 3 }, () => kind + below(random, 10))
    })
    expect(tune(baskets, numItems).recipes.page.sizeExponent).toBeGreaterThan(0)
  })
})

describe('createTuning', () => {
  it('chooses as a build on the training would', () => {
    const choiceFor = createTuning({ fixed: { beta: 0.2 }, isOff: false, budgetSeconds: 30 })
    const { training } = lastWindow(plainShop(14_000).dated, 80, 'time')
    const choice = choiceFor(training)
    expect(choice.how).toMatch(/^chosen on 1260 questions/)
    expect(choice).toEqual(choose(training.baskets, training.numItems, { fixed: { beta: 0.2 } }))
    expect(choice.recipes.page.beta).toBe(0.2)
  })

  it('chooses nothing where it is off', () => {
    const choiceFor = createTuning({ fixed: { beta: 0.2 }, isOff: true, budgetSeconds: 30 })
    const { training } = lastWindow(shop.dated, 80, 'time')
    expect(choiceFor(training)).toEqual(standardChoice({ beta: 0.2 }))
  })
})

describe('standardChoice', () => {
  it('is the standard recipes with what is set, and says no more', () => {
    expect(standardChoice({ beta: 0.4 })).toEqual({
      recipes: { page: { ...DEFAULT_RECIPE, beta: 0.4 }, cart: DEFAULT_CART_RECIPE },
      how: 'as set',
    })
  })
})

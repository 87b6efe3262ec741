import { describe, expect, it } from 'vitest'
import { type SegmentTrials, segmentsPay } from '../../src/evaluate/segments.ts'
import { below, type Random, seeded } from '../../src/random.ts'
import { SMALL_SHOP } from '../golden-shop.ts'
import { basketsOf } from '../naive.ts'

const NUM_MAIN = 5
const COMPANIONS = 20
const NUM_ITEMS = NUM_MAIN * (1 + COMPANIONS)
const OPTIONS = { recipe: SMALL_SHOP, seed: 1, maxQuestions: 5000 }
const SECONDS_A_DAY = 86_400

/** Orders of a main item and one of its own twenty companions, at a random hour of each day in turn. */
function shop(companionOf: (random: Random, hour: number) => number) {
  const random = seeded(7, 'hours')
  const hours: number[] = []
  const lists = Array.from({ length: 8000 }, () => {
    const hour = below(random, 24)
    hours.push(hour)
    const main = below(random, NUM_MAIN)
    return [main, NUM_MAIN + COMPANIONS * main + companionOf(random, hour)]
  })
  const orderedAt = Float64Array.from(hours, (hour, b) => Math.floor(b / 10) * SECONDS_A_DAY + hour * 3600)
  return { ...basketsOf(lists), orderedAt }
}

const keptOf = (trials: SegmentTrials) =>
  Object.entries(trials).flatMap(([kind, trial]) => (trial.kept ? [kind] : []))

describe('segmentsPay', () => {
  it('keeps the hour where some things are bought in the morning and some in the evening', () => {
    const trials = segmentsPay(
      shop((random, hour) => 2 * below(random, COMPANIONS / 2) + (hour < 12 ? 0 : 1)),
      NUM_ITEMS,
      OPTIONS,
    )
    expect(keptOf(trials)).toEqual(['hour'])
    const { hitRate10With, hitRate10Without, gain, questions } = trials.hour!
    expect(questions).toBe(800)
    expect(hitRate10With).toBeGreaterThan(hitRate10Without + 0.1)
    expect(gain.low).toBeGreaterThan(0)
  })

  it('keeps an audience that buys other things', () => {
    const baskets = shop(random => below(random, COMPANIONS))
    const { start, item } = baskets
    const audience = Uint32Array.from({ length: start.length - 1 }, (_, b) => item[start[b + 1]! - 1]! % 2)
    const trials = segmentsPay({ ...baskets, audience, audiences: ['even', 'odd'] }, NUM_ITEMS, OPTIONS)
    expect(keptOf(trials)).toEqual(['audience'])
  })

  it('keeps nothing where time tells nothing', () => {
    expect(
      keptOf(
        segmentsPay(
          shop(random => below(random, COMPANIONS)),
          NUM_ITEMS,
          OPTIONS,
        ),
      ),
    ).toEqual([])
  })

  it('judges a large shop by a part of its orders', () => {
    const baskets = shop((random, hour) => 2 * below(random, COMPANIONS / 2) + (hour < 12 ? 0 : 1))
    const { hour } = segmentsPay(baskets, NUM_ITEMS, { ...OPTIONS, maxOrders: 3000 })
    expect(hour).toMatchObject({ kept: true, questions: 267 })
  })

  it('tries nothing without dates, and survives an empty shop', () => {
    expect(segmentsPay(basketsOf([[0, 1], [0, 1], [2]]), 3, OPTIONS)).toEqual({})
    expect(segmentsPay({ ...basketsOf([]), orderedAt: new Float64Array(0) }, 0, OPTIONS)).toEqual({})
  })
})

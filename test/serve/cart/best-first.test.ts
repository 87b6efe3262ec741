import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BestFirst } from '../../../src/serve/cart/best-first.ts'

type Offer = { readonly score: number; readonly item: number; readonly line: number; readonly place: number }

const offer: fc.Arbitrary<Offer> = fc.record({
  score: fc.constantFrom(0, 0.25, 0.5, 1),
  item: fc.nat(20),
  line: fc.nat(5),
  place: fc.nat(2 ** 32 - 1),
})

/** Makes these offers and takes the best of them, so many. */
function best(offers: BestFirst, made: readonly Offer[], count: number): Offer[] {
  offers.clear()
  for (const { score, item, line, place } of made) offers.add(score, item, line, place)
  return Array.from({ length: Math.min(count, offers.size) }, () => {
    const taken = offers.take()
    return {
      score: offers.scoreOf(taken),
      item: offers.itemOf(taken),
      line: offers.lineOf(taken),
      place: offers.placeOf(taken),
    }
  })
}

const sorted = (made: readonly Offer[]) =>
  made.toSorted((a, b) => b.score - a.score || a.item - b.item || a.line - b.line)

describe('the best of many offers', () => {
  it('are the first of all, sorted, again and again', () => {
    const offers = new BestFirst()
    const made = fc.uniqueArray(offer, { selector: ({ item, line }) => `${item} ${line}` })
    fc.assert(
      fc.property(made, fc.nat(60), (made, count) => {
        expect(best(offers, made, count)).toEqual(sorted(made).slice(0, count))
      }),
      { numRuns: 500 },
    )
  })

  it('may be more than there was room for', () => {
    const made = Array.from({ length: 10_000 }, (_, i) => ({
      score: ((i * 7919) % 1000) / 1000,
      item: i,
      line: i % 50,
      place: i,
    }))
    expect(best(new BestFirst(), made, 10_000)).toEqual(sorted(made))
  })
})

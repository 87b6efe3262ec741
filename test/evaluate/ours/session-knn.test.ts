import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SessionKnnOptions, sessionKnn } from '../../../src/evaluate/ours/session-knn.ts'
import { sequencesOf } from '../sequences.ts'

const EVERYTHING = { mostRecent: 100, numNeighbours: 100, maxItems: 9 }

/** The list of `length` for some clicks. */
function ranked(
  sessions: number[][],
  clicks: number[],
  length: number,
  options: Partial<SessionKnnOptions> = {},
): number[] {
  const out = new Uint32Array(length)
  sessionKnn({ ...EVERYTHING, ...options }).learn(sequencesOf(sessions))(clicks, out)
  return [...out]
}

describe('session kNN', () => {
  // idf: ln 3 for the items 0 and 1, ln 6 for 2 and 3
  const sessions = [
    [0, 1],
    [1, 2],
    [0, 3],
  ]

  it('ranks by similarity, place and idf', () => {
    // similarities 1.5, 1, .5; places 1, 1, 2: item 0 (1.35 + .4) ln 3 = 1.92, item 2 .9 ln 6 = 1.61, item 3 .4 ln 6 = .72
    expect(ranked(sessions, [0, 1], 3)).toEqual([0, 2, 3])
  })

  it('listens to the last clicks only', () => {
    // similarities 1, 1: item 2 .9 ln 6, item 0 .9 ln 3, nothing for item 3
    expect(ranked(sessions, [0, 1], 3, { maxItems: 1 })).toEqual([2, 0, 3])
  })

  it('looks at the most recent sessions that share an item', () => {
    // only [0, 3]: item 3 .4 ln 6, item 0 .4 ln 3, nothing for item 2
    expect(ranked(sessions, [0, 1], 3, { mostRecent: 1 })).toEqual([3, 0, 2])
  })

  it('takes the more recent of equally similar sessions', () => {
    const swapped = [
      [1, 2],
      [0, 1],
      [0, 3],
    ]
    expect(ranked(swapped, [1], 3)).toEqual([2, 0, 3])
    expect(ranked(swapped, [1], 3, { numNeighbours: 1 })).toEqual([0, 2, 3])
  })

  it('counts a repeated click once, at its last place', () => {
    // places 1 → 1, 0 → 2 of 3 clicks, 2 of them distinct: similarities 2.5, 1.5, 1; item 0 2.25 ln 3 + .8 ln 3
    expect(ranked(sessions, [1, 0, 1], 3)).toEqual([0, 2, 3])
    expect(
      ranked(
        [
          [0, 1, 1, 1],
          [1, 2, 1],
          [0, 3, 0],
        ],
        [0, 1],
        3,
      ),
    ).toEqual([0, 2, 3])
  })

  it('lets the items near the shared click count more, where it has a reach', () => {
    // item 1 stands one click behind item 0 with idf ln 7/3 = .85, item 2 two with ln 7 = 1.95; nearness e^-2 and e^-4
    const paths = [
      [0, 1, 2],
      [1, 3],
      [3, 1],
    ]
    expect(ranked(paths, [0], 2)).toEqual([2, 1])
    expect(ranked(paths, [0], 2, { reach: 0.5 })).toEqual([1, 2])
  })

  it('may rank earlier clicks again, never the last one', () => {
    expect(ranked(sessions, [0, 1], 4)).not.toContain(1)
    expect(ranked(sessions, [0, 1], 3)).toContain(0)
  })

  it('lists best sellers for items that it has not learnt', () => {
    expect(ranked(sessions, [77], 4)).toEqual([0, 1, 2, 3])
    expect(ranked(sessions, [0, 77], 2, { maxItems: 1 })).toEqual([0, 1])
  })

  it('learns nothing from sessions longer than the 99.5 % quantile', () => {
    const long = Array.from({ length: 20 }, (_, n) => n)
    const many = Array.from({ length: 300 }, () => [0, 1])
    expect(ranked([...many, long], [19], 2)).toEqual([0, 1])
    expect(ranked([...many.slice(0, 100), long], [19], 2)).not.toEqual([0, 1])
  })

  it('learns from no sessions that there is nothing to say', () => {
    expect(ranked([], [3], 2)).toEqual([0, 0])
  })

  it('gives what its stupid twin gives', () => {
    const session = fc.array(fc.nat(11), { minLength: 1, maxLength: 8 })
    const options = fc.record({
      mostRecent: fc.integer({ min: 1, max: 30 }),
      numNeighbours: fc.integer({ min: 1, max: 30 }),
      maxItems: fc.integer({ min: 1, max: 9 }),
      reach: fc.constantFrom(0.5, 2, Number.POSITIVE_INFINITY),
    })
    fc.assert(
      fc.property(
        fc.array(session, { minLength: 1, maxLength: 60 }),
        session,
        options,
        (training, clicks, o) => {
          const expected = naiveSessionKnn(training, clicks, o)
          expect(ranked(training, clicks, expected.length, o)).toEqual(expected)
        },
      ),
    )
  })
})

/** VMIS-kNN from its formula, by looking into every session; fewer than 200 of them, so that none is too long. */
function naiveSessionKnn(
  training: number[][],
  clicks: number[],
  options: Required<SessionKnnOptions>,
): number[] {
  const last = clicks.slice(-options.maxItems)
  const placeOf = (item: number) => last.length - last.lastIndexOf(item)
  const asked = [...new Set(last)].sort((a, b) => placeOf(a) - placeOf(b))
  const sets = training.map(session => new Set(session))
  const similarity = (session: number[]) =>
    asked
      .filter(i => session.includes(i))
      .reduce((sum, i) => sum + (last.length + 1 - placeOf(i)) / asked.length, 0)
  const neighbours = training
    .filter(session => asked.some(i => session.includes(i)))
    .slice(-options.mostRecent)
    .reverse()
    .sort((a, b) => similarity(b) - similarity(a))
    .slice(0, options.numNeighbours)
  const numPairs = sets.reduce((sum, set) => sum + set.size, 0)
  const scores = new Map<number, number>()
  for (const session of neighbours) {
    const shared = asked.find(i => session.includes(i))!
    for (const i of new Set(session)) {
      const idf = Math.log(numPairs / sets.filter(other => other.has(i)).length)
      const distance = Math.abs(session.lastIndexOf(i) - session.lastIndexOf(shared))
      const weight = (1 - 0.1 * placeOf(shared)) * similarity(session)
      scores.set(i, (scores.get(i) ?? 0) + weight * idf * Math.exp(-distance / options.reach))
    }
  }
  scores.delete(clicks.at(-1)!)
  return [...scores.keys()].sort((a, b) => scores.get(b)! - scores.get(a)! || a - b)
}

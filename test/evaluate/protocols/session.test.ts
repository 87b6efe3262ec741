import { describe, expect, it } from 'vitest'
import type { Rank } from '../../../src/evaluate/method.ts'
import { askNextClicks, scoreNextClicks } from '../../../src/evaluate/protocols/session.ts'
import { sequencesOf } from '../sequences.ts'

/** Always ranks the same, as far as it goes, and notes what it was given. */
function fixed(list: number[]): { rank: Rank; asked: number[][] } {
  const asked: number[][] = []
  const rank: Rank = (given, out) => {
    asked.push([...given])
    out.set(list)
  }
  return { rank, asked }
}

describe('the session protocol', () => {
  it('asks after every click but the last, with all clicks so far', () => {
    const { rank, asked } = fixed([])
    askNextClicks(rank, sequencesOf([[5, 6, 5, 7], [8], [1, 2]]))
    expect(asked).toEqual([[5], [5, 6], [5, 6, 5], [1]])
  })

  it('scores the very next click by its place, and all that follow by their share', () => {
    const { rank } = fixed([7, 6, 3])
    const next = askNextClicks(rank, sequencesOf([[5, 6, 5, 7]]))
    // following: [6, 5, 7], [5, 7], [7]
    expect([...next.reciprocalRank]).toEqual([1 / 2, 0, 1])
    expect([...next.recall]).toEqual([2 / 3, 1 / 2, 1])
    expect(scoreNextClicks(next)).toEqual({
      predictions: 3,
      mrr20: 1 / 2,
      hitRate20: 2 / 3,
      recall20: (2 / 3 + 1 / 2 + 1) / 3,
    })
  })

  it('counts a repeat once as found and each time as sought', () => {
    const next = askNextClicks(fixed([3, 55]).rank, sequencesOf([[1, 3, 55, 3, 4]]))
    expect(next.recall[0]).toBe(2 / 4)
  })

  it('looks no further than 20 places', () => {
    const list = Array.from({ length: 20 }, (_, n) => n + 1)
    const next = askNextClicks(
      fixed(list).rank,
      sequencesOf([
        [0, 20],
        [0, 21],
      ]),
    )
    expect([...next.reciprocalRank]).toEqual([1 / 20, 0])
  })

  it('finds nothing in a list that was left empty, not even the answer before', () => {
    let asked = 0
    const once: Rank = (_, out) => {
      if (asked++ === 0) out[0] = 2
    }
    expect([
      ...askNextClicks(
        once,
        sequencesOf([
          [1, 2],
          [0, 0],
          [1, 2],
        ]),
      ).reciprocalRank,
    ]).toEqual([1, 0, 0])
  })

  it('scores no predictions as 0', () => {
    const scores = scoreNextClicks(askNextClicks(fixed([]).rank, sequencesOf([[1], [2]])))
    expect(scores).toEqual({ predictions: 0, mrr20: 0, hitRate20: 0, recall20: 0 })
  })
})

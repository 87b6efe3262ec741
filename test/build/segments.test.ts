import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invert } from '../../src/build/baskets.ts'
import { segmentFile } from '../../src/build/segment-file.ts'
import { type Parting, partings, significantCells } from '../../src/build/segments.ts'
import { NO_AUDIENCE } from '../../src/build/shop.ts'
import { decode } from '../../src/format/decode.ts'
import { NONE } from '../../src/format/layout.ts'
import { seeded } from '../../src/random.ts'
import { basketsOf, naiveCells, setsOf } from '../naive.ts'

const NUM_ITEMS = 5

/** Orders of few items, each in one of three segments, or in none; heavy enough that some cells are significant. */
const orders = fc
  .array(
    fc.record({
      items: fc.array(fc.nat(NUM_ITEMS - 1), { minLength: 1, maxLength: 3 }),
      segment: fc.oneof({ weight: 9, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.constant(NONE) }),
      times: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 25 },
  )
  .map(drafts =>
    drafts.flatMap(({ items, segment, times }) => Array.from({ length: times }, () => ({ items, segment }))),
  )

describe('significantCells', () => {
  it('are those of the stupid twin, on random orders', () => {
    let numFound = 0
    fc.assert(
      fc.property(orders, drafts => {
        const baskets = basketsOf(drafts.map(d => d.items))
        const segmentOf = Uint32Array.from(drafts, d => d.segment)
        const parting: Parting = { kind: 'audience', numSegments: 3, segmentOf }
        const cells = significantCells(parting, invert(baskets, NUM_ITEMS))
        const expected = naiveCells(setsOf(baskets), NUM_ITEMS, [...segmentOf], 3)
        expect(cells.map(c => [c.item, c.segment])).toEqual(expected.map(c => [c.item, c.segment]))
        cells.forEach((cell, k) => {
          expect(cell.multiplier).toBeCloseTo(expected[k]!.multiplier, 10)
        })
        numFound += cells.length
      }),
    )
    expect(numFound).toBeGreaterThan(0)
  })

  it('finds next to nothing where segments are drawn at random', () => {
    const random = seeded(1, 'no season')
    const baskets = basketsOf(Array.from({ length: 20_000 }, () => [Math.floor(200 * random() ** 2)]))
    const segmentOf = Uint32Array.from({ length: 20_000 }, () => Math.floor(12 * random()))
    expect(significantCells({ kind: 'month', numSegments: 12, segmentOf }, invert(baskets, 200))).toEqual([])
  })

  it('knows nothing of no orders, and of orders that all stand in one segment', () => {
    for (const segments of [[], [0, 0, 0, 0, 0, 0, 0], Array(30).fill(NONE)]) {
      const baskets = basketsOf(segments.map(() => [0]))
      const parting: Parting = { kind: 'hour', numSegments: 6, segmentOf: Uint32Array.from(segments) }
      expect(significantCells(parting, invert(baskets, 1))).toEqual([])
    }
  })
})

describe('partings', () => {
  const at = (text: string) => Date.parse(text) / 1000

  it('read month, weekday and hour from the wall clock, and the audience as it is', () => {
    const baskets = {
      ...basketsOf([[0], [0], [0]]),
      orderedAt: Float64Array.of(at('2026-12-24T18:00Z'), at('2026-01-04T03:59:59Z'), Number.NaN),
      audience: Uint32Array.of(1, NO_AUDIENCE, 0),
      audiences: ['a', 'b'],
    }
    expect(partings(baskets).map(p => [p.kind, p.numSegments, [...p.segmentOf]])).toEqual([
      ['month', 12, [11, 0, NONE]],
      ['weekday', 7, [3, 6, NONE]],
      ['hour', 6, [4, 0, NONE]],
      ['audience', 2, [1, NONE, 0]],
    ])
  })

  it('are none where orders tell nothing, and leave out a column of too many audiences', () => {
    expect(partings(basketsOf([[0]]))).toEqual([])
    const audiences = Array.from({ length: 201 }, (_, i) => `${i}`)
    expect(partings({ ...basketsOf([[0]]), audience: Uint32Array.of(0), audiences })).toEqual([])
  })
})

describe('segmentFile', () => {
  const evening = Date.UTC(2026, 5, 1, 18) / 1000
  const morning = Date.UTC(2026, 5, 1, 8) / 1000
  const lists = [...Array.from({ length: 40 }, () => [0]), ...Array.from({ length: 60 }, () => [1])]
  const baskets = {
    ...basketsOf(lists),
    orderedAt: Float64Array.from(lists, ([item]) => (item === 0 ? evening : morning)),
  }

  it('holds the significant cells of the wanted kinds', () => {
    const { file, numCells } = segmentFile(baskets, 3, ['month', 'hour'])
    const { header, counts, columns } = decode('segments', file!, 'segments.idx')
    expect(header).toEqual({ kinds: ['hour'], audiences: [] })
    expect(counts).toEqual({ numItems: 3, numSegments: 6, numCells })
    expect([...columns.cellStart]).toEqual([0, 2, 4, 4])
    expect([...columns.cellSegment]).toEqual([2, 4, 2, 4])
  })

  it('is none where nothing is wanted, or nothing is significant', () => {
    expect(segmentFile(baskets, 3, [])).toEqual({ numCells: 0 })
    expect(segmentFile(baskets, 3, ['month', 'weekday', 'audience'])).toEqual({ numCells: 0 })
  })
})

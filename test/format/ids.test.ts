import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeIds, findItem, idOf } from '../../src/format/ids.ts'
import { NONE } from '../../src/format/layout.ts'

const id = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'grapheme-ascii' }),
  fc.nat().map(String),
)

describe('the id table', () => {
  it('agrees with a plain Map on random ids, known and unknown', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 200 }), fc.array(id), (ids, others) => {
        const columns = encodeIds(ids)
        const twin = new Map(ids.map((id, item) => [id, item]))
        for (const id of [...ids, ...others]) expect(findItem(columns, id)).toBe(twin.get(id) ?? NONE)
        for (const [id, item] of twin) expect(idOf(columns, item)).toBe(id)
      }),
    )
  })

  it('is at most half full', () => {
    for (const n of [0, 1, 2, 3, 4, 5, 1000, 1024]) {
      const { idSlot } = encodeIds(Array.from({ length: n }, (_, i) => `id${i}`))
      expect(idSlot.length).toBeGreaterThanOrEqual(2 * n)
      expect(idSlot.length).toBeLessThanOrEqual(Math.max(1, 4 * n))
    }
  })

  it('refuses an id that stands twice', () => {
    expect(() => encodeIds(['a', 'b', 'a'])).toThrow('item id "a" stands twice')
  })
})

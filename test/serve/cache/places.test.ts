import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPlaces } from '../../../src/serve/cache/places.ts'

describe('places', () => {
  it('finds what was put last, or nothing, never another', () => {
    const step = fc.record({ hash: fc.integer({ min: 0, max: 300 }), isPut: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 500 }), steps => {
        const places = createPlaces(64)
        const put = new Map<number, { slab: number; offset: number }>()
        for (const [n, { hash, isPut }] of steps.entries()) {
          if (isPut) {
            put.set(hash, { slab: 1 + (n >> 3), offset: n })
            places.put(hash, 1 + (n >> 3), n, 1)
          }
          const place = places.find(hash, 1)
          if (place === -1) expect(isPut).toBe(false)
          else expect({ slab: places.slab(place), offset: places.offset(place) }).toEqual(put.get(hash))
        }
      }),
    )
  })

  it('holds as many as it was made for, if their hashes differ as they should', () => {
    const places = createPlaces(1024)
    for (let hash = 0; hash < 1024; hash++) places.put(hash, 1, hash, 1)
    for (let hash = 0; hash < 1024; hash++) expect(places.offset(places.find(hash, 1))).toBe(hash)
  })

  it('forgets the oldest of those that get in each other’s way', () => {
    const places = createPlaces(1024)
    const hashes = Array.from({ length: 9 }, (_, i) => 1024 * i)
    for (const [i, hash] of hashes.entries()) places.put(hash, 1 + i, i, 1)
    expect(hashes.map(hash => places.find(hash, 1) !== -1)).toEqual([false, ...Array(8).fill(true)])
  })

  it('knows nothing of slabs that are gone', () => {
    const places = createPlaces(8)
    places.put(5, 3, 0, 1)
    expect(places.find(5, 3)).not.toBe(-1)
    expect(places.find(5, 4)).toBe(-1)
  })
})

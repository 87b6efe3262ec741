import { describe, expect, it } from 'vitest'
import { measureDrives } from '../../src/build/ladder/measures.ts'
import { ladder, PRICE_BANDS } from '../../src/build/ladder.ts'
import type { Item } from '../../src/build/shop.ts'
import { isDataMissing } from '../require.ts'
import { laptops, phones } from './real-catalogues.ts'

/** Memory in GB, read on its own: the ladder is not asked how it reads. */
function memoryOf({ attributes = {} }: Item) {
  const ram = Number.parseFloat(attributes.ram ?? attributes.Ram!)
  const { ssd, hdd } = measureDrives(attributes.Memory ?? '') ?? { ssd: Number(attributes.storage), hdd: 0 }
  return { ram, ssd, hdd }
}

function isNoLess(a: Item, b: Item): boolean {
  const [x, y] = [memoryOf(a), memoryOf(b)]
  return y.ram >= x.ram && y.ssd >= x.ssd * 0.93 && y.hdd >= x.hdd * 0.97
}

describe.skipIf(isDataMissing())('the ladder of a real catalogue', () => {
  it.each([
    ['phones', phones, 0.99],
    ['laptops', laptops, 0.95],
  ] as const)('%s: has no violation, and covers whoever has a better sibling', (_name, read, coverage) => {
    const items = read()
    const { upgrades } = ladder(items)
    const violations: string[] = []
    upgrades.forEach((steps, x) => {
      for (const { item, rung, differences } of steps) {
        const [low, high] = [items[x]!, items[item]!]
        const ratio = high.price!.amount / low.price!.amount
        const { atLeast, atMost } = PRICE_BANDS[rung]
        const faults = [
          ratio <= 1 && 'not dearer',
          (ratio < atLeast || ratio > atMost) && 'outside the band',
          !isNoLess(low, high) && 'less memory',
          differences.length === 0 && 'no difference told',
        ]
        for (const fault of faults) if (fault) violations.push(`${low.title} → ${high.title}: ${fault}`)
      }
    })
    expect(violations).toEqual([])

    const siblings = new Map<string, number[]>()
    for (const [x, { group }] of items.entries()) siblings.set(group!, [...(siblings.get(group!) ?? []), x])
    const withBetter = items.flatMap((low, x) => {
      const isBetter = siblings.get(low.group!)!.some(y => {
        const ratio = items[y]!.price!.amount / low.price!.amount
        return ratio >= 1.05 && ratio <= 2 && isNoLess(low, items[y]!) && !isNoLess(items[y]!, low)
      })
      return isBetter ? [x] : []
    })
    expect(withBetter.length).toBeGreaterThan(100)
    const numCovered = withBetter.filter(x => upgrades[x]!.length > 0).length
    expect(numCovered / withBetter.length).toBeGreaterThan(coverage)
  })

  it('needs no groups: without them the ladder is the same', () => {
    const items = phones()
    const bare = items.map(({ group: _, ...item }): Item => item)
    expect(ladder(bare)).toEqual(ladder(items))
  })
})

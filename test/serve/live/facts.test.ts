import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amend, type Batch, batchesOf, dropUntil, type Facts } from '../../../src/serve/live/facts.ts'

const change = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c', '__proto__'),
    available: fc.constantFrom(true, false, null),
    price: fc.constantFrom(null, { amount: 100, currency: 'GBP' }, { amount: 0, currency: 'JPY' }),
  },
  { requiredKeys: ['id'] },
)

/** Batches at 1, 2, 3 and so on. */
const history: fc.Arbitrary<Batch[]> = fc
  .array(fc.uniqueArray(change, { selector: c => c.id, maxLength: 4 }), { maxLength: 12 })
  .map(batches => batches.map((items, i) => ({ at: i + 1, items })))

function factsOf(batches: readonly Batch[]): Facts {
  const facts: Facts = new Map()
  for (const batch of batches) amend(facts, batch)
  return facts
}

/** The stupid twin: of each item and kind the last thing said, unless that was null. */
function naiveFacts(batches: readonly Batch[]) {
  const told: unknown[] = []
  for (const id of ['a', 'b', 'c', '__proto__']) {
    for (const kind of ['available', 'price'] as const) {
      const said = batches.flatMap(({ at, items }) =>
        items.flatMap(item =>
          item.id === id && item[kind] !== undefined ? [{ at, value: item[kind] }] : [],
        ),
      )
      const last = said.at(-1)
      if (last && last.value !== null) told.push({ id, kind, ...last })
    }
  }
  return told
}

function toldOf(facts: Facts) {
  return ['a', 'b', 'c', '__proto__'].flatMap(id =>
    (['available', 'price'] as const).flatMap(kind => {
      const fact = facts.get(id)?.[kind]
      return fact ? [{ id, kind, ...fact }] : []
    }),
  )
}

describe('facts', () => {
  it('are the last thing said of each item, as their stupid twin has it', () => {
    fc.assert(
      fc.property(history, batches => {
        expect(toldOf(factsOf(batches))).toEqual(naiveFacts(batches))
      }),
    )
  })

  it('are dropped up to a time as if they had never been set', () => {
    fc.assert(
      fc.property(history, fc.nat(13), (batches, time) => {
        const facts = factsOf(batches)
        const before = toldOf(facts).length
        const dropped = dropUntil(facts, time)
        expect(toldOf(facts)).toEqual(naiveFacts(batches.filter(({ at }) => at > time)))
        expect(dropped).toBe(before - toldOf(facts).length)
        for (const { available, price } of facts.values()) expect(available ?? price).toBeDefined()
      }),
    )
  })

  it('are the same after they were written as few batches, oldest first', () => {
    fc.assert(
      fc.property(history, batches => {
        const facts = factsOf(batches)
        const few = batchesOf(facts)
        expect(toldOf(factsOf(few))).toEqual(toldOf(facts))
        const times = few.map(({ at }) => at)
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
      }),
    )
  })
})

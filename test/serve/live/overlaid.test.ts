import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { findItem } from '../../../src/format/ids.ts'
import { AVAILABLE } from '../../../src/format/layout.ts'
import type { Model } from '../../../src/models/files.ts'
import { readModel } from '../../../src/models/read.ts'
import { page } from '../../../src/serve/answers.ts'
import { productPage } from '../../../src/serve/contract.ts'
import { amend, type Change, type Facts } from '../../../src/serve/live/facts.ts'
import { amended, overlaid } from '../../../src/serve/live/overlaid.ts'
import { prepare, type ServedModel } from '../../../src/serve/model.ts'
import type { ItemRequest } from '../../../src/serve/params.ts'
import { stockShop } from '../../../src/synth/shop.ts'
import { seededShop } from '../../seeded-shop.ts'
import { sharedModel } from '../running.ts'

const { baskets, items } = seededShop(200, 3000, 5)
const listings = stockShop(200, 5).products
/** With titles, prices and all that a ladder is made of. */
const shop = {
  baskets,
  items: items.map((item, i) => {
    const { title, brand, priceYen, attributes } = listings[i]!
    return {
      ...item,
      title,
      ...(brand && { brand }),
      attributes,
      price: { amount: priceYen, currency: 'JPY' },
    }
  }),
}
const ids = shop.items.map(({ id }) => id)
const modelsDir = sharedModel(shop)
let model: Model
let base: ServedModel
beforeAll(async () => {
  model = await readModel(modelsDir, 'v1')
  base = prepare(model)
})

const request = (id: string): ItemRequest => ({
  id,
  limit: 50,
  exclude: [],
  fields: 'card',
  locale: 'en',
  fallback: 'popular',
  at: undefined,
  segment: undefined,
})

const pageOf = (served: ServedModel, id: string) =>
  page({ model: served, item: findItem(served.items.columns, id), request: request(id) }).json.toString()

/** The stupid twin: the model as a build would have made it, had it known. */
function rebuilt(said: readonly Change[]): ServedModel {
  const { columns, header } = model.items
  const currencies = [...header.currencies]
  const [flags, price, currency] = [columns.flags.slice(), columns.price.slice(), columns.currency.slice()]
  for (const id of ids) {
    const item = findItem(columns, id)
    const last = <K extends 'available' | 'price'>(kind: K) =>
      said.findLast(change => change.id === id && change[kind] !== undefined)?.[kind]
    const available = last('available')
    if (available === true) flags[item]! |= AVAILABLE
    if (available === false) flags[item]! &= ~AVAILABLE
    const cost = last('price')
    if (!cost) continue
    if (!currencies.includes(cost.currency)) currencies.push(cost.currency)
    price[item] = cost.amount
    currency[item] = currencies.indexOf(cost.currency)
  }
  const items = {
    ...model.items,
    header: { ...header, currencies },
    columns: { ...columns, flags, price, currency },
  }
  return prepare({ ...model, items })
}

const price = fc.record({
  amount: fc.oneof(fc.nat(20_000), fc.constant(2 ** 32 - 2)),
  currency: fc.constantFrom('JPY', 'JPY', 'JPY', 'CHF'),
})
const change: fc.Arbitrary<Change> = fc
  .record({
    id: fc.constantFrom(...ids.slice(0, 40), ...ids, 'nobody'),
    available: fc.constantFrom(true, false, false, null, undefined),
    price: fc.option(price, { nil: undefined }),
    isTakenBack: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ isTakenBack, price, ...rest }) => ({ ...rest, price: isTakenBack === 0 ? null : price }))

describe('a model under facts', () => {
  it('answers as a build that knew of them, after every change', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { minLength: 1, maxLength: 120 }), { minLength: 1, maxLength: 4 }),
        batches => {
          const facts: Facts = new Map()
          let live = base
          const said: Change[] = []
          for (const [i, items] of batches.entries()) {
            amend(facts, { at: i + 1, items })
            said.push(...items)
            live = amended(
              base,
              live,
              facts,
              items.map(({ id }) => id),
              i + 1,
            )
          }
          const twin = rebuilt(said)
          const atOnce = overlaid(base, facts, batches.length)
          expect([...live.popular]).toEqual([...twin.popular])
          expect([...atOnce.popular]).toEqual([...twin.popular])
          for (const id of [...ids, 'nobody']) {
            expect(pageOf(live, id)).toBe(pageOf(twin, id))
            expect(pageOf(atOnce, id)).toBe(pageOf(twin, id))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('leaves the model itself as it was, and is the model where nothing is set', () => {
    const before = ids.map(id => pageOf(base, id))
    const facts: Facts = new Map()
    const items = ids.map(id => ({ id, available: false, price: { amount: 1, currency: 'CHF' } }))
    amend(facts, { at: 1, items })
    const live = overlaid(base, facts, 1)
    expect(live.tag).not.toBe(base.tag)
    expect(live.popular).toHaveLength(0)
    expect(ids.map(id => pageOf(base, id))).toEqual(before)
    amend(facts, { at: 2, items: ids.map(id => ({ id, available: null, price: null })) })
    expect(amended(base, live, facts, ids, 2)).toBe(base)
  })

  it('names no choice of three whose prices no longer ascend, nor one with what cannot be sold', () => {
    const choiceOf = (served: ServedModel, id: string) =>
      productPage.parse(JSON.parse(pageOf(served, id))).upgrades.goodBetterBest
    const under = (changes: readonly Change[]) => {
      const facts: Facts = new Map()
      amend(facts, { at: 1, items: changes })
      return overlaid(base, facts, 1)
    }
    const choices = ids.flatMap(id => choiceOf(base, id) ?? [])
    expect(choices.length).toBeGreaterThan(3)
    for (const choice of choices) {
      const { good, better, best } = choice
      const costs = (amount: number, currency = 'JPY') => ({ price: { amount, currency } })
      for (const id of [good, better, best]) {
        expect(choiceOf(under([{ id, available: false }]), good)).toBeUndefined()
      }
      const priced = (a: number, b: number, c: number, currency?: string) =>
        choiceOf(
          under([
            { id: good, ...costs(a) },
            { id: better, ...costs(b, currency) },
            { id: best, ...costs(c) },
          ]),
          good,
        )
      expect(priced(100, 101, 102)).toEqual(choice)
      expect(priced(100, 100, 102)).toBeUndefined()
      expect(priced(103, 104, 104)).toBeUndefined()
      expect(priced(3, 2, 1)).toBeUndefined()
      expect(priced(1, 2, 3, 'CHF')).toBeUndefined()
    }
  })
})

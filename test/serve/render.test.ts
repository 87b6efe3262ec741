import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findItem } from '../../src/format/ids.ts'
import { readModel } from '../../src/models/read.ts'
import { cart, page } from '../../src/serve/answers.ts'
import * as carts from '../../src/serve/cart/contract.ts'
import type { CartRequest } from '../../src/serve/cart/request.ts'
import { productPage } from '../../src/serve/contract.ts'
import { prepare, type ServedModel } from '../../src/serve/model.ts'
import { FALLBACKS, FIELDS, type ItemRequest } from '../../src/serve/params.ts'
import { LOCALES } from '../../src/serve/reasons.ts'
import { seededShop } from '../seeded-shop.ts'
import { tempDir } from '../temp-dir.ts'
import { naiveCart, naivePage } from './naive-answers.ts'
import { plainModel, served } from './random-model.ts'
import { publishShop } from './running.ts'
import { nastyIds, teaShop } from './tea-shop.ts'

/** How a list is wanted, in a shop of these ids. */
const wantedOf = (ids: readonly string[]) => ({
  limit: fc.integer({ min: 1, max: 50 }),
  exclude: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
  fields: fc.constantFrom(...FIELDS),
  locale: fc.constantFrom(...LOCALES),
  fallback: fc.constantFrom(...FALLBACKS),
})

/** A request about one of these ids. */
const requestFor = (ids: readonly string[]): fc.Arbitrary<ItemRequest> =>
  fc.record({
    id: fc.constantFrom(...ids),
    ...wantedOf(ids),
    at: fc.constant(undefined),
    segment: fc.constant(undefined),
  })

/** A request about a cart of some of them. */
const cartOf = (ids: readonly string[]): fc.Arbitrary<CartRequest> => {
  const line = fc.record({ id: fc.constantFrom(...ids), quantity: fc.integer({ min: 1, max: 999 }) })
  return fc.record({
    lines: fc.uniqueArray(line, { selector: ({ id }) => id, minLength: 1, maxLength: 8 }),
    ...wantedOf(ids),
  })
}

/** The page as the service writes it; the sentences are taken out. */
function written(model: ServedModel, request: ItemRequest): unknown {
  const text = page({ model, item: findItem(model.items.columns, request.id), request }).json.toString()
  const json = JSON.parse(text)
  for (const list of [json.alsoBought, json.upgrades, json.alternatives]) {
    for (const entry of list.items) {
      if (list !== json.alsoBought) entry.reason = undefined
      else delete entry.reason.text
    }
  }
  return JSON.parse(JSON.stringify(json))
}

/** The answer for a cart as the service writes it; the sentences are taken out. */
function writtenCart(model: ServedModel, request: CartRequest): unknown {
  const json = carts.cart.parse(JSON.parse(cart(model, request).json.toString()))
  for (const { reason } of json.complements.items) delete reason.text
  return json
}

describe('an answer', () => {
  it('says what its stupid twin says, of any model', () => {
    const question = plainModel.chain(plain => {
      const ids = [...plain.items.map((_, item) => `id-${item}`), 'nobody']
      return fc.record({ plain: fc.constant(plain), request: requestFor(ids), cart: cartOf(ids) })
    })
    fc.assert(
      fc.property(question, ({ plain, request, cart }) => {
        const model = served(plain)
        expect(written(model, request)).toEqual(naivePage(model, request))
        expect(writtenCart(model, cart)).toEqual(naiveCart(model, cart))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['the tea shop', teaShop],
    ['a seeded shop', seededShop(200, 3000, 5)],
  ])('says what its stupid twin says, with cards, prices and ladders: %s', async (_, shop) => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', shop)
    const model = prepare(await readModel(modelsDir, 'v1'))
    const ids = [...shop.items.map(({ id }) => id), ...nastyIds, 'nobody']
    fc.assert(
      fc.property(requestFor(ids), cartOf(ids), (request, cart) => {
        expect(writtenCart(model, cart)).toEqual(naiveCart(model, cart))
        expect(written(model, request)).toEqual(naivePage(model, request))
        productPage.parse(
          JSON.parse(
            page({ model, item: findItem(model.items.columns, request.id), request }).json.toString(),
          ),
        )
      }),
      { numRuns: 300 },
    )
  })
})

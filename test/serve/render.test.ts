import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findItem } from '../../src/format/ids.ts'
import { readModel } from '../../src/models/read.ts'
import { page } from '../../src/serve/answers.ts'
import { productPage } from '../../src/serve/contract.ts'
import { prepare, type ServedModel } from '../../src/serve/model.ts'
import { FALLBACKS, FIELDS, type ItemRequest } from '../../src/serve/params.ts'
import { LOCALES } from '../../src/serve/reasons.ts'
import { seededShop } from '../seeded-shop.ts'
import { tempDir } from '../temp-dir.ts'
import { naivePage } from './naive-answers.ts'
import { plainModel, served } from './random-model.ts'
import { publishShop } from './running.ts'
import { nastyIds, teaShop } from './tea-shop.ts'

/** A request about one of these ids. */
const requestFor = (ids: readonly string[]): fc.Arbitrary<ItemRequest> =>
  fc.record({
    id: fc.constantFrom(...ids),
    limit: fc.integer({ min: 1, max: 50 }),
    exclude: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
    fields: fc.constantFrom(...FIELDS),
    locale: fc.constantFrom(...LOCALES),
    fallback: fc.constantFrom(...FALLBACKS),
    at: fc.constant(undefined),
    segment: fc.constant(undefined),
  })

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

describe('an answer', () => {
  it('says what its stupid twin says, of any model', () => {
    const question = plainModel.chain(plain => {
      const ids = [...plain.items.map((_, item) => `id-${item}`), 'nobody']
      return fc.record({ plain: fc.constant(plain), request: requestFor(ids) })
    })
    fc.assert(
      fc.property(question, ({ plain, request }) => {
        const model = served(plain)
        expect(written(model, request)).toEqual(naivePage(model, request))
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
      fc.property(requestFor(ids), request => {
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

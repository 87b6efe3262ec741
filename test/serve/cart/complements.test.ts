import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../src/config.ts'
import { runJob } from '../../../src/job.ts'
import { readCurrentModel } from '../../../src/models/read.ts'
import { complements } from '../../../src/serve/cart/complements.ts'
import { prepare, type ServedModel } from '../../../src/serve/model.ts'
import { DATA_DIR, isDataMissing } from '../../require.ts'
import { seededShop } from '../../seeded-shop.ts'
import { tempDir } from '../../temp-dir.ts'
import { plainModel, served } from '../random-model.ts'
import { publishShop } from '../running.ts'
import { naiveComplements } from './naive-complements.ts'

/** Some items of a shop, in the order in which they were put into the cart, and a wish. */
const questionOf = (numItems: number, maxLines: number) => {
  const item = fc.integer({ min: 0, max: numItems - 1 })
  return fc.record({
    lines: fc.uniqueArray(item, { maxLength: maxLines }),
    wish: fc.record({
      limit: fc.integer({ min: 1, max: 50 }),
      exclude: fc.array(item, { maxLength: 4 }).map(items => new Set(items)),
      fallback: fc.constantFrom('popular', 'none'),
    }),
  })
}

function compare(model: ServedModel, numRuns: number) {
  fc.assert(
    fc.property(questionOf(model.items.counts.numItems, 10), ({ lines, wish }) => {
      expect(complements(model, lines, wish)).toEqual(naiveComplements(model, lines, wish))
    }),
    { numRuns },
  )
}

describe('the complements of a cart', () => {
  it('are those of their stupid twin, of any model', () => {
    const question = plainModel.chain(plain =>
      questionOf(plain.items.length, 6).map(asked => ({ ...asked, model: served(plain) })),
    )
    fc.assert(
      fc.property(question, ({ model, lines, wish }) => {
        expect(complements(model, lines, wish)).toEqual(naiveComplements(model, lines, wish))
      }),
      { numRuns: 1000 },
    )
  })

  it('are those of their stupid twin in a seeded shop', async () => {
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', seededShop(300, 6000, 5))
    compare(prepare(await readCurrentModel(modelsDir)), 300)
  })

  it.skipIf(isDataMissing()).each(['groceries/groceries.csv', 'belgian-retail/retail.dat.gz'])(
    'are those of their stupid twin in a real shop: %s',
    async file => {
      const config = loadConfig({ flags: { models: join(tempDir(), 'models'), fixed: true } })
      const orders = [join(DATA_DIR, file)]
      await runJob({ orders, catalog: [], config, builtBy: 'issho test', onProgress: () => {} })
      compare(prepare(await readCurrentModel(config.models)), 300)
    },
    120_000,
  )

  it('do not depend on the order of the lines', () => {
    const question = plainModel.chain(plain =>
      questionOf(plain.items.length, 6).map(asked => ({ ...asked, model: served(plain) })),
    )
    fc.assert(
      fc.property(question, ({ model, lines, wish }) => {
        expect(complements(model, lines.toReversed(), wish)).toEqual(complements(model, lines, wish))
      }),
    )
  })
})

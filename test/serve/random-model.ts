import fc from 'fast-check'
import { joined } from '../../src/build/texts.ts'
import { encodeIds } from '../../src/format/ids.ts'
import { AVAILABLE, NO_STEP, NONE } from '../../src/format/layout.ts'
import { packNeighbour } from '../../src/format/neighbour.ts'
import type { Model } from '../../src/models/files.ts'
import { prepare, type ServedModel } from '../../src/serve/model.ts'

/** What a model says, in plain lists; a group or category may be undefined. */
export type PlainModel = {
  readonly items: readonly {
    readonly family: number | undefined
    readonly category: number | undefined
    readonly isAvailable: boolean
  }[]
  readonly numFamilies: number
  readonly numBands: number
  readonly numCategories: number
  /** Neighbours of items, then families, then bands, then categories, best first. */
  readonly rows: readonly (readonly { readonly item: number; readonly together: number }[])[]
  /** By row: a later one, or undefined. */
  readonly next: readonly (number | undefined)[]
  readonly upgrades: readonly (readonly number[])[]
}

/** Any small model, contradictions included: rows may name the item itself and what cannot be sold. */
export const plainModel: fc.Arbitrary<PlainModel> = fc
  .record({
    numItems: fc.integer({ min: 1, max: 30 }),
    numFamilies: fc.integer({ min: 0, max: 3 }),
    numCategories: fc.integer({ min: 0, max: 4 }),
  })
  .chain(({ numItems, numFamilies, numCategories }) => {
    const oneOf = (count: number) =>
      count === 0
        ? fc.constant(undefined)
        : fc.option(fc.integer({ min: 0, max: count - 1 }), { nil: undefined })
    const item = fc.integer({ min: 0, max: numItems - 1 })
    const neighbour = fc.record({ item, together: fc.integer({ min: 1, max: 20 }) })
    const numBands = numCategories
    const numRows = numItems + numFamilies + numBands + numCategories
    return fc.record({
      items: fc.array(
        fc.record({
          family: oneOf(numFamilies),
          category: oneOf(numCategories),
          isAvailable: fc.boolean(),
        }),
        { minLength: numItems, maxLength: numItems },
      ),
      numFamilies: fc.constant(numFamilies),
      numBands: fc.constant(numBands),
      next: fc.tuple(
        ...Array.from({ length: numRows }, (_, row) =>
          row + 1 === numRows
            ? fc.constant(undefined)
            : fc.option(fc.integer({ min: row + 1, max: numRows - 1 }), { nil: undefined }),
        ),
      ),
      numCategories: fc.constant(numCategories),
      rows: fc.array(fc.uniqueArray(neighbour, { selector: n => n.item, maxLength: 12 }), {
        minLength: numRows,
        maxLength: numRows,
      }),
      upgrades: fc.array(fc.uniqueArray(item, { maxLength: 6 }), {
        minLength: numItems,
        maxLength: numItems,
      }),
    })
  })

/** The same model as the service holds it; every row has 100 orders. */
export function served(plain: PlainModel): ServedModel {
  const { items, numFamilies, numBands, numCategories, rows, next, upgrades } = plain
  const numItems = items.length
  const numRows = numItems + numFamilies + numBands + numCategories
  const ids = encodeIds(items.map((_, item) => `id-${item}`))
  const cards = joined(items.map((_, item) => `"id":"id-${item}"`))
  const neighbours = rows.flat()
  const model: Model = {
    manifest: { version: 'random' } as Model['manifest'],
    items: {
      kind: 'items',
      counts: {
        numItems,
        numSlots: ids.idSlot.length,
        numFamilies,
        numBands,
        numCategories,
        numLocales: 1,
        idBytes: ids.idText.length,
        cardBytes: cards.bytes.length,
      },
      header: {
        currencies: [],
        locales: ['*'],
        categories: Array.from({ length: numCategories }, (_, c) => `Shop > Category ${c}`),
      },
      columns: {
        ...ids,
        orders: new Uint32Array(numRows).fill(100),
        price: new Uint32Array(numItems).fill(NONE),
        family: Uint32Array.from(items, item => item.family ?? NONE),
        category: Uint32Array.from(items, item => item.category ?? NONE),
        bandCategory: Uint32Array.from({ length: numBands }, (_, b) => b),
        cardStart: cards.start,
        currency: new Uint8Array(numItems),
        flags: Uint8Array.from(items, item => (item.isAvailable ? AVAILABLE : 0)),
        cardText: cards.bytes,
      },
    },
    alsoBought: {
      kind: 'also-bought',
      counts: {
        numItems,
        numGroups: numFamilies + numBands + numCategories,
        numNeighbours: neighbours.length,
        numBaskets: 1000,
      },
      header: { recipe: { z: 1, beta: 0.2 } },
      columns: {
        rowStart: startsOf(rows),
        next: Uint32Array.from(next, row => row ?? NONE),
        neighbour: Uint32Array.from(rows.flatMap(row => row.map((n, k) => packNeighbour(n.item, 2 ** -k)))),
        together: Uint32Array.from(neighbours, n => n.together),
      },
    },
    higherModel: {
      kind: 'higher-model',
      counts: {
        numItems,
        numSteps: upgrades.flat().length,
        numDifferences: 0,
        numLocales: 0,
        differenceBytes: 0,
        numObserved: 0,
      },
      header: { rungs: ['tier'], locales: [] },
      columns: {
        stepStart: startsOf([...upgrades, ...upgrades.map(() => [])]),
        step: Uint32Array.from(upgrades.flat()),
        difference: new Uint32Array(upgrades.flat().length).fill(NONE),
        differenceStart: new Uint32Array(1),
        looked: new Uint32Array(0),
        bought: new Uint32Array(0),
        rung: new Uint8Array(upgrades.flat().length),
        better: new Uint8Array(numItems).fill(NO_STEP),
        best: new Uint8Array(numItems).fill(NO_STEP),
        differenceText: new Uint8Array(0),
      },
    },
  }
  return prepare(model)
}

function startsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const starts = [0]
  for (const list of lists) starts.push(starts.at(-1)! + list.length)
  return Uint32Array.from(starts)
}

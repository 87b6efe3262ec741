import { encode } from '../format/encode.ts'
import { encodeIds } from '../format/ids.ts'
import { AVAILABLE, type ModelBytes, NONE } from '../format/layout.ts'
import { packNeighbour } from '../format/neighbour.ts'
import type { SegmentKind } from '../format/segments.ts'
import { type AlsoBought, alsoBought } from './also-bought.ts'
import { cards } from './cards.ts'
import { chain } from './chain.ts'
import { type Groups, groupItems } from './groups.ts'
import { higherModelFile } from './higher-model-file.ts'
import { type LadderOptions, ladder } from './ladder.ts'
import { nearMissFile } from './near-miss-file.ts'
import type { Recipe } from './score.ts'
import { segmentFile } from './segment-file.ts'
import type { Item, Shop } from './shop.ts'

export type CompileOptions = {
  readonly recipe: Recipe
  /** Which kinds of segments the model has, where the orders have any to tell. */
  readonly segments?: readonly SegmentKind[]
  /** Words and directions of the shop's own. */
  readonly ladder?: LadderOptions
  readonly onProgress?: (stage: 'count' | 'ladder' | 'write', done: number, total: number) => void
}

/** A model as bytes, one file a kind, and what it holds. Same shop and options, same bytes. */
export type Compiled = {
  readonly files: ModelBytes
  readonly counts: Readonly<Record<string, number>>
}

/** The story of the build: baskets → counts → lists, catalogue → ladder, all → bytes. Pure. */
export function compile(shop: Shop, options: CompileOptions): Compiled {
  const progress = options.onProgress ?? (() => {})
  const { items, baskets } = shop
  const groups = groupItems(items)
  const lists = alsoBought(baskets, groups, options.recipe, (done, total) => progress('count', done, total))
  const next = chain(groups, lists)
  progress('ladder', 0, 1)
  const steps = ladder(items, { ...options.ladder, events: shop.events })
  progress('ladder', 1, 1)

  const segments = segmentFile(baskets, items.length, options.segments ?? [])
  const numBaskets = baskets.start.length - 1
  const files = {
    items: encodeItems(items, groups, lists),
    'also-bought': encodeAlsoBought(lists, next, items.length, numBaskets, options.recipe),
    'higher-model': higherModelFile(steps),
    'near-misses': nearMissFile(steps.nearMisses),
    ...(segments.file && { segments: segments.file }),
  }
  progress('write', 1, 1)
  return {
    files,
    counts: {
      items: items.length,
      families: groups.families.length,
      bands: groups.bands.length,
      categories: groups.categories.length,
      baskets: numBaskets,
      basketLines: baskets.item.length,
      neighbours: lists.neighbour.length,
      ...sources(lists, next, items.length),
      upgrades: steps.upgrades.flat().length,
      itemsWithUpgrades: steps.upgrades.filter(list => list.length > 0).length,
      alternatives: steps.alternatives.flat().length,
      choicesOfThree: steps.choices.filter(Boolean).length,
      segmentCells: segments.numCells,
    },
  }
}

function encodeItems(items: readonly Item[], groups: Groups, { orders }: AlsoBought): Uint8Array {
  const ids = encodeIds(items.map(item => item.id))
  const { locales, cardStart, cardText } = cards(items)
  const currencies = [...new Set(items.flatMap(item => item.price?.currency ?? []))].sort()
  return encode({
    kind: 'items',
    counts: {
      numItems: items.length,
      numSlots: ids.idSlot.length,
      numFamilies: groups.families.length,
      numBands: groups.bands.length,
      numCategories: groups.categories.length,
      numLocales: locales.length,
      idBytes: ids.idText.length,
      cardBytes: cardText.length,
    },
    header: { currencies, locales, categories: groups.categories.map(c => c.name) },
    columns: {
      ...ids,
      orders,
      price: Uint32Array.from(items, item => item.price?.amount ?? NONE),
      family: groups.family,
      category: groups.category,
      bandCategory: Uint32Array.from(groups.bands, band => band.category),
      cardStart,
      currency: Uint8Array.from(items, item => (item.price ? currencies.indexOf(item.price.currency) : 0)),
      flags: Uint8Array.from(items, item => (item.available ? AVAILABLE : 0)),
      cardText,
    },
  })
}

function encodeAlsoBought(
  { rowStart, neighbour, score, together }: AlsoBought,
  next: Uint32Array,
  numItems: number,
  numBaskets: number,
  recipe: Recipe,
): Uint8Array {
  return encode({
    kind: 'also-bought',
    counts: { numItems, numGroups: next.length - numItems, numNeighbours: neighbour.length, numBaskets },
    header: { recipe },
    columns: {
      rowStart,
      next,
      neighbour: neighbour.map((item, at) => packNeighbour(item, score[at]!)),
      together,
    },
  })
}

/** Where the lists of the items begin: with their own orders, with those of a group, or with the best sellers. */
function sources({ rowStart }: AlsoBought, next: Uint32Array, numItems: number) {
  const counts = { itemsWithNeighbours: 0, itemsOnGroups: 0, itemsOnBestSellers: 0 }
  for (let item = 0; item < numItems; item++) {
    if (rowStart[item + 1]! > rowStart[item]!) counts.itemsWithNeighbours++
    else if (next[item] !== NONE) counts.itemsOnGroups++
    else counts.itemsOnBestSellers++
  }
  return counts
}

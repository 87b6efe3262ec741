import { DEFAULT_RECIPE } from '../src/build/score.ts'
import { joined } from '../src/build/texts.ts'
import { encode } from '../src/format/encode.ts'
import { encodeIds } from '../src/format/ids.ts'
import { AVAILABLE, type ModelBytes, NO_STEP, NONE, VERSION } from '../src/format/layout.ts'
import { packNeighbour } from '../src/format/neighbour.ts'
import type { Manifest } from '../src/models/manifest.ts'
import { publish } from '../src/models/publish.ts'
import { below, leaning, type Random, seeded } from '../src/random.ts'

export type ModelSizes = {
  readonly numItems: number
  readonly seed: number
  readonly version?: string
}

export const MODEL_VERSION = 'bench'

/** Publishes a seeded model of 20 neighbours an item, straight through `encode`: no orders stand behind it. */
export async function publishModel(modelsDir: string, sizes: ModelSizes): Promise<void> {
  const { numItems, version = MODEL_VERSION } = sizes
  const numFamilies = Math.ceil(numItems / 8) // half of the items, four to a family
  const numCategories = Math.ceil(numItems / 500)
  const groups = { numItems, numFamilies, numCategories }
  const random = seeded(sizes.seed, 'model')
  const category = Uint32Array.from({ length: numItems }, () => below(random, numCategories))
  const files: ModelBytes = {
    items: itemsFile(groups, category, random),
    'also-bought': alsoBoughtFile(groups, category, random),
    'higher-model': higherModelFile(numItems, random),
  }
  const description: Omit<Manifest, 'files'> = {
    version,
    formatVersion: VERSION,
    builtAt: '2026-01-01T00:00:00.000Z',
    builtBy: 'bench',
    inputs: [],
    parameters: {},
    counts: {},
  }
  await publish(modelsDir, description, files)
}

export const idOfItem = (item: number) => `sku-${String(item).padStart(7, '0')}`

type Groups = { readonly numItems: number; readonly numFamilies: number; readonly numCategories: number }

function itemsFile(groups: Groups, category: Uint32Array, random: Random): Uint8Array {
  const { numItems, numFamilies, numCategories } = groups
  const ids = encodeIds(Array.from({ length: numItems }, (_, item) => idOfItem(item)))
  const { cardStart, cardText } = cardColumns(numItems)
  const numRows = numItems + numFamilies + numCategories
  return encode({
    kind: 'items',
    counts: {
      ...groups,
      numBands: 0,
      numSlots: ids.idSlot.length,
      numLocales: 1,
      idBytes: ids.idText.length,
      cardBytes: cardText.length,
    },
    header: {
      currencies: ['JPY'],
      locales: ['*'],
      categories: Array.from({ length: numCategories }, (_, c) => `Home > Kitchen > Shelf ${c}`),
    },
    columns: {
      ...ids,
      orders: Uint32Array.from({ length: numRows }, (_, row) => ordersOfRow(row, numItems)),
      price: Uint32Array.from({ length: numItems }, () => 100 + leaning(random, 100_000)),
      family: Uint32Array.from({ length: numItems }, (_, i) => familyOf(i, numFamilies)),
      category,
      bandCategory: new Uint32Array(0),
      cardStart,
      currency: new Uint8Array(numItems),
      flags: Uint8Array.from({ length: numItems }, () => (random() < 0.95 ? AVAILABLE : 0)),
      cardText,
    },
  })
}

/** Every second item has variants. */
function familyOf(item: number, numFamilies: number): number {
  return item % 2 ? (item >> 1) % numFamilies : NONE
}

/** Popularity falls with the rank; groups have the orders of many items. */
function ordersOfRow(row: number, numItems: number): number {
  return row < numItems ? 60 + Math.floor((2 * numItems) / (row + 20)) : 5000
}

/** Every fifth title is Japanese, as is every fifth card with it. */
function cardColumns(numItems: number) {
  const cardStart = new Uint32Array(numItems + 1)
  const cardText = Buffer.alloc(256 * numItems)
  for (let item = 0; item < numItems; item++) {
    const title =
      item % 5 ? `Enamelled cast-iron casserole no. ${item}, navy` : `ほうろう鋳物の両手鍋 ${item}番 紺`
    const fields = {
      id: idOfItem(item),
      title,
      url: `https://shop.example/products/${idOfItem(item)}`,
      image: `https://images.shop.example/${idOfItem(item)}/400.webp`,
    }
    const fragment = JSON.stringify(fields).slice(1, -1)
    cardStart[item + 1] = cardStart[item]! + cardText.write(fragment, cardStart[item]!)
  }
  return { cardStart, cardText: cardText.subarray(0, cardStart[numItems]) }
}

function alsoBoughtFile(groups: Groups, category: Uint32Array, random: Random): Uint8Array {
  const { numItems, numFamilies, numCategories } = groups
  const byCategory: number[][] = Array.from({ length: numCategories }, () => [])
  category.forEach((c, item) => {
    byCategory[c]!.push(item)
  })
  const numGroups = numFamilies + numCategories
  const rowStart = new Uint32Array(numItems + numGroups + 1)
  for (let row = 0; row < numItems + numGroups; row++) {
    rowStart[row + 1] = rowStart[row]! + rowLength(row, numItems)
  }
  const numNeighbours = rowStart[numItems + numGroups]!
  // an item goes on with its family or its category, a family with some category
  const next = Uint32Array.from({ length: numItems + numGroups }, (_, row) => {
    if (row >= numItems + numFamilies) return NONE
    if (row >= numItems) return numItems + numFamilies + (row % numCategories)
    return familyOf(row, numFamilies) === NONE
      ? numItems + numFamilies + category[row]!
      : numItems + familyOf(row, numFamilies)
  })
  const neighbour = new Uint32Array(numNeighbours)
  const together = new Uint32Array(numNeighbours)
  for (let row = 0; row < numItems + numGroups; row++) {
    const start = rowStart[row]!
    const end = rowStart[row + 1]!
    const near = byCategory[row < numItems ? category[row]! : row % numCategories]!
    const most = Math.ceil(ordersOfRow(row, numItems) * 0.3)
    const taken = new Set<number>()
    for (let at = start; at < end; at++) {
      let candidate: number // every third from the own category, the others from the whole shop
      do candidate = at % 3 ? leaning(random, numItems) : near[below(random, near.length)]!
      while (taken.has(candidate))
      taken.add(candidate)
      neighbour[at] = packNeighbour(candidate, 0.4 / (1 + at - start))
      together[at] = Math.max(2, Math.floor(most / (1 + at - start)))
    }
  }
  return encode({
    kind: 'also-bought',
    counts: { numItems, numGroups, numNeighbours, numBaskets: 3 * numItems },
    header: { recipe: DEFAULT_RECIPE },
    columns: { rowStart, next, neighbour, together },
  })
}

/** 20 on average: full rows where much is sold, thin ones in the tail, where the group's row must help out. */
function rowLength(row: number, numItems: number): number {
  if (row >= numItems) return 20
  return row < 0.2 * numItems ? 50 : row < 0.6 * numItems ? 20 : 5
}

/** Three higher and three simpler models for every second item, and a thousand ways to differ. */
function higherModelFile(numItems: number, random: Random): Uint8Array {
  const stepStart = Uint32Array.from({ length: 2 * numItems + 1 }, (_, row) => 3 * (row >> 1))
  const length = stepStart[2 * numItems]!
  const numDifferences = 1000
  const storage = Array.from({ length: numDifferences }, (_, n) => n + 1)
  const { start, bytes } = joined([
    ...storage.map(gb => JSON.stringify([{ attribute: 'storage', unit: 'GB', from: gb, to: 2 * gb }])),
    ...storage.map(gb => `+${gb} GB storage`),
    ...storage.map(gb => `容量+${gb}GB`),
  ])
  const places = (first: number) =>
    Uint8Array.from({ length: numItems }, (_, item) =>
      stepStart[item + 1]! > stepStart[item]! ? first : NO_STEP,
    )
  return encode({
    kind: 'higher-model',
    counts: {
      numItems,
      numSteps: length,
      numDifferences,
      numLocales: 2,
      differenceBytes: bytes.length,
      numObserved: 0,
    },
    header: { rungs: ['variant', 'tier', 'pack'], locales: ['en', 'ja'] },
    columns: {
      stepStart,
      step: Uint32Array.from({ length }, () => below(random, numItems)),
      difference: Uint32Array.from({ length }, () => below(random, numDifferences)),
      differenceStart: start,
      looked: new Uint32Array(0),
      bought: new Uint32Array(0),
      rung: Uint8Array.from({ length }, () => below(random, 3)),
      better: places(0),
      best: places(1),
      differenceText: bytes,
    },
  })
}

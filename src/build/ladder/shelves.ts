import { grouped } from '../grouped.ts'
import type { Successors } from './given.ts'
import { type Band, PRICE_BANDS, WIDEST_BAND } from './judge.ts'
import type { Model } from './models.ts'

/** Where the higher models of a model can stand: its series, its brand within the type, its type; each by price. */
export type Shelves = {
  readonly series: ReadonlyMap<string, readonly Model[]>
  readonly brand: ReadonlyMap<string, readonly Model[]>
  readonly type: ReadonlyMap<string, readonly Model[]>
  /** Of one maker in one category, whatever need they serve: what a merchandiser may take for a higher model. */
  readonly kin: ReadonlyMap<string, readonly Model[]>
}

/** How many of a shelf are looked at, evenly over the prices in question: what bounds the cost of a large one. */
const LOOK_AT = { series: 96, brand: 32, type: 32, kin: 8 } as const

export function shelvesOf(models: readonly Model[]): Shelves {
  const byPrice = [...models].sort((a, b) => a.price - b.price || a.number - b.number)
  return {
    series: grouped(byPrice, model => model.series),
    brand: grouped(byPrice, brandShelf),
    type: grouped(byPrice, model => model.type),
    kin: grouped(byPrice, kinShelf),
  }
}

/** The models that may stand above one, each once. At most 160 and what the catalogue names, whatever the size of the type. */
export function candidatesFor(
  model: Model,
  { series, brand, type }: Shelves,
  { models, successors }: { readonly models: readonly Model[]; readonly successors: Successors },
): Model[] {
  const lowest = mayBeSubscribed(model, series) ? WIDEST_BAND.atLeast : 1
  const found = [
    ...[...(successors.get(model.number) ?? [])].map(number => models[number]!),
    ...within(series.get(model.series), model.price, { ...WIDEST_BAND, atLeast: lowest }, LOOK_AT.series),
    ...within(brand.get(brandShelf(model) ?? ''), model.price, PRICE_BANDS['same-brand'], LOOK_AT.brand),
    ...within(type.get(model.type ?? ''), model.price, PRICE_BANDS.type, LOOK_AT.type),
  ]
  return [...new Set(found)].filter(candidate => candidate !== model)
}

/** What stands beside a model that cannot be above it, since it serves another need. */
export function kinOf(model: Model, { kin }: Shelves): Model[] {
  const near = within(kin.get(kinShelf(model) ?? ''), model.price, PRICE_BANDS['same-brand'], LOOK_AT.kin)
  return near.filter(
    ({ type, series }) => series !== model.series && (type === undefined || type !== model.type),
  )
}

/** Only a subscription can stand above and cost less. */
function mayBeSubscribed({ series, reading }: Model, shelves: Shelves['series']): boolean {
  return (
    !reading.isSubscription && (shelves.get(series)?.some(other => other.reading.isSubscription) ?? false)
  )
}

function kinShelf({ category, brand }: Model): string | undefined {
  return category === '' && brand === '' ? undefined : `${category}\n${brand}`
}

function brandShelf({ type, brand }: Model): string | undefined {
  return type === undefined || brand === '' ? undefined : `${type}\n${brand}`
}

/** Up to `count` models of the shelf whose price is within the band, evenly over it. */
function within(
  shelf: readonly Model[] | undefined,
  price: number,
  { atLeast, atMost }: Band,
  count: number,
): Model[] {
  if (!shelf || shelf.length < 2) return []
  const begin = firstAt(shelf, price * atLeast)
  const end = firstAt(shelf, price * atMost + 1e-6)
  if (end - begin <= count) return shelf.slice(begin, end)
  return Array.from({ length: count }, (_, i) => shelf[begin + Math.floor((i * (end - begin)) / count)]!)
}

/** The place of the first model that costs as much. */
function firstAt(shelf: readonly Model[], price: number): number {
  let low = 0
  let high = shelf.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (shelf[middle]!.price < price) low = middle + 1
    else high = middle
  }
  return low
}

import type { Item, Money } from '../shop.ts'
import { type Reading, readItem, type Spec } from './reading.ts'
import { roomsOf } from './rooms.ts'
import { brandKey } from './title.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Items that differ in nothing but colour: one rung of the ladder. */
export type Model = {
  readonly number: number
  /** Item numbers, the most popular first. */
  readonly items: readonly number[]
  /** Of each item. */
  readonly colours: readonly string[]
  /** What its items say, but for the colour. */
  readonly reading: Reading
  /** Equal for models that differ only in price and colour. */
  readonly kind: string
  /** Minor units. */
  readonly price: number
  readonly currency: string
  readonly brand: string
  /** In lower case; '' where the catalogue names none. */
  readonly category: string
  readonly group: string | undefined
  readonly releasedAt: string | undefined
  /** Equal for items of one series. */
  readonly series: string
  /** Equal for what can replace one another; undefined where that is not known. */
  readonly type: string | undefined
}

/** An item as far as it is known by itself. */
type Draft = {
  readonly number: number
  readonly item: Item & { readonly price: Money }
  readonly reading: Reading
  readonly maker: string
  readonly category: string
  readonly name: string
}

/**
 * Reads the whole catalogue. Items without a price are in no model, nor those without a name, unless `withNameless`:
 * then each of a known category is one of its own.
 */
export function modelsOf(items: readonly Item[], vocabulary: Vocabulary, withNameless = false): Model[] {
  const drafts = draftsOf(items, vocabulary, withNameless)
  const roomOf = roomsOf(drafts)
  const models = new Map<string, Model & { readonly items: number[]; readonly colours: string[] }>()
  for (const { number, item, reading, maker, category, name } of drafts) {
    const { price, group } = item
    const { title, need } = reading
    const fits = reading.fits || title.accessory?.fits || ''
    const shared = [price.currency, need, fits]
    const shelf = maker === '' ? category : roomOf(category)
    const series = [...shared, shelf, maker, Boolean(title.accessory), name].join('\n')
    const comparable = !title.accessory || (fits !== '' && title.accessory.kind !== '')
    const type =
      category !== '' && comparable
        ? [...shared, category, title.accessory?.kind ?? ''].join('\n')
        : undefined
    const kind = `${series}\n${traitsOf(reading)}`
    const key = [kind, price.amount, group ?? '', item.releasedAt ?? ''].join('\n')
    const model = models.get(key)
    if (model) {
      model.items.push(number)
      model.colours.push(reading.colours)
    } else {
      models.set(key, {
        number: models.size,
        items: [number],
        colours: [reading.colours],
        reading,
        kind,
        price: price.amount,
        currency: price.currency,
        brand: maker,
        category,
        group,
        releasedAt: item.releasedAt,
        series,
        type,
      })
    }
  }
  return withSilentNetworks([...models.values()])
}

function draftsOf(items: readonly Item[], vocabulary: Vocabulary, withNameless: boolean): Draft[] {
  const brands = knownBrands(items)
  const siblings = siblingsTell(items)
  const drafts: Draft[] = []
  for (const [number, item] of items.entries()) {
    const { price, group } = item
    if (!price || !(price.amount > 0)) continue
    const told = group === undefined ? undefined : siblings.get(group)
    const brand = item.brand ?? told?.brand ?? brandInTitle(item.title, brands)
    const category = (item.category ?? told?.category ?? '').toLowerCase()
    const reading = readItem(item, brand, category, vocabulary)
    const { title } = reading
    const maker = brand === undefined ? '' : brandKey(brand)
    const hasNumber = title.generation !== undefined || (category !== '' && title.measures.length > 0)
    const hasName = title.stem !== '' || (maker !== '' && hasNumber)
    const own = withNameless && category !== '' ? `item ${item.id}` : undefined
    const name = hasName ? title.stem : group === undefined ? own : `group ${group}`
    if (name !== undefined) drafts.push({ number, item: { ...item, price }, reading, maker, category, name })
  }
  return drafts
}

/** Of the models of one generation, those that do not boast of 5G where others do have none. */
function withSilentNetworks(models: readonly Model[]): Model[] {
  const generationOf = ({ series, reading }: Model) => `${series}\n${reading.title.generation ?? ''}`
  const boasting = new Set(models.filter(({ reading }) => (reading.title.network ?? 0) > 4).map(generationOf))
  return models.map(model => {
    const { reading } = model
    if (reading.specs.has('network') || !boasting.has(generationOf(model))) return model
    const fourth: Spec = { value: 4, dimension: '', isTitled: true, isListed: false, words: '4G' }
    return { ...model, reading: { ...reading, specs: new Map([...reading.specs, ['network', fourth]]) } }
  })
}

/** All that two items must share to be one but for their colour. */
function traitsOf({ title, specs, words, pieces, isSubscription }: Reading): string {
  const traits = [...specs].map(([name, spec]) => `${name} ${spec.value}`).sort()
  const others = [...words].map(([name, text]) => `${name} ${text}`).sort()
  const ranks = Object.entries(title.ranks).sort()
  return [ranks, title.generation, pieces, isSubscription, traits, others].join('|')
}

type Told = { readonly brand: string | undefined; readonly category: string | undefined }

/** By group: the brand and category that its first item with either tells. */
function siblingsTell(items: readonly Item[]): Map<string, Told> {
  const told = new Map<string, Told>()
  for (const { group, brand, category } of items) {
    if (group === undefined) continue
    const sofar = told.get(group)
    if (sofar?.brand !== undefined && sofar.category !== undefined) continue
    told.set(group, { brand: sofar?.brand ?? brand, category: sofar?.category ?? category })
  }
  return told
}

function knownBrands(items: readonly Item[]): Map<string, string> {
  const brands = new Map<string, string>()
  for (const { brand } of items) if (brand !== undefined) brands.set(brandKey(brand), brand)
  brands.delete('')
  return brands
}

/** The brand that a title begins with, of those that the catalogue names elsewhere. */
function brandInTitle(title: string | undefined, brands: ReadonlyMap<string, string>): string | undefined {
  if (title === undefined || brands.size === 0) return undefined
  const [first = '', second = ''] = title.split(/\s+/, 2)
  return brands.get(brandKey(first + second)) ?? brands.get(brandKey(first))
}

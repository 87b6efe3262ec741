import { type Line, lineOf } from './line.ts'
import type { Listing } from './listing.ts'
import { variantName } from './naming.ts'
import { NON_PRODUCTS, type NonProduct } from './non-products.ts'
import { type Offer, offersOf, offersWithin } from './offers.ts'
import { variantPrice } from './price.ts'
import { TRADES } from './trades.ts'
import { attributesOf, type Breadth } from './variants.ts'

export type Product = Listing & {
  /** Index of its family. */
  readonly family: number
}

/** One model, or one kind of accessory: the products from `first` to `end` (exclusive). They share a group. */
export type Family = {
  readonly trade: number
  readonly first: number
  readonly end: number
  /** How many products each of its sizes has. */
  readonly perSize: number
  readonly releasedDay: number
  /** Days until it is used up; undefined for what lasts. */
  readonly lastsDays: number | undefined
  /** Where it stands in its series; undefined for a companion. */
  readonly model: Model | undefined
  readonly companions: readonly CompanionFamily[]
}

export type Model = {
  readonly series: string
  readonly generation: number
  /** Price against the base model. */
  readonly tierFactor: number
  /** Weight among the models of its trade. */
  readonly popularity: number
}

/** The family bought along, in this share of the orders. */
export type CompanionFamily = { readonly family: number; readonly take: number; readonly sameSize: boolean }

export type Shop = {
  readonly products: readonly Product[]
  readonly families: readonly Family[]
  /** Postage and the like: in catalogue and orders, but in no family. */
  readonly nonProducts: readonly NonProduct[]
}

/** Ids that every shop of 50 items or more sells: a phone, what fits it, the next storage and the next model up. */
export const SHOWCASE = {
  phone: 'nova-5-128-black',
  phoneCase: 'nova-5-case-black',
  charger: 'nova-5-charger-30w',
  moreStorage: 'nova-5-256-black',
  higherModel: 'nova-5-pro-128-black',
} as const

/**
 * A shop with exactly so many items.
 *
 * First comes a phone with all that fits it, then one line of each other trade, then every trade grows to its share.
 * Postage and the like are within the count.
 */
export function stockShop(numItems: number, seed: number): Shop {
  const nonProducts = numItems < 50 ? [] : NON_PRODUCTS
  const numProducts = numItems - nonProducts.length
  const products: Product[] = []
  const families: Family[] = []
  const numLines = TRADES.map(() => 0)
  const numStocked = TRADES.map(() => 0)
  while (products.length < numProducts) {
    const trade = emptiestTrade(numStocked)
    const line = lineOf(trade, numLines[trade]!++, seed)
    const before = products.length
    const offers = offersOf(line, breadthOf(trade, numItems))
    const firstFamily = families.length
    for (const offer of offersWithin(offers, numProducts - before)) {
      families.push(familyOf(line, offer, products.length, firstFamily))
      products.push(...productsOf(line, offer, families.length - 1))
    }
    numStocked[trade]! += products.length - before
  }
  return { products, families, nonProducts }
}

/** For each family, the models of its series that stand above it: a higher tier, a later generation, or both. */
export function upgradesOf(families: readonly Family[]): number[][] {
  const bySeries = new Map<string, number[]>()
  for (const [family, { model }] of families.entries()) {
    if (!model) continue
    const siblings = bySeries.get(model.series)
    if (siblings) siblings.push(family)
    else bySeries.set(model.series, [family])
  }
  return families.map(({ model }) => {
    if (!model) return []
    return bySeries.get(model.series)!.filter(other => isAbove(families[other]!.model!, model))
  })
}

function isAbove(other: Model, model: Model): boolean {
  return (
    other.generation >= model.generation &&
    other.tierFactor >= model.tierFactor &&
    (other.generation > model.generation || other.tierFactor > model.tierFactor)
  )
}

function emptiestTrade(numStocked: readonly number[]): number {
  const fill = TRADES.map((trade, i) => numStocked[i]! / trade.shelf)
  return fill.indexOf(Math.min(...fill))
}

/** A small shop carries few variants, so that all trades find room; but a phone always has a model above it. */
function breadthOf(trade: number, numItems: number): Breadth {
  if (numItems >= 500) return { tiers: 9, sizes: 9, colours: 9, packs: 9 }
  if (numItems >= 100) return { tiers: 2, sizes: 2, colours: 2, packs: 2 }
  if (TRADES[trade]!.name === 'phones') return { tiers: 2, sizes: 2, colours: 1, packs: 1 }
  return { tiers: 1, sizes: 1, colours: 1, packs: 1 }
}

function familyOf(line: Line, offer: Offer, first: number, firstFamily: number): Family {
  return {
    trade: line.trade,
    first,
    end: first + offer.variants.length,
    perSize: offer.perSize,
    releasedDay: line.releasedDay,
    lastsDays: offer.goods.lastsDays,
    model: offer.tier && {
      series: line.series[0],
      generation: line.generation ?? 0,
      tierFactor: offer.tier.factor,
      popularity: 1 / (1 + line.rank) / (1 + offer.tier.rank / 2),
    },
    companions: offer.companions.map(({ offer, ...link }) => ({ family: firstFamily + offer, ...link })),
  }
}

function productsOf(line: Line, offer: Offer, family: number): Product[] {
  return offer.variants.map(variant => {
    const { en, ja, slug } = variantName(offer.name, variant)
    return {
      itemId: slug,
      title: en,
      titleJa: ja,
      brand: line.brand[0],
      category: offer.goods.category,
      priceYen: variantPrice(offer.priceYen, variant),
      groupId: offer.name.slug,
      packQuantity: variant.packQuantity,
      subscription: variant.subscription,
      releasedDay: line.releasedDay,
      attributes: attributesOf(offer.goods, variant, offer.fits),
      family,
    }
  })
}

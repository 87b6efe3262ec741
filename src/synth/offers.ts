import type { Line } from './line.ts'
import { accessoryName, goodsName, modelName, type Name } from './naming.ts'
import { type Goods, TRADES } from './trades.ts'
import { type Breadth, type Variant, variantsOf } from './variants.ts'

/** One family before it stands on the shelf: a model of a line, or something that goes with it. */
export type Offer = {
  readonly goods: Goods
  readonly name: Name
  readonly priceYen: number
  readonly variants: readonly Variant[]
  /** How many of the variants each size has. */
  readonly perSize: number
  /** The name of the model it fits; undefined for what fits any. */
  readonly fits: string | undefined
  /** The step of the ladder and its place in the list of tiers; undefined for a companion. */
  readonly tier: { readonly factor: number; readonly rank: number } | undefined
  readonly companions: readonly OfferLink[]
}

/** Goes along with another offer of the line, in this share of its orders. */
export type OfferLink = { readonly offer: number; readonly take: number; readonly sameSize: boolean }

/**
 * All that a line offers: the base model, what goes with it, then each further model with what fits that one alone.
 * Cut anywhere, the beginning is still a shelf that makes sense.
 */
export function offersOf(line: Line, breadth: Breadth): Offer[] {
  const { main, companions, tiers } = TRADES[line.trade]!
  const offers: Offer[] = []
  const forEveryModel: OfferLink[] = []
  for (const [rank, tier] of tiers.slice(0, breadth.tiers).entries()) {
    const model = modelName(line.brand, line.series, line.generation, tier)
    const links = [...forEveryModel]
    offers.push({
      ...stockOf(main, main.price * line.priceLevel * tier[1], breadth),
      name: goodsName(model, main.noun),
      fits: undefined,
      tier: { factor: tier[1], rank },
      companions: links,
    })
    for (const companion of companions) {
      const eachModel = companion.fits === 'model'
      if (rank > 0 && !eachModel) continue
      const link = { offer: offers.length, take: companion.take, sameSize: companion.sameSize ?? false }
      links.push(link)
      if (!eachModel) forEveryModel.push(link)
      offers.push({
        ...stockOf(companion, companion.price * line.priceLevel, breadth),
        name:
          companion.fits === 'any' ? goodsName(model, companion.noun) : accessoryName(model, companion.noun),
        fits: companion.fits === 'any' ? undefined : model.en,
        tier: undefined,
        companions: [],
      })
    }
  }
  return offers
}

/** The first offers that fill the room, the last of them perhaps in part, with links to one another only. */
export function offersWithin(offers: readonly Offer[], room: number): Offer[] {
  const kept: Offer[] = []
  let left = room
  for (const offer of offers) {
    if (left <= 0) break
    kept.push({ ...offer, variants: offer.variants.slice(0, left) })
    left -= offer.variants.length
  }
  return kept.map(offer => ({
    ...offer,
    companions: offer.companions.filter(link => link.offer < kept.length),
  }))
}

function stockOf(goods: Goods, priceYen: number, breadth: Breadth) {
  const variants = variantsOf(goods, breadth)
  const numSizes = new Set(variants.map(variant => variant.size)).size
  return { goods, priceYen, variants, perSize: variants.length / numSizes }
}

import { leaning, type Random, type Sampler, weighted } from '../random.ts'
import { monthOf } from './calendar.ts'
import { type Customers, GUEST, recruit, tasteOf } from './customers.ts'
import { type Family, type Shop, upgradesOf } from './shop.ts'
import { TRADES } from './trades.ts'

/** A shop with its customers, and the odds of what they buy. */
export type Market = {
  readonly shop: Shop
  readonly customers: Customers
  readonly random: Random
  /** Draws a trade, by month. */
  readonly drawTrade: readonly Sampler[]
  /** The models of each trade, as family indices, and what draws a place among them. */
  readonly models: readonly (readonly number[])[]
  readonly drawModel: readonly Sampler[]
  /** The families above each family. */
  readonly upgrades: readonly (readonly number[])[]
}

/** One customer on one day. */
export type Visit = {
  readonly customer: number
  readonly day: number
  /** Indices of products, each once. */
  readonly basket: Set<number>
  /** The trades of the devices in the basket: nobody buys two phones at a time. */
  readonly deviceTrades: Set<number>
}

export function openMarket(shop: Shop, numCustomers: number, random: Random): Market {
  const models: number[][] = TRADES.map(() => [])
  for (const [index, family] of shop.families.entries()) {
    if (family.model) models[family.trade]!.push(index)
  }
  const drawTrade = Array.from({ length: 12 }, (_, month) =>
    weighted(
      TRADES.map((trade, i) => (models[i]!.length > 0 ? trade.demand * (trade.months?.[month] ?? 1) : 0)),
    ),
  )
  return {
    shop,
    customers: recruit(numCustomers, drawTrade[0]!, random),
    random,
    drawTrade,
    models,
    drawModel: models.map(inTrade => weighted(inTrade.map(index => shop.families[index]!.model!.popularity))),
    upgrades: upgradesOf(shop.families),
  }
}

/** Adds what one wish leads to: mostly something new, else something for the device owned, or the one above it. */
export function addWish(market: Market, visit: Visit): void {
  const { random, customers } = market
  const device = visit.customer === GUEST ? -1 : customers.devices[visit.customer]!
  const draw = device < 0 ? 1 : random()
  if (draw < 0.08) addCompanion(market, visit, device)
  else if (draw < 0.14) addModel(market, visit, modelAbove(market, visit, device))
  else addSomethingNew(market, visit)
}

function addSomethingNew(market: Market, visit: Visit): void {
  const { random, customers } = market
  const anyTrade = visit.customer === GUEST || random() < 0.4
  const trade = anyTrade
    ? market.drawTrade[monthOf(visit.day)]!(random)
    : tasteOf(customers, visit.customer, random)
  const model = modelOf(market, visit, trade)
  if (random() < 0.15) addCompanion(market, visit, model)
  else addModel(market, visit, model)
}

function addModel({ shop, customers, random, upgrades }: Market, visit: Visit, model: number): void {
  const family = shop.families[model]!
  const isDevice = family.lastsDays === undefined
  if (isDevice && visit.deviceTrades.has(family.trade)) return
  const item = family.first + leaning(random, family.end - family.first)
  visit.basket.add(item)
  for (const { family: companion, take, sameSize } of family.companions) {
    if (random() >= take) continue
    const size = sameSize ? Math.floor((item - family.first) / family.perSize) : undefined
    visit.basket.add(variantOf(shop.families[companion]!, size, random))
  }
  if (!isDevice) return
  visit.deviceTrades.add(family.trade)
  if (visit.customer !== GUEST && upgrades[model]!.length > 0) customers.devices[visit.customer] = model
}

/** One of the things that go with the model; the model itself when there are none. */
function addCompanion({ shop, random }: Market, visit: Visit, model: number): void {
  const { companions } = shop.families[model]!
  const companion = companions[leaning(random, companions.length)]?.family ?? model
  visit.basket.add(variantOf(shop.families[companion]!, undefined, random))
}

function variantOf({ first, end, perSize }: Family, size: number | undefined, random: Random): number {
  if (size === undefined) return first + leaning(random, end - first)
  return Math.min(first + size * perSize + leaning(random, perSize), end - 1)
}

/** A model of the trade that is out by then. */
function modelOf({ shop, models, drawModel, random }: Market, { day }: Visit, trade: number): number {
  for (let tries = 0; tries < 8; tries++) {
    const model = models[trade]![drawModel[trade]!(random)]!
    if (shop.families[model]!.releasedDay <= day) return model
  }
  return models[trade]![0]!
}

/** A model above this one that is out by then; the model itself when there is none. */
function modelAbove({ shop, upgrades, random }: Market, { day }: Visit, model: number): number {
  const out = upgrades[model]!.filter(above => shop.families[above]!.releasedDay <= day)
  return out[leaning(random, out.length)] ?? model
}

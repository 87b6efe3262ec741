import { compile } from '../src/build/compile.ts'
import { DEFAULT_RECIPE, type Recipe } from '../src/build/score.ts'
import type { Baskets, Shop } from '../src/build/shop.ts'
import { SEGMENT_KINDS } from '../src/format/segments.ts'
import { basketsOf, setsOf } from './naive.ts'

/** A shop small enough to check by hand: a phone in two sizes, its case, a cable nobody can buy, and a cup. */
const DECEMBER_EVENING = Date.UTC(2025, 11, 24, 18) / 1000
const JUNE_MORNING = Date.UTC(2025, 5, 3, 9) / 1000

export const goldenShop: Shop = {
  items: [
    {
      id: 'nova-128',
      title: 'Nova 5 128 GB',
      translations: { ja: 'ノヴァ5 128GB' },
      brand: 'Hoshi',
      category: 'Phones',
      group: 'nova-5',
      price: { amount: 59_800, currency: 'JPY' },
      available: true,
      url: '/p/nova-128',
    },
    {
      id: 'case/nova 5',
      title: 'Case for "Nova 5"',
      brand: 'Hoshi',
      category: 'Phones > Cases',
      price: { amount: 1980, currency: 'JPY' },
      available: true,
      image: '/i/case.jpg',
    },
    {
      id: 'nova-256',
      title: 'Nova 5 256 GB',
      brand: 'Hoshi',
      category: 'Phones',
      group: 'nova-5',
      price: { amount: 69_800, currency: 'JPY' },
      available: true,
    },
    { id: '007', title: 'Cable', category: 'Phones > Cables', available: false },
    { id: '湯呑☕', available: true },
  ],
  baskets: dated(
    basketsOf([
      ...Array.from({ length: 6 }, () => [0, 1]),
      ...Array.from({ length: 3 }, () => [0, 1, 3]),
      ...Array.from({ length: 4 }, () => [1, 2]),
      ...Array.from({ length: 40 }, () => [4]),
      [0],
      [2, 3],
    ]),
  ),
}

/** Whoever takes the cup does so at Christmas, for guests; everybody else in June. */
function dated(baskets: Baskets): Baskets {
  const isCup = setsOf(baskets).map(set => set.has(4))
  return {
    ...baskets,
    orderedAt: Float64Array.from(isCup, cup => (cup ? DECEMBER_EVENING : JUNE_MORNING)),
    audience: Uint32Array.from(isCup, cup => (cup ? 0 : 1)),
    audiences: ['guests', 'trade'],
  }
}

/** A recipe for shops of a handful of orders; it stays as it is when the default is tuned. */
export const SMALL_SHOP: Recipe = {
  ...DEFAULT_RECIPE,
  sizeExponent: 0,
  prior: 0,
  typePrior: 0,
  beta: 0.2,
  minTogether: 2,
  minLift: 1,
  minLogLikelihoodRatio: 3.84,
}

export function compileGolden(shop: Shop = goldenShop, recipe: Recipe = SMALL_SHOP) {
  return compile(shop, { recipe, segments: SEGMENT_KINDS })
}

import type { Variant } from './variants.ts'

/** The highest shelf price that is not above the amount, in yen: 1,280 or 59,800, and never below 80. */
export function shelfPrice(yen: number): number {
  if (yen < 10_000) return Math.max(80, Math.floor((yen + 20) / 100) * 100 - 20)
  return Math.max(9_980, Math.floor((yen + 200) / 1_000) * 1_000 - 200)
}

/** The price of a variant, in yen. A pack costs less apiece than the single one, a subscription less than both. */
export function variantPrice(baseYen: number, variant: Variant): number {
  const single = shelfPrice(baseYen * (variant.size?.[2] ?? 1))
  if (variant.subscription) return shelfPrice(single * 0.9)
  if (variant.packQuantity === 1) return single
  return shelfPrice(single * variant.packQuantity * packDiscount(variant.packQuantity))
}

function packDiscount(packQuantity: number): number {
  return packQuantity < 6 ? 0.95 : packQuantity < 12 ? 0.9 : 0.85
}

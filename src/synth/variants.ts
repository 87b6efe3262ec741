import type { Goods, Size, Word } from './trades.ts'

/** How many of each a shop carries: the first ones of the list, which sell best. */
export type Breadth = {
  readonly tiers: number
  readonly sizes: number
  readonly colours: number
  readonly packs: number
}

export type Variant = {
  readonly size: Size | undefined
  readonly colour: Word | undefined
  readonly packQuantity: number
  readonly subscription: boolean
}

/** Every size × colour × pack, and the single pack once more by subscription. Variants of one size are adjacent. */
export function variantsOf(goods: Goods, breadth: Breadth): Variant[] {
  const variants: Variant[] = []
  for (const size of some(goods.sizes, breadth.sizes)) {
    for (const colour of some(goods.colours, breadth.colours)) {
      for (const pack of some(goods.packs, breadth.packs)) {
        variants.push({ size, colour, packQuantity: pack ?? 1, subscription: false })
      }
      if (goods.subscription && breadth.packs > 1) {
        variants.push({ size, colour, packQuantity: 1, subscription: true })
      }
    }
  }
  return variants
}

/** What tells the variant from its siblings, and what an accessory fits: {"storage":"256 GB","colour":"black"}. */
export function attributesOf(
  goods: Goods,
  variant: Variant,
  fits: string | undefined,
): Record<string, string> {
  return {
    ...(fits && { fits }),
    ...(goods.measure && variant.size && { [goods.measure]: variant.size[0] }),
    ...(variant.colour && { colour: variant.colour[0] }),
  }
}

function some<T>(list: readonly T[] | undefined, limit: number): readonly (T | undefined)[] {
  return list?.slice(0, limit) ?? [undefined]
}

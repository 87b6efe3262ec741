import { type Sampler, seeded, weighted } from '../src/random.ts'

/** Draws a rank under Zipf's law with exponent 1: the second half as often as the first, the third a third as often. */
export function zipfSampler(numRanks: number): Sampler {
  return weighted(Float64Array.from({ length: numRanks }, (_, rank) => 1 / (rank + 1)))
}

/** Seeded item numbers under that law, number 0 the most frequent. */
export function zipfItems(numItems: number, numDraws: number, seed: number): Uint32Array {
  const draw = zipfSampler(numItems)
  const random = seeded(seed, 'zipf')
  return Uint32Array.from({ length: numDraws }, () => draw(random))
}

/** Distinct items in a cart. */
export const CART_LINES = 10

/** Seeded carts, each item drawn under that law. */
export function zipfCarts(numItems: number, numCarts: number, seed: number): number[][] {
  const draw = zipfSampler(numItems)
  const random = seeded(seed, 'carts')
  return Array.from({ length: numCarts }, () => {
    const items = new Set<number>()
    while (items.size < CART_LINES) items.add(draw(random))
    return [...items]
  })
}

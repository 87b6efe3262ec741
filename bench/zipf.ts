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

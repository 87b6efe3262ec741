import { seeded, weighted } from '../src/synth/random.ts'

/** Seeded draws of item numbers under Zipf's law with exponent 1: the second sells half as often as the first. */
export function zipfItems(numItems: number, numDraws: number, seed: number): Uint32Array {
  const draw = weighted(Float64Array.from({ length: numItems }, (_, rank) => 1 / (rank + 1)))
  const random = seeded(seed, 'zipf')
  return Uint32Array.from({ length: numDraws }, () => draw(random))
}

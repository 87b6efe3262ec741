import { AVAILABLE } from '../format/layout.ts'
import type { Model } from '../models/files.ts'

/** Numbers of the items that these flags allow to be sold, most sold first; none where nothing was sold yet. */
export function bestSellersOf({ alsoBought }: Pick<Model, 'alsoBought'>, flags: Uint8Array): Uint32Array {
  if (alsoBought.counts.numBaskets === 0) return new Uint32Array(0)
  const available = new Uint32Array(flags.length)
  let count = 0
  for (let item = 0; item < flags.length; item++) {
    if ((flags[item]! & AVAILABLE) !== 0) available[count++] = item
  }
  return available.slice(0, count)
}

import { encode } from '../format/encode.ts'
import type { Miss } from './ladder.ts'
import { joined, startsOf } from './texts.ts'

/** near-misses.idx: by item what is no higher model of it, and why. Equal reasons are written once. */
export function nearMissFile(nearMisses: readonly (readonly Miss[])[]): Uint8Array {
  const misses = nearMisses.flat()
  const numberOf = new Map<string, number>()
  const reason = Uint32Array.from(misses, miss => {
    const text = JSON.stringify(miss.reason)
    const known = numberOf.get(text) ?? numberOf.size
    numberOf.set(text, known)
    return known
  })
  const { start, bytes } = joined([...numberOf.keys()])
  return encode({
    kind: 'near-misses',
    counts: {
      numItems: nearMisses.length,
      numMisses: misses.length,
      numReasons: numberOf.size,
      reasonBytes: bytes.length,
    },
    header: {},
    columns: {
      missStart: startsOf(nearMisses),
      miss: Uint32Array.from(misses, miss => miss.item),
      reason,
      reasonStart: start,
      reasonText: bytes,
    },
  })
}

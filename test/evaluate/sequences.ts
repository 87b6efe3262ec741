import type { Sequences } from '../../src/ingest/read-sequences.ts'

/** Sessions from lists of item numbers, one an hour. */
export function sequencesOf(lists: readonly (readonly number[])[]): Sequences {
  const start = [0]
  for (const list of lists) start.push(start.at(-1)! + list.length)
  const item = Uint32Array.from(lists.flat())
  return {
    ids: Array.from({ length: item.reduce((most, n) => Math.max(most, n + 1), 0) }, (_, n) => `item ${n}`),
    start: Uint32Array.from(start),
    item,
    endedAt: Float64Array.from(lists, (_, s) => s * 3_600_000),
  }
}

import { SOURCES, type Source } from './sources.ts'
import { createTally, type Tallied } from './tally.ts'

/** What those who answer have counted since their start, as plain data. */
export type Counted = Tallied & {
  /** Also-bought lists by the finest evidence in them. */
  readonly lists: Readonly<Record<Source, number>>
  readonly cacheBytes: number
}

export const NOTHING_COUNTED: Counted = {
  ...createTally(),
  lists: Object.fromEntries(SOURCES.map(source => [source, 0])) as Record<Source, number>,
  cacheBytes: 0,
}

/** What several have counted, together. There is at least one. */
export function summed(all: readonly Counted[]): Counted {
  const { requests, buckets, sumUs, counts, lists } = all[0]!
  return {
    requests: requests.map((_, at) => sum(all.map(one => one.requests[at]!))),
    buckets: buckets.map((_, at) => sum(all.map(one => one.buckets[at]!))),
    sumUs: sumUs.map((_, at) => sum(all.map(one => one.sumUs[at]!))),
    counts: forEachKey(counts, key => sum(all.map(one => one.counts[key]))),
    lists: forEachKey(lists, key => sum(all.map(one => one.lists[key]))),
    cacheBytes: sum(all.map(one => one.cacheBytes)),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function forEachKey<Key extends string>(of: Readonly<Record<Key, number>>, make: (key: Key) => number) {
  return Object.fromEntries(Object.keys(of).map(key => [key, make(key as Key)])) as Record<Key, number>
}

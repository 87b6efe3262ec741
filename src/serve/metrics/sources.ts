import { LEVELS, type Level } from '../row.ts'

export type Source = Level | 'none'

export const SOURCES: readonly Source[] = [...LEVELS, 'none']

/** Also-bought lists that this process answered with, by the finest evidence in them. */
export const numLists = Object.fromEntries(SOURCES.map(source => [source, 0])) as Record<Source, number>

export function countSource(source: Source): void {
  numLists[source]++
}

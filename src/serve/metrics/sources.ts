import { LEVELS, type Level } from '../row.ts'

export const SOURCES = [...LEVELS, 'none'] as const

/** Also-bought lists of this process by the finest evidence in them. */
export const numLists = Object.fromEntries(SOURCES.map(source => [source, 0])) as Record<
  Level | 'none',
  number
>

export function countSource(source: Level | 'none'): void {
  numLists[source]++
}

import { LEVELS, type Level } from '../row.ts'
import { family } from './text.ts'

const SOURCES = [...LEVELS, 'none'] as const

/** Also-bought lists of this process by the finest evidence in them. */
const numLists = Object.fromEntries(SOURCES.map(source => [source, 0])) as Record<Level | 'none', number>

export function countSource(source: Level | 'none'): void {
  numLists[source]++
}

export function sourcesText(): string {
  return family(
    'issho_also_bought_lists_total',
    'counter',
    'Also-bought lists made, by the finest evidence in them.',
    SOURCES.map(source => ({ labels: { source }, value: numLists[source] })),
  )
}

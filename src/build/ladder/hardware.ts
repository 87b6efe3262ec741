/** Processors by the words of a specification, weakest last; the first match counts. */
export const PROCESSORS: readonly (readonly [words: RegExp, rank: number, name: string])[] = [
  [/\bi9\b|ryzen 9/u, 6, 'Core i9'],
  [/\bi7\b|ryzen (7|\d[78]00)|xeon/u, 5, 'Core i7'],
  [/\bi5\b|ryzen (5|\d[4-6]00)/u, 4, 'Core i5'],
  [/\bi3\b|ryzen (3|\d[1-3]00)|core m|\bfx\b/u, 3, 'Core i3'],
  [/pentium|amd a(9|10|12)\b/u, 2, 'Pentium'],
  [/celeron|amd a[468]\b|amd e\b|amd e\d?-/u, 1, 'Celeron'],
  [/\batom\b/u, 0, 'Atom'],
]

/** Graphics likewise: cards for games and workstations, small cards of their own, part of the processor. */
export const GRAPHICS: readonly (readonly [words: RegExp, rank: number, name: string])[] = [
  [/gtx(?! ?9[1-4]\d)|rtx|\brx\b|quadro|firepro/u, 2, 'fast'],
  [/geforce|\bmx ?\d|radeon (pro|5\d\d|r[579] m|\w*m\b)/u, 1, 'own'],
  [/intel|radeon/u, 0, 'integrated'],
]

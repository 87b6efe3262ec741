import type { Spec } from './reading.ts'

/** Processors by the words of a specification, weakest last; the first match counts. */
const PROCESSORS: readonly (readonly [words: RegExp, rank: number, name: string])[] = [
  [/\bi9\b|ryzen 9/u, 6, 'Core i9'],
  [/\bi7\b|ryzen (7|\d[78]00)|xeon/u, 5, 'Core i7'],
  [/\bi5\b|ryzen (5|\d[4-6]00)/u, 4, 'Core i5'],
  [/\bi3\b|ryzen (3|\d[1-3]00)|core m|\bfx\b/u, 3, 'Core i3'],
  [/pentium|amd a(9|10|12)\b/u, 2, 'Pentium'],
  [/celeron|amd a[468]\b|amd e\b|amd e\d?-/u, 1, 'Celeron'],
  [/\batom\b/u, 0, 'Atom'],
]

/** Graphics likewise: cards for games and workstations, small cards of their own, part of the processor. */
const GRAPHICS: readonly (readonly [words: RegExp, rank: number, name: string])[] = [
  [/gtx(?! ?9[1-4]\d)|rtx|\brx\b|quadro|firepro/u, 2, 'fast'],
  [/geforce|\bmx ?\d|radeon (pro|5\d\d|r[579] m|\w*m\b)/u, 1, 'own'],
  [/intel|radeon/u, 0, 'integrated'],
]

type Found = readonly (readonly [attribute: string, spec: Spec])[]

/** The rank of a processor, its generation and class, and the network of a phone's: what of these the words tell. */
export function readProcessor(cell: string): Found {
  const found: [string, Spec][] = []
  const rank = PROCESSORS.find(([pattern]) => pattern.test(cell))
  if (rank) found.push(['processor', rankOf(rank[1], rank[2])])
  const [, generation, cool, suffix] = /\b[im][3579][ -](\d{1,2})(?:(y)\d\d|\d{3}([uh])?)/.exec(cell) ?? []
  if (generation) {
    found.push(['processor generation', rankOf(Number(generation))])
    // A Core i7 7Y75 is made to be cool, a 7700HQ to be fast.
    const [value, words] = cool
      ? [0, 'low power']
      : suffix === 'h'
        ? [2, 'high performance']
        : [1, 'standard']
    found.push(['processor class', rankOf(value, words)])
  }
  const network = /(?<![\d.])([2-6])g(?!hz|b)\b/.exec(cell)?.[1]
  if (network) found.push(['network', { ...rankOf(Number(network), `${network}G`), isTitled: true }])
  return found
}

/** The rank of a graphics card, and its place among those of its maker. */
export function readGraphics(cell: string): Found {
  const rank = GRAPHICS.find(([pattern]) => pattern.test(cell))
  if (!rank) return []
  const found: [string, Spec][] = [['graphics', rankOf(rank[1], rank[2])]]
  const [name = '', maker = '', model, ti] =
    /(gtx|rtx|rx|mx|geforce|radeon|quadro|firepro) ?(?:r\d )?[a-z]{0,2}(\d{3,4}) ?(ti)?/.exec(cell) ?? []
  if (model === undefined) return found
  if (rank[1] > 0) {
    const isForWork = maker === 'quadro' || maker === 'firepro'
    const value = isForWork ? Number(model) : Number(model.slice(-2)) + (ti ? 5 : 0)
    // Numbers of two makers have nothing to do with each other.
    const dimension = isForWork ? maker : maker === 'radeon' || maker === 'rx' ? 'radeon' : 'geforce'
    found.push(['graphics class', { ...rankOf(value, name.trim().toUpperCase()), dimension }])
  }
  // A GTX 980 is no step up from a GTX 1070, nor a Radeon R5 M330 from an M420.
  const [line] = /[gr]tx|radeon r\d m/.exec(cell) ?? []
  if (line !== undefined) {
    const generation = rankOf(Number(model.slice(0, -2)))
    found.push(['graphics generation', { ...generation, dimension: line.slice(0, 2) }])
  }
  return found
}

function rankOf(value: number, words?: string): Spec {
  return { value, dimension: '', isTitled: false, isListed: true, ...(words !== undefined && { words }) }
}

import { COLOURS, NEEDS, SCALES, type Scale } from './words.ts'

/** The words that say a rank, a colour or another need: the tables, and what a shop adds to them. */
export type Vocabulary = {
  /** Words of several parts are joined by `&`. */
  readonly scales: ReadonlyMap<string, readonly [scale: Scale, rank: number]>
  /** Ranks that are said in several words, the longest first. */
  readonly phrases: readonly string[]
  readonly colours: ReadonlySet<string>
  /** With the flags g and u. */
  readonly needs: RegExp
}

/** What a shop's own titles say, beside what the tables know. */
export type Additions = {
  /** Words from low to high, "classic<reserva<gran reserva"; each list is a scale of its own, and wins over the tables. */
  readonly tiers?: readonly string[] | undefined
  readonly colours?: readonly string[] | undefined
  /** Words after which a thing is another offer: a carrier, a condition. */
  readonly needs?: readonly string[] | undefined
}

export function vocabularyOf({ tiers = [], colours = [], needs = [] }: Additions): Vocabulary {
  const scales = new Map<string, readonly [Scale, number]>(Object.entries(SCALES))
  const phrases: string[] = []
  for (const list of tiers) {
    tiersOf(list).forEach((tier, rank) => {
      if (tier.includes(' ')) phrases.push(tier)
      scales.set(tier.replaceAll(' ', '&'), [list, rank])
    })
  }
  return {
    scales,
    phrases: phrases.sort((a, b) => b.length - a.length),
    colours: new Set([...COLOURS, ...colours.map(plain)]),
    needs: needs.length === 0 ? NEEDS : new RegExp(`${NEEDS.source}|${needs.map(asWord).join('|')}`, 'gu'),
  }
}

/** The words of "classic<reserva<gran reserva". */
export function tiersOf(list: string): string[] {
  return list.split('<').map(plain)
}

function plain(word: string): string {
  return word.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')
}

/** A pattern of the word; one of letters stands alone, a Japanese one may be joined to others. */
function asWord(word: string): string {
  const escaped = plain(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return /^[\p{Script=Latin}\d]/u.test(word) ? `(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])` : escaped
}

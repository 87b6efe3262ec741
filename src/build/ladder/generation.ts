import { SCREENS } from './kinds.ts'

const ROMAN: Readonly<Record<string, number>> = {
  ii: 2,
  iii: 3,
  iv: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
  ix: 9,
}

type Found = { readonly at: number; readonly generation: number; readonly word: string }

/**
 * The generation in the words of a name, and the words without it: "nova 5" is the fifth nova, "s24" the 24th s, "13t"
 * the 13th t, "xperia 1 iv" the fourth xperia 1, "250 g6" the sixth 250, "se 2022" the se of that year. A number of
 * three digits or more is a model's name, and so is one that is the size of the screen.
 */
export function generationOf(
  words: readonly string[],
  {
    category,
    screenInches,
    isNumbered,
  }: {
    readonly category: string
    readonly screenInches: number | undefined
    /** Whether a bare number can be a generation; else only "2nd edition", "mark 2" and the like are. */
    readonly isNumbered: boolean
  },
): { readonly generation: number | undefined; readonly words: readonly string[] } {
  const isScreen = (n: number) =>
    (screenInches !== undefined && (n === Math.round(screenInches) || n === Math.floor(screenInches))) ||
    (n >= 10 && n < 20 && SCREENS.test(category))
  const kept = words.filter(word => screenInches === undefined || !isSize(word, screenInches))
  const year = isNumbered ? kept.findLastIndex(word => /^20[0-4]\d$/.test(word)) : -1
  const found = markIn(kept) ?? (isNumbered ? numberIn(kept, isScreen) : undefined)
  if (year < 0 && !found) return { generation: undefined, words: kept }
  const generation = (found?.generation ?? 0) + (year < 0 ? 0 : Number(kept[year]) / (found ? 1e4 : 1))
  const rest = kept.map((word, at) => (at === found?.at ? found.word : at === year ? '' : word))
  return { generation, words: rest.filter(word => word !== '' && !MARKS.test(word)) }
}

function isSize(word: string, inches: number): boolean {
  return /^\d\d(\.\d)?$/.test(word) && Number(word) >= 10 && Math.abs(Number(word) - inches) < 0.8
}

const MARKS = /^(gen|generation|mk|mark|edition|auflage)$/

/** A number that says itself what it is: "gen 2", "2nd generation", "mark ii". */
function markIn(words: readonly string[]): Found | undefined {
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at]!
    const joined = /^(?:gen|mk|mark)\.?(\d{1,2})$/.exec(word)
    if (joined) return { at, generation: Number(joined[1]), word: '' }
    const number = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(word)?.[1] ?? ROMAN[word]
    if (number === undefined) continue
    if (MARKS.test(words[at - 1] ?? '') || (/\D$/.test(word) && MARKS.test(words[at + 1] ?? ''))) {
      return { at, generation: Number(number), word: '' }
    }
  }
  return undefined
}

function numberIn(words: readonly string[], isScreen: (n: number) => boolean): Found | undefined {
  let lettered: Found | undefined
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at]!
    const before = words[at - 1]
    if (before !== undefined && /\d$/.test(before)) {
      if (Object.hasOwn(ROMAN, word)) return { at, generation: ROMAN[word]!, word: '' }
      const mark = /^g(\d{1,2})$/.exec(word)
      if (mark) return { at, generation: Number(mark[1]), word: '' }
    }
    const mark = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)
    if (mark) return { at, generation: Number(mark[1]), word: '' }
    const plain = /^(\d{1,2})([a-z]{0,2})$/.exec(word)
    if (plain && !/^\d[kdg]$/.test(word) && !isScreen(Number(plain[1]))) {
      return { at, generation: Number(plain[1]), word: plain[2] ? `#${plain[2]}` : '' }
    }
    const joined = /^([a-z]{1,6})(\d{1,2})([a-z]{0,2})$/.exec(word)
    if (joined && !/^(i[3579]|usb\d|ps\d|mp\d|w\d+|ddr\d|wifi\d)$/.test(word)) {
      lettered ??= { at, generation: Number(joined[2]), word: `${joined[1]}#${joined[3]}` }
    }
  }
  return lettered
}

import { generationOf } from './generation.ts'
import { ACCESSORY, CAPACITY, CLOTHING, FITTED, NUMBERED, SOFTWARE } from './kinds.ts'
import { type Measure, measureTitle } from './measures.ts'
import { FITS_OTHERS } from './units.ts'
import type { Vocabulary } from './vocabulary.ts'
import { LETTER_SIZES, MONEY, SCALES, type Scale, SHADES, SOFTWARE_SCALES, SUBSCRIPTION } from './words.ts'

/** A title read as a buyer reads it: what the thing is, how big, of which tier and generation, in which colour. */
export type Title = {
  /** What is left without all the rest: the series. Two items of one brand and stem serve the same need. */
  readonly stem: string
  /** The stem with its number, its tier and its network: variants of one model have it in common. */
  readonly name: string
  readonly measures: readonly Measure[]
  /** How many pieces come in the pack; 1 where the title does not say. */
  readonly pieces: number
  /** Ranks by scale, where the title has a word for it. "Pro Max" is above both. */
  readonly ranks: Readonly<Partial<Record<Scale, number>>>
  /** As the title says them: "Pro Max". */
  readonly tier: string
  readonly generation: number | undefined
  /** 5 for 5G, undefined where the title does not say. */
  readonly network: number | undefined
  readonly colours: string
  /** Condition, carrier, wearer: whatever makes it another offer. */
  readonly needs: string
  readonly isSubscription: boolean
  /** What an accessory is, and what it fits as far as the title says. */
  readonly accessory: { readonly kind: string; readonly fits: string } | undefined
}

/** What is known beside the title. */
export type Context = {
  readonly brand: string | undefined
  readonly category: string
  /** Words that are colours or finishes by a column of their own. */
  readonly finish: string
  /** Inches, where a column has them: "XPS 13" is no thirteenth XPS. */
  readonly screenInches: number | undefined
  /** Whether its columns tell that it is a device. */
  readonly isDevice: boolean
}

/** What a thing fits is no measure of the thing: "case for Nova 5 Pro", 「Nova 5 Pro 用ケース」 stay as they are. */
const FITS = /^(?<head>.*?)(?<fits>\b(?:for|fits|compatible with)\b.*)$|^(?<用>.*(?:用|対応))(?<rest>.*)$/u
const WORD = /[^\p{L}\p{N}.&'’+-]+/u
const FILLERS: ReadonlySet<string> = new Set(['with', 'and', 'mit', 'und', 'avec'])
const NO_SIZE_AFTER = /^(roast|rare|dry|point|nib|format|duty|weight|grain|breed)/

/** Reads a title, English or Japanese. Same words, same reading, whatever the case and the width of the letters. */
export function readTitle(title: string, context: Context, vocabulary: Vocabulary): Title {
  let whole = title.normalize('NFKC').toLowerCase()
  for (const phrase of vocabulary.phrases) whole = whole.replaceAll(phrase, phrase.replaceAll(' ', '&'))
  const needs = new Set<string>()
  const isSubscription = whole.search(SUBSCRIPTION) >= 0
  const offered = whole.replace(SUBSCRIPTION, ' ').replace(vocabulary.needs, need => {
    needs.add(need.replace(/[ -]/g, ''))
    return ' '
  })
  for (const [amount] of offered.matchAll(MONEY)) needs.add(`worth ${amount.replace(/\D/g, '')}`)
  const parts = FITS.exec(offered)?.groups
  // "Charger for Nova 5, 30 W": what stands behind the comma is said of the charger.
  const [english, ...traits] = (parts?.fits ?? '').split(/, ?/)
  const fits = english || parts?.用 || ''
  const text = parts ? [parts.head ?? parts.rest, ...traits].join(' , ') : offered
  const noun = ACCESSORY.exec(text)?.[0]
  const isAccessory = noun !== undefined || fits !== ''
  const { rest, measures: measured, pieces } = measureTitle(text)

  const kind = `${context.category} ${text}`
  const isClothing = CLOTHING.test(kind)
  const hasCapacity = !isClothing && CAPACITY.test(kind)
  const isFitted = isClothing || FITTED.test(kind)
  const fitsOthers = ({ dimension }: Measure) =>
    FITS_OTHERS.has(dimension) || (isFitted && dimension === 'length')
  for (const measure of measured) {
    if (fitsOthers(measure)) needs.add(`${measure.dimension} ${measure.value}`)
  }
  const scaleOf = (word: string) =>
    vocabulary.scales.get(word) ??
    (Object.hasOwn(SOFTWARE_SCALES, word) && SOFTWARE.test(kind) ? SOFTWARE_SCALES[word] : undefined)
  const words = withoutBrand(rest.split(WORD).map(bared).filter(Boolean), context.brand)
  const finish = new Set(context.finish.split(WORD).filter(Boolean))
  const isColour = (word: string) => vocabulary.colours.has(word) || finish.has(word)
  const ranks: Partial<Record<Scale, number>> = {}
  const tier: string[] = []
  const colours: string[] = []
  const stem: string[] = []
  let network: number | undefined
  for (const [at, written] of words.entries()) {
    const isPlus = !isAccessory && /^[\p{L}\d]+\+$/u.test(written)
    const word = isPlus ? written.slice(0, -1) : written
    const size =
      isClothing || fits !== '' || NO_SIZE_AFTER.test(words[at + 1] ?? '')
        ? undefined
        : sizeOf(word, hasCapacity, vocabulary)
    const step = scaleOf(word)
    if (size !== undefined) ranks.size = size
    else if (!isAccessory && step && step[0] !== 'size') {
      ranks[step[0]] = combined(ranks[step[0]], step[1])
      tier.push(word.replaceAll('&', ' '))
    } else if (isColour(word) || (SHADES.has(word) && isColour(words[at + 1] ?? ''))) colours.push(word)
    else if (/^[45]g$/.test(word) && !isAccessory) network = Number(word[0])
    else if (!FILLERS.has(word)) stem.push(word)
    if (word === 'mini' && !isAccessory && size !== undefined) ranks.model = combined(ranks.model, -1)
    if (isPlus) {
      ranks.model = combined(ranks.model, SCALES.plus![1])
      tier.push('plus')
    }
  }
  const canBeNewer = context.brand !== undefined && !isAccessory && !isClothing
  const { generation, words: series } = canBeNewer
    ? generationOf(stem, {
        ...context,
        isNumbered: context.isDevice || NUMBERED.test(`${context.category} ${rest}`),
      })
    : { generation: undefined, words: stem }
  return {
    stem: [...series, fits].join(' ').trim(),
    name: [...stem, ...tier, network ?? '', fits].join(' '),
    measures: measured.filter(measure => !fitsOthers(measure)),
    pieces,
    ranks,
    tier: tier.join(' '),
    generation,
    network,
    colours: colours.join(' '),
    needs: [...needs].sort().join(' '),
    isSubscription,
    accessory: isAccessory ? { kind: noun ?? '', fits: fits.trim() } : undefined,
  }
}

/** Letters and digits of a brand: "Hewlett-Packard " and "HEWLETT PACKARD" are one. */
export function brandKey(brand: string): string {
  return brand
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function withoutBrand(words: string[], brand: string | undefined): string[] {
  let begun = ''
  for (let n = 0; brand && n < words.length && begun.length < brand.length; n++) {
    begun += brandKey(words[n]!)
    if (begun === brand) return words.slice(n + 1)
  }
  return words
}

function sizeOf(written: string, hasCapacity: boolean, { scales }: Vocabulary): number | undefined {
  const word = written.replace(/サイズ$/u, '')
  if (hasCapacity && Object.hasOwn(LETTER_SIZES, word)) return LETTER_SIZES[word]
  const step = scales.get(word)
  return step?.[0] === 'size' ? step[1] : undefined
}

/** "Pro Max": the higher of the two, and half a step more. */
function combined(sofar: number | undefined, next: number): number {
  if (sofar === undefined) return next
  return sofar === 0 || next === 0 ? sofar + next : Math.max(sofar, next) + 0.5
}

function bared(word: string): string {
  return word.replace(/^[-.'’&+]+|[-.'’&]+$/gu, '')
}

import { EPITHETS, type Tier, type Trade, type Word } from './trades.ts'
import type { Variant } from './variants.ts'

/** A name on the shelf and in an id: "Hoshi Nova 5 Pro", 「ホシ Nova 5 Pro」, `nova-5-pro`. */
export type Name = {
  readonly en: string
  readonly ja: string
  readonly slug: string
  /** What stands before a size in English: a comma where the name ends in the name of another model. */
  readonly beforeSize: ' ' | ', '
}

/** The brand and the bare series. Once the words of the trade are used up, epithets follow: Nova, Nova Neo. */
export function seriesName(trade: Trade, index: number): { brand: Word; series: Word } {
  const word = index % trade.series.length
  const [en, ja] = trade.series[word]!
  const epithet = epithetsOf(Math.floor(index / trade.series.length))
  return {
    brand: trade.brands[word % trade.brands.length]!,
    series: [`${en}${epithet}`, `${ja}${epithet}`],
  }
}

/** The name of one model: brand, series, generation, tier. */
export function modelName(brand: Word, series: Word, generation: number | undefined, tier: Tier): Name {
  const model = joined(generation?.toString(), tier[0])
  return {
    en: joined(brand[0], series[0], model),
    ja: joined(brand[1], series[1], model),
    slug: slugOf(joined(series[0], model)),
    beforeSize: ' ',
  }
}

/** The name of the goods a model stands for: "… espresso machine". */
export function goodsName(model: Name, noun: Word): Name {
  return {
    en: joined(model.en, noun[0]),
    ja: joined(model.ja, noun[1]),
    slug: slugOf(joined(model.slug, noun[0])),
    beforeSize: ' ',
  }
}

/** The name of goods that fit a model: "Case for Hoshi Nova 5", 「ホシ Nova 5 用ケース」. */
export function accessoryName(model: Name, noun: Word): Name {
  return {
    ...goodsName(model, noun),
    en: `${noun[0]} for ${model.en}`,
    ja: `${model.ja} 用${noun[1]}`,
    beforeSize: ', ',
  }
}

/** The name of one variant: "Hoshi Nova 5 Pro 256 GB, black", "Charger for Hoshi Nova 5, 30 W", "…, set of 3". */
export function variantName(
  name: Name,
  { size, colour, packQuantity, subscription }: Variant,
): Omit<Name, 'beforeSize'> {
  const pack = packQuantity > 1
  const traits = [colour?.[0], pack && `set of ${packQuantity}`, subscription && 'subscription']
  return {
    en: [size ? name.en + name.beforeSize + size[0] : name.en, ...traits].filter(Boolean).join(', '),
    ja: joined(name.ja, size?.[1], colour?.[1], pack && `${packQuantity}個セット`, subscription && '定期便'),
    slug: slugOf(
      joined(name.slug, size?.[0], colour?.[0], pack && `x${packQuantity}`, subscription && 'sub'),
    ),
  }
}

/** Lower case, dashes; a number keeps its unit (180mm), gigabytes need none (256). */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/ gb\b/g, '')
    .replace(/(\d) (?=(?:tb|g|kg|ml|l|mm|cm|w)\b)/g, '$1')
    .replace(/[^a-z0-9]+/g, '-')
}

function joined(...words: (string | false | undefined)[]): string {
  return words.filter(Boolean).join(' ')
}

function epithetsOf(round: number): string {
  let epithet = ''
  for (let rest = round; rest > 0; rest = Math.floor((rest - 1) / EPITHETS.length)) {
    epithet = ` ${EPITHETS[(rest - 1) % EPITHETS.length]}${epithet}`
  }
  return epithet
}

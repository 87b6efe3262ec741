import type { Item } from './shop.ts'
import { joined } from './texts.ts'

/** What a shop shows of each item, as finished JSON fragments without braces, one set a locale. */
export type Cards = {
  /** '*' is the catalogue's own language, then the languages of its translations. */
  readonly locales: readonly string[]
  /** Card of item i in locale l: cardText[cardStart[l · numItems + i]] … cardStart[l · numItems + i + 1], exclusive. */
  readonly cardStart: Uint32Array
  readonly cardText: Uint8Array
}

export function cards(items: readonly Item[]): Cards {
  const translated = new Set(items.flatMap(item => Object.keys(item.translations ?? {})))
  const locales = ['*', ...[...translated].sort()]
  const { start, bytes } = joined(locales.flatMap(locale => items.map(item => fragment(item, locale))))
  return { locales, cardStart: start, cardText: bytes }
}

function fragment({ id, title, translations, url, image }: Item, locale: string): string {
  return JSON.stringify({ id, title: translations?.[locale] ?? title, url, image }).slice(1, -1)
}

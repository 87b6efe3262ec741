import { FormatError } from '../format/errors.ts'
import { type FirstRows, firstRows } from '../format/rows.ts'
import type { Model } from '../models/files.ts'
import { bestSellersOf } from './best-sellers.ts'
import type { LoadedModel } from './loading/load.ts'
import { type Segments, segmentsOf } from './moment.ts'
import { type Currency, currencyOf } from './money.ts'
import { type Piece, pieceInQuotes, pieceOf, viewOf } from './piece.ts'
import { LOCALES, type Locale } from './reasons.ts'

/** A model with what every answer needs of it, prepared once at load. */
export type ServedModel = Omit<Model, 'segments'> & {
  /** Undefined where the model knows no segments. */
  readonly segments: Segments | undefined
  readonly version: string
  /** The version as an entity tag may hold it, and the revision of the facts that were set since it was built. */
  readonly tag: string
  /** Where the rows of each kind begin. */
  readonly rows: FirstRows
  /** Numbers of the items that can be sold now, most sold first; none where nothing was sold yet. */
  readonly popular: Uint32Array
  /** The version as JSON. */
  readonly quotedVersion: Piece
  /** The texts of the ids, the cards and the differences, to copy from. */
  readonly ids: Piece
  readonly cards: Piece
  readonly differences: Piece
  /** Leaf names by category number, "Cases" of "Phones > Cases", as a JSON string holds them. */
  readonly categoryNames: readonly Piece[]
  /** Which of the model's card languages a request's locale gets. */
  readonly cardLanguage: { readonly [L in Locale]: number }
  /** Where the words of a locale begin among the differences; undefined where the model has none in it. */
  readonly differenceWords: { readonly [L in Locale]: number | undefined }
  /** By locale and currency number; undefined where the currency is not known. */
  readonly currencies: { readonly [L in Locale]: readonly (Currency | undefined)[] }
}

/** Throws FormatError where the three files of the model do not belong together. */
export function prepare(model: LoadedModel): ServedModel {
  const { manifest, items, alsoBought, higherModel } = model
  const rows = firstRows(items.counts)
  const numGroups = rows.end - items.counts.numItems
  if (alsoBought.counts.numGroups !== numGroups) {
    throw new FormatError(
      'BOUNDS',
      `${manifest.version}: also-bought.idx has rows for ${alsoBought.counts.numGroups} families, bands and categories, items.idx has ${numGroups}; build the model again`,
    )
  }
  return {
    ...model,
    version: manifest.version,
    tag: encodeURIComponent(manifest.version),
    rows,
    segments: model.segments && segmentsOf(model.segments),
    popular: model.popular ?? bestSellersOf(model, items.columns.flags),
    quotedVersion: pieceOf(JSON.stringify(manifest.version)),
    ids: viewOf(items.columns.idText),
    cards: viewOf(items.columns.cardText),
    differences: viewOf(higherModel.columns.differenceText),
    categoryNames: items.header.categories.map(path => pieceInQuotes(leafName(path))),
    differenceWords: forEachLocale(locale => {
      const at = higherModel.header.locales.indexOf(locale)
      return at < 0 ? undefined : (1 + at) * higherModel.counts.numDifferences
    }),
    cardLanguage: forEachLocale(locale => languageFor(locale, items.header.locales)),
    currencies: forEachLocale(locale => items.header.currencies.map(code => currencyOf(code, locale))),
  }
}

function leafName(path: string): string {
  return path.slice(path.lastIndexOf('>') + 1).trim()
}

function forEachLocale<T>(make: (locale: Locale) => T): { readonly [L in Locale]: T } {
  return Object.fromEntries(LOCALES.map(locale => [locale, make(locale)])) as Record<Locale, T>
}

/** The place of a language that fits, regions included (ja-JP fits ja), else 0, the catalogue's own. */
function languageFor(locale: Locale, tags: readonly string[]): number {
  return Math.max(
    0,
    tags.findIndex(tag => tag === locale || tag.startsWith(`${locale}-`)),
  )
}

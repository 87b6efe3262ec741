import { type AttributeColumn, attributeColumns } from './attributes.ts'
import { catalogColumns, foreignColumns } from './catalog-columns.ts'
import { composableOf } from './compose.ts'
import { type Duckdb, text } from './duckdb.ts'
import { withMending } from './misread.ts'
import { currencyNamed } from './money.ts'
import { type Match, recognise } from './recognise.ts'
import { loadKeepingMalformed, rejectMalformed, withPlaces } from './rejects.ts'
import { CATALOG_COLUMNS, CATALOG_SHAPES, type CatalogColumn } from './shapes.ts'
import type { Source } from './source.ts'
import { styleOf } from './style.ts'
import { notRecognised, sayUnmapped } from './unrecognised.ts'

export type CatalogFile = { readonly source: Source; readonly match: Match<CatalogColumn> }

export type CatalogHints = {
  readonly map?: Readonly<Record<string, string>> | undefined
  readonly currency?: string | undefined
}

const COMPOSABLE = composableOf(CATALOG_COLUMNS)

/** Makes the empty table of catalogue rows, ids and texts as they are, prices in major units. */
export async function createProductTable(db: Duckdb): Promise<void> {
  await db.run(`create table product_row (file usmallint, "row" bigint, item_id varchar, title varchar,
    translations varchar, brand varchar, category varchar, price_text varchar, price double, currency varchar,
    group_id varchar, available boolean, url varchar, image varchar, attributes varchar, more_attributes varchar,
    pack_quantity double, subscription boolean, released_at varchar, is_further_row boolean)`)
}

export function recogniseCatalog(source: Source, map: CatalogHints['map']): CatalogFile {
  const header = source.columns.map(column => column.name)
  const match = recognise(header, CATALOG_SHAPES, map, COMPOSABLE)
  if (match) return { source, match }
  throw notRecognised(source, {
    shapes: CATALOG_SHAPES,
    columns: CATALOG_COLUMNS,
    flag: '--catalog-map',
    map,
    composable: COMPOSABLE,
  })
}

/** Reads one catalogue file into the table of catalogue rows; the file as it was read in the end. */
export async function loadCatalog(
  db: Duckdb,
  { source: opened, match }: CatalogFile,
  hints: CatalogHints,
  notices: string[],
): Promise<CatalogFile> {
  sayUnmapped(opened, hints.map, COMPOSABLE, notices)
  const numbers = match.at.price === undefined ? [] : [match.at.price]
  const { source, result } = await withMending(db, opened, async source => {
    const said: string[] = []
    const { decimalComma } = await styleOf(db, source, { numbers }, undefined, said)
    const attributes = await attributeColumns(db, source, foreignColumns({ source, match }), said)
    await db.inOrder(() => insertProducts(db, { source, match }, { decimalComma, attributes }, hints))
    return said
  })
  notices.push(...result)
  await rejectMalformed(db, source)
  return { source, match }
}

type Plan = { readonly decimalComma: boolean; readonly attributes: readonly AttributeColumn[] }

async function insertProducts(
  db: Duckdb,
  file: CatalogFile,
  { decimalComma, attributes }: Plan,
  hints: CatalogHints,
): Promise<void> {
  const { source, match } = file
  const isText = source.columns.find(({ name }) => name === match.at.price)?.type === 'VARCHAR'
  const named = currencyNamed(match.at.price ?? '')
  const currencies = [
    'upper(currency)',
    isText && 'currency_code(price)',
    named && text(named),
    hints.currency && text(hints.currency),
    isText && 'currency_sign(price)',
  ]
  await loadKeepingMalformed(db, source, unparsed =>
    db.run(`create or replace temp table bad as ${catalogColumns(file, attributes, unparsed)}`),
  )
  await db.run(`insert into product_row
    select ${source.number}, "row", item_id, title, translations, brand, category, price::varchar,
      ${isText ? `number(price, ${decimalComma})` : 'price::double'},
      try_cast(coalesce(${currencies.filter(Boolean).join(', ')}) as currency_code)::varchar,
      group_id, is_yes(available), url, image, attributes, more_attributes, number(pack_quantity, false),
      is_yes(subscription),
      strftime(instant(released_at, false), '%Y-%m-%d'), ${match.shape.fillDown !== undefined}
    from (${await withPlaces(db, source, 'bad')});
    drop table bad`)
}

import { type Duckdb, text } from './duckdb.ts'
import { filledDown } from './fill-down.ts'
import { withMending } from './misread.ts'
import { keepMalformed, rejectMalformed, rejectsTable, withPlaces } from './rejects.ts'
import { CATALOG_COLUMNS, CATALOG_SHAPES, type CatalogColumn, type Match, recognise } from './shapes.ts'
import { read, type Source } from './source.ts'
import { styleOf } from './style.ts'
import { notRecognised } from './unrecognised.ts'

export type CatalogFile = { readonly source: Source; readonly match: Match<CatalogColumn> }

export type CatalogHints = {
  readonly map?: Readonly<Record<string, string>> | undefined
  readonly currency?: string | undefined
}

/** No item costs more, in any currency. */
const MAX_PRICE = 1e9

/** Makes the empty table of catalogue rows, ids and texts as they are, prices in major units. */
export async function createProductTable(db: Duckdb): Promise<void> {
  await db.run(`create table product_row (file usmallint, "row" bigint, item_id varchar, title varchar,
    translations varchar, brand varchar, category varchar, price_text varchar, price double, currency varchar,
    group_id varchar, available varchar, url varchar, image varchar, attributes varchar, pack_quantity double,
    subscription varchar, released_at varchar, is_further_row boolean)`)
}

export function recogniseCatalog(source: Source, map: CatalogHints['map']): CatalogFile {
  const header = source.columns.map(column => column.name)
  const match = recognise(header, CATALOG_SHAPES, map)
  if (match) return { source, match }
  throw notRecognised(source, {
    shapes: CATALOG_SHAPES,
    columns: CATALOG_COLUMNS,
    flag: '--catalog-map',
    map,
  })
}

/** Reads one catalogue file into the table of catalogue rows; the file as it was read in the end. */
export async function loadCatalog(
  db: Duckdb,
  { source: opened, match }: CatalogFile,
  hints: CatalogHints,
  notices: string[],
): Promise<CatalogFile> {
  const numbers = match.at.price === undefined ? [] : [match.at.price]
  const { source } = await withMending(db, opened, async source => {
    const { decimalComma } = await styleOf(db, source, { numbers }, undefined, notices)
    await db.inOrder(() => insertProducts(db, { source, match }, decimalComma, hints))
  })
  await rejectMalformed(db, source)
  return { source, match }
}

async function insertProducts(db: Duckdb, file: CatalogFile, decimalComma: boolean, hints: CatalogHints) {
  const { source, match } = file
  const table = rejectsTable(source)
  const isText = source.columns.find(({ name }) => name === match.at.price)?.type === 'VARCHAR'
  const currencies = [
    'upper(currency)',
    isText && 'currency_code(price)',
    hints.currency && text(hints.currency),
    isText && 'currency_sign(price)',
  ]
  await db.run(`
    drop table if exists ${table}; drop table if exists ${table}_scan;
    create or replace temp table bad as ${ourColumns(file, table)}`)
  if (source.format === 'csv') await keepMalformed(db, source)
  await db.run(`insert into product_row
    select ${source.number}, "row", item_id, title, translations, brand, category, price::varchar,
      ${isText ? `number(price, ${decimalComma})` : 'price::double'}, 
      try_cast(coalesce(${currencies.filter(Boolean).join(', ')}) as currency_code)::varchar,
      group_id, available, url, image, attributes, number(pack_quantity, false), subscription,
      strftime(instant(released_at, false), '%Y-%m-%d'), ${match.shape.fillDown !== undefined}
    from (${await withPlaces(db, source, 'bad')});
    drop table bad`)
}

/** Our columns by their names, as text but for a price that has a type; titles in other languages as one JSON object. */
function ourColumns({ source, match }: CatalogFile, table: string): string {
  const { at, shape } = match
  const ours = CATALOG_COLUMNS.map(column => {
    const theirs = source.columns.find(({ name }) => name === at[column])
    if (!theirs) return `null::varchar as ${column}`
    if (column === 'price' && theirs.type !== 'VARCHAR') return `${theirs.sql} as price`
    const isNested = /^(MAP|STRUCT)|\[\]$/.test(theirs.type)
    return `cell(${isNested ? `to_json(${theirs.sql})::varchar` : `${theirs.sql}::varchar`}) as ${column}`
  })
  const translations = source.columns.flatMap(({ name, sql }) => {
    const tag = name.match(/^title[_-](\w{2,}(?:[_-]\w+)*)$/i)?.[1]?.replaceAll('_', '-')
    return tag === undefined ? [] : [`${text(tag)}: cell(${sql}::varchar)`]
  })
  const row = source.format === 'parquet' ? 'file_row_number + 1' : 'row_number() over ()'
  const rows = `select ${row} as "row", ${ours.join(', ')},
      ${translations.length > 0 ? `to_json({${translations.join(', ')}})::varchar` : 'null'} as translations
    from ${read(source, table)}`
  const filled = shape.fillDown?.filter(column => at[column] !== undefined) ?? []
  return filledDown(rows, filled, 'group_id')
}

/** The catalogue's items, each once: of rows with the same id the first. The others are rejected. */
export async function keepProducts(db: Duckdb): Promise<void> {
  await db.run(`
    create table product as select * from product_row where item_id is not null
      qualify row_number() over (partition by item_id order by file, "row") = 1;
    insert into reject select file, 'catalog', "row", if(is_further_row, 'set-aside', 'rejected'), 'item_id is empty',
      'item_id is empty', null, null, title from product_row where item_id is null;
    insert into reject select file, 'catalog', "row", 'rejected', 'item_id stands twice',
      'item_id ' || to_json(item_id) || ' stands twice, the first row counts', null, item_id, title
    from product_row anti join product using (file, "row") where item_id is not null;
    insert into reject select file, 'catalog', "row", 'set-aside', 'price is no usable number',
      'price ' || to_json(price_text) || ' is no usable number', null, item_id, price_text
    from product where price_text is not null and coalesce(price <= 0 or price > ${MAX_PRICE}, true);
    drop table product_row`)
}

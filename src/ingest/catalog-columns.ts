import { type AttributeColumn, asJson } from './attributes.ts'
import type { CatalogFile } from './catalog.ts'
import { cell, composed } from './compose.ts'
import { text } from './duckdb.ts'
import { filledDown } from './fill-down.ts'
import { partsOf } from './recognise.ts'
import { CATALOG_COLUMNS } from './shapes.ts'
import { type Column, read, type Unparsed } from './source.ts'

/** The columns of a file that are none of ours, in whole; what is only part of one still speaks for itself. */
export function foreignColumns({ source, match }: CatalogFile): Column[] {
  const ours = new Set(CATALOG_COLUMNS.map(column => match.at[column]))
  return source.columns.filter(({ name }) => !ours.has(name) && languageOf(name) === undefined)
}

/**
 * SQL: our columns by their names, as text but for a price that has a type; titles in other languages and further
 * attributes as one JSON object each.
 */
export function catalogColumns(
  { source, match }: CatalogFile,
  attributes: readonly AttributeColumn[],
  unparsed: Unparsed,
): string {
  const { at, shape } = match
  const ours = CATALOG_COLUMNS.map(column => {
    const parts = partsOf(match, column).map(part => source.columns.find(({ name }) => name === part)!)
    if (parts.length > 1) return `${composed(column, parts)} as ${column}`
    const [theirs] = parts
    if (!theirs) return `null::varchar as ${column}`
    if (column === 'price' && theirs.type !== 'VARCHAR') return `${theirs.sql} as price`
    return `${cell(theirs)} as ${column}`
  })
  const translations = source.columns.flatMap(column => {
    const tag = languageOf(column.name)
    return tag === undefined ? [] : [`${text(tag)}: ${cell(column)}`]
  })
  const values = attributes.flatMap(({ value, key }, i) => [
    { column: value, as: `value_${i}` },
    ...(key ? [{ column: key, as: `key_${i}` }] : []),
  ])
  const row = source.format === 'parquet' ? 'file_row_number + 1' : 'row_number() over ()'
  const rows = `select ${row} as "row", ${ours.join(', ')},
      ${translations.length > 0 ? `to_json({${translations.join(', ')}})::varchar` : 'null'} as translations
      ${values.map(({ column, as }) => `, ${cell(column)} as ${as}`).join('')}
    from ${read(source, unparsed)}`
  const perRow = shape.notFilledDown === undefined ? undefined : new RegExp(shape.notFilledDown, 'i')
  const filled = [
    ...(shape.fillDown?.filter(column => at[column] !== undefined) ?? []),
    ...values.flatMap(({ column, as }) => (perRow && !perRow.test(column.name) ? [as] : [])),
  ]
  const entries = attributes.map(({ value, key }, i) => ({
    key: key ? `key_${i}` : text(value.name),
    value: `value_${i}`,
  }))
  return `select "row", ${CATALOG_COLUMNS.join(', ')}, translations, ${asJson(entries)} as more_attributes
    from (${filledDown(rows, filled, 'group_id')})`
}

/** The BCP 47 tag of a column of titles in another language. */
function languageOf(name: string): string | undefined {
  return name.match(/^title[_-](\w{2,}(?:[_-]\w+)*)$/i)?.[1]?.replaceAll('_', '-')
}

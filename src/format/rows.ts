import type { Counts } from './layout.ts'

/** What a row of also-bought stands for, the finest first. */
export const ROW_KINDS = ['item', 'family', 'band', 'category'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** The first row of each kind, and the end. Rows are items, then families, then price bands, then categories. */
export function firstRows(
  c: Pick<Counts<'items'>, 'numItems' | 'numFamilies' | 'numBands' | 'numCategories'>,
) {
  const family = c.numItems
  const band = family + c.numFamilies
  const category = band + c.numBands
  return { item: 0, family, band, category, end: category + c.numCategories }
}

export type FirstRows = ReturnType<typeof firstRows>

export function kindOfRow(first: FirstRows, row: number): RowKind {
  if (row < first.family) return 'item'
  if (row < first.band) return 'family'
  return row < first.category ? 'band' : 'category'
}

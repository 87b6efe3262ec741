import type { Duckdb } from './duckdb.ts'
import type { Candidate } from './items.ts'
import { judge } from './non-products.ts'
import type { NonProduct } from './report.ts'

export type Overrides = { readonly keep?: readonly string[]; readonly drop?: readonly string[] }

const NUM_NAMED = 10

/**
 * Which candidates are products, by number, and what the others are. What `keep` and `drop` say goes before
 * everything; suspicions go to `notices`.
 */
export function productsOf(
  candidates: readonly Candidate[],
  { keep = [], drop = [] }: Overrides,
  notices: string[],
): { readonly isProduct: readonly boolean[]; readonly nonProducts: readonly NonProduct[] } {
  const kept = new Set(keep)
  const dropped = new Set(drop)
  const suspects: string[] = []
  const nonProducts: NonProduct[] = []
  const sold = candidates.filter(({ lines }) => lines > 0)
  const usual = sold.length > 0 ? sold : candidates // a catalogue alone
  const verdictOf = judge(
    usual.map(({ item, lines, prices }) => ({ id: item.id, title: item.title, lines, prices })),
  )

  const isProduct = candidates.map(({ item: { id, title }, lines, prices }) => {
    if (kept.has(id)) return true
    const verdict = dropped.has(id)
      ? { isProduct: false, why: 'it was asked to be dropped' }
      : verdictOf({ id, title, lines, prices })
    if (verdict?.isProduct) suspects.push(`${id} (${title ?? 'no title'})`)
    if (!verdict || verdict.isProduct) return true
    nonProducts.push({ id, ...(title !== undefined && { title }), lines, why: verdict.why })
    return false
  })
  nonProducts.sort((a, b) => b.lines - a.lines || (a.id < b.id ? -1 : 1))
  if (suspects.length > 0)
    notices.push(`${firstFew(suspects)} may be no products; say --drop-items where they are none`)
  const strange = new Set([...kept, ...dropped])
  for (const { item } of candidates) strange.delete(item.id)
  if (strange.size > 0)
    notices.push(`--keep-items and --drop-items name ${firstFew([...strange])}, which no file holds`)
  return { isProduct, nonProducts }
}

/** Makes the table of products, item_id → n, for the lines that become baskets. */
export async function numberProducts(db: Duckdb, isProduct: readonly boolean[]): Promise<void> {
  const others = [...isProduct.keys()].filter(n => !isProduct[n])
  await db.run(
    `create table product_number as select item_id, n from item where n not in (${[NO_ITEM, ...others].join(', ')})`,
  )
}

/** Keeps the list of others from being empty, which SQL does not allow. */
const NO_ITEM = -1

/** The first few names of a list. */
export function firstFew(names: readonly string[]): string {
  const rest = names.length - NUM_NAMED
  return names.slice(0, NUM_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

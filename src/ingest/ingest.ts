import type { Shop } from '../build/shop.ts'
import { gatherBaskets, renumber } from './baskets.ts'
import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { readCandidates, sumUpSales } from './items.ts'
import { loadFiles } from './load.ts'
import { addNotices, refuseForeignCatalog } from './oddities.ts'
import { numberProducts, productsOf } from './products.ts'
import { readEvents, sizeOf } from './read-events.ts'
import { tally } from './rejects.ts'
import type { IngestReport } from './report.ts'
import type { IngestRequest } from './request.ts'
import { withDuckdb } from './with-duckdb.ts'

/** The shop that order and catalogue files describe, and how they were read. Throws InputRejected. */
export async function ingest(request: IngestRequest): Promise<{ shop: Shop; report: IngestReport }> {
  return withDuckdb(request, db => readShop(db, request))
}

async function readShop(db: Duckdb, request: IngestRequest): Promise<{ shop: Shop; report: IngestReport }> {
  const notices: string[] = []
  const hasCatalog = (request.catalog ?? []).length > 0
  const loaded = await loadFiles(db, request, notices)
  const { files, numRows, currencies } = loaded

  db.stage('count items')
  await sumUpSales(db, loaded, hasCatalog)
  const candidates = await readCandidates(db, { hasCatalog, currency: currencies[0] }, notices)
  if (hasCatalog) refuseForeignCatalog(candidates)
  const { isProduct, nonProducts } = productsOf(candidates, request, notices)

  db.stage('gather baskets')
  await numberProducts(db, isProduct)
  const raw = await gatherBaskets(db, loaded, candidates.length)
  if (raw.item.length === 0 && request.orders.length > 0) {
    throw new InputRejected(
      'orders: every item in them was taken for no product; say --keep-items for those that are',
    )
  }
  const ranking = rank(isProduct, raw.orders)
  const products = ranking.map(n => candidates[n]!)
  const number = new Uint32Array(candidates.length)
  for (const [place, n] of ranking.entries()) number[n] = place
  const baskets = renumber(raw, number)

  const { items, events } = await readEvents(
    db,
    request,
    products.map(({ item }) => item),
    notices,
  )
  const numAudiences = baskets.audiences?.length ?? 0
  addNotices(
    products.map((product, n) => ({ ...product, item: items[n]! })),
    { currencies, hasCatalog, numAudiences },
    notices,
  )
  const report = {
    files,
    rows: numRows,
    lines: baskets.item.length + raw.duplicateLines,
    baskets: baskets.start.length - 1,
    items: items.length,
    rejected: await tally(db, 'rejected'),
    setAside: await tally(db, 'set-aside'),
    nonProducts,
    duplicateLines: raw.duplicateLines,
    ...(events && { events: sizeOf(events) }),
    ...(loaded.offers.items > 0 && { offers: loaded.offers }),
    ...(raw.window && { window: raw.window }),
    currencies,
    notices,
  }
  return { shop: { items, baskets, ...(events && { events }) }, report }
}

/** The products among the candidates, most orders first, then by id: candidates stand in the order of their ids. */
function rank(isProduct: readonly boolean[], orders: Uint32Array): number[] {
  const products = [...isProduct.keys()].filter(n => isProduct[n])
  return products.sort((a, b) => orders[b]! - orders[a]! || a - b)
}

import { EVENT_KINDS, type Events } from '../build/events.ts'
import type { Item } from '../build/shop.ts'
import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { gatherEvents, itemsOfEvents, tellSessions } from './gather-events.ts'
import { readCandidates, sumUpSales } from './items.ts'
import { loadFiles } from './load.ts'
import { tally } from './rejects.ts'
import type { EventCounts, IngestReport } from './report.ts'
import type { IngestRequest } from './request.ts'
import { withDuckdb } from './with-duckdb.ts'

/**
 * The events of these items, none where no event files are given. Without a catalogue the items get what the events tell
 * of them and the orders do not: brand, category, price. Needs the table event.
 */
export async function readEvents(
  db: Duckdb,
  { events: files = [], catalog = [] }: Pick<IngestRequest, 'events' | 'catalog'>,
  items: readonly Item[],
  notices: string[],
): Promise<{ readonly items: readonly Item[]; readonly events?: Events }> {
  if (files.length === 0) return { items }
  db.stage('gather events')
  await tellSessions(db)
  const ids = items.map(({ id }) => id)
  const events = await gather(db, ids, notices)
  if (catalog.length > 0) return { items, events }
  const told = new Map((await itemsOfEvents(db)).map(item => [item.id, item]))
  return { items: items.map(item => ({ ...told.get(item.id), ...item })), events }
}

async function gather(db: Duckdb, ids: readonly string[], notices: string[]): Promise<Events> {
  const { events, unknown } = await gatherEvents(db, ids)
  if (events.item.length === 0) {
    const found =
      unknown.events === 0 ? 'hold no event' : `speak of ${unknown.items} items, of none of the shop`
    throw new InputRejected(
      `events: ${found}; expected views and purchases of its items: see the rejects, or map item_id to the column with the same ids`,
    )
  }
  if (unknown.events > 0) {
    notices.push(
      `${unknown.events} events are of ${unknown.items} items that the shop does not have and do not count`,
    )
  }
  const { purchases } = sizeOf(events)
  if (purchases === 0) notices.push('the events hold no purchase: what was bought instead cannot be told')
  return events
}

export type EventShop = { readonly items: readonly Item[]; readonly events: Events }

/**
 * A shop of which only events are known, and perhaps the catalogue; without one, price, brand and category of an item
 * are those of its last event. Items of most sessions first, then by id. Throws InputRejected.
 */
export async function readEventShop(
  request: Omit<IngestRequest, 'orders'> & { readonly events: readonly string[] },
): Promise<{ readonly shop: EventShop; readonly report: EventReport }> {
  return withDuckdb({ ...request, orders: [] }, async db => {
    const notices: string[] = []
    const loaded = await loadFiles(db, { ...request, orders: [] }, notices)
    db.stage('gather events')
    await tellSessions(db)
    const visited = await itemsOfEvents(db)
    const hasCatalog = (request.catalog ?? []).length > 0
    let items = visited
    if (hasCatalog) {
      await sumUpSales(db, loaded, hasCatalog)
      const listed = await readCandidates(db, { hasCatalog, currency: undefined }, notices)
      const place = new Map(visited.map(({ id }, n) => [id, n]))
      const placeOf = ({ id }: Item) => place.get(id) ?? visited.length
      items = listed.map(({ item }) => item).sort((a, b) => placeOf(a) - placeOf(b))
    }
    const events = await gather(
      db,
      items.map(({ id }) => id),
      notices,
    )
    const [rejected, setAside] = [await tally(db, 'rejected'), await tally(db, 'set-aside')]
    return {
      shop: { items, events },
      report: { files: loaded.files, rejected, setAside, events: sizeOf(events), notices },
    }
  })
}

export type EventReport = Pick<IngestReport, 'files' | 'rejected' | 'setAside' | 'notices'> & {
  readonly events: EventCounts
}

export function sizeOf({ start, kind }: Events): EventCounts {
  const counts = EVENT_KINDS.map(() => 0)
  for (const code of kind) counts[code]!++
  const [views = 0, carts = 0, purchases = 0] = counts
  return { sessions: start.length - 1, views, carts, purchases }
}

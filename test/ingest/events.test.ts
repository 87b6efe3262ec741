import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { EVENT_KINDS, type Events } from '../../src/build/events.ts'
import type { Item } from '../../src/build/shop.ts'
import { readEventShop } from '../../src/ingest/read-events.ts'
import type { IngestRequest } from '../../src/ingest/request.ts'
import { DATA_DIR, isDataMissing } from '../require.ts'
import { type Files, folderWith, ingestFiles, lines } from './workbench.ts'

/** Reads events*, and catalog* where there are such. Paths in messages lose the folder. */
async function read(files: Files, request: Partial<IngestRequest> = {}) {
  const dir = await folderWith(files)
  const named = (start: string) =>
    Object.keys(files)
      .filter(name => name.startsWith(start))
      .map(name => join(dir, name))
  const tempDir = join(dir, 'scratch')
  await mkdir(tempDir)
  const rejectsFile = join(dir, 'rejects.csv')
  try {
    const { shop, report } = await readEventShop({
      maxRejects: 1,
      ...request,
      events: named('events'),
      catalog: named('catalog'),
      rejectsFile,
      tempDir,
    })
    const rejects = (await readFile(rejectsFile, 'utf8')).replaceAll(`${dir}/`, '')
    return { ...shop, report, sessions: sessionsOf(shop), rejects }
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replaceAll(`${dir}/`, '')
    throw error
  }
}

/** The sessions in words: "view a, purchase b". */
function sessionsOf({
  items,
  events,
}: {
  readonly items: readonly Item[]
  readonly events: Events
}): string[] {
  const { start, item, kind } = events
  return Array.from({ length: start.length - 1 }, (_, s) =>
    [...item.subarray(start[s], start[s + 1])]
      .map((n, i) => `${EVENT_KINDS[kind[start[s]! + i]!]} ${items[n]!.id}`)
      .join(', '),
  )
}

const HEADER = 'session_id,item_id,event,occurred_at'

describe('an event file', () => {
  const TWO_SESSIONS = ['view a, view b, purchase b', 'view a, cart a']
  const SHAPES = {
    issho: lines(
      HEADER,
      's2,a,cart,2026-01-02 10:01:00',
      's1,a,view,2026-01-01 10:00:00',
      's2,a,view,2026-01-02 10:00:00',
      's1,b,view,2026-01-01 10:01:00',
      's1,b,purchase,2026-01-01 10:02:00',
    ),
    rees46: lines(
      'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
      '2019-10-01 00:00:00 UTC,view,a,1,shoes.boots,x,9.50,7,s1',
      '2019-10-01 00:00:05 UTC,view,b,2,,y,12.00,7,s1',
      '2019-10-01 00:00:09 UTC,purchase,b,2,,y,12.50,7,s1',
      '2019-10-01 00:00:10 UTC,view,a,1,shoes.boots,x,0.00,8,s2',
      '2019-10-01 00:00:11 UTC,cart,a,1,shoes.boots,,,8,s2',
    ),
    jdata: lines(
      'user_id,sku_id,time,model_id,type,cate,brand',
      '1.0,a,2016-01-31 23:59:02,,1,8,403',
      '1.0,b,2016-01-31 23:59:03,0,6,8,403',
      '1.0,b,2016-01-31 23:59:09,0,3,8,403',
      '1.0,b,2016-01-31 23:59:10,0,4,8,403',
      '2.0,a,2016-02-01 23:59:02,,1,8,403',
      '2.0,a,2016-02-01 23:59:04,,2,8,403',
    ),
    ga4: lines(
      'event_name,event_timestamp,user_pseudo_id,ga_session_id,item_id,item_brand,item_category,price,currency',
      'view_item,1600000000000000,u1,1,a,x,Boots,9.5,EUR',
      'view_item,1600000001000000,u1,1,b,x,Boots,9.5,EUR',
      'purchase,1600000002000000,u1,1,b,x,Boots,9.5,EUR',
      'page_view,1600000002000000,u1,1,,,,,',
      'view_item,1600000003000000,u2,1,a,x,Boots,9.5,EUR',
      'add_to_cart,1600000004000000,u2,1,a,x,Boots,9.5,EUR',
    ),
  }
  for (const [shape, text] of Object.entries(SHAPES)) {
    it(`is recognised by its header: ${shape}`, async () => {
      const { sessions, report } = await read({ 'events.csv': text })
      expect(report.files[0]).toMatchObject({ role: 'events', shape })
      expect(sessions).toEqual(TWO_SESSIONS)
      expect(report.rejected).toEqual({})
      expect(report.events).toEqual({ sessions: 2, views: 3, carts: 1, purchases: 1 })
    })
  }

  it('tells the last price, brand and category of each item, a price of zero being none', async () => {
    const { items } = await read({ 'events.csv': SHAPES.rees46 }, { currency: 'USD' })
    expect(items).toEqual([
      {
        id: 'a',
        brand: 'x',
        category: 'shoes > boots',
        price: { amount: 950, currency: 'USD' },
        available: true,
      },
      { id: 'b', brand: 'y', category: '2', price: { amount: 1250, currency: 'USD' }, available: true },
    ])
  })

  it('sets aside what is known and of no use', async () => {
    const { report, rejects } = await read({ 'events.csv': SHAPES.jdata })
    expect(report.setAside).toEqual({ 'the event is neither view, cart nor purchase': 1 })
    expect(rejects).toContain('events.csv,4,set-aside,"the event is neither view, cart nor purchase",,b,3')
  })

  it('is read by a map where nobody could guess', async () => {
    const text = lines('sitzung,artikel,tat,wann', 's,a,view,2026-01-01', 's,b,Add to Cart,2026-01-02')
    const eventsMap = { session_id: 'sitzung', item_id: 'artikel', event: 'tat', occurred_at: 'wann' }
    expect((await read({ 'events.csv': text }, { eventsMap })).sessions).toEqual(['view a, cart b'])
  })

  it('may be JSON lines, and several, a session over all of them', async () => {
    const row = (item_id: string, minute: number) =>
      JSON.stringify({ session_id: 's', item_id, event: 'view', occurred_at: `2026-01-01T10:0${minute}:00Z` })
    const { sessions, report } = await read({
      'events-1.jsonl': lines(row('b', 2), row('a', 1), 'no JSON'),
      'events-2.jsonl': lines(row('c', 0)),
    })
    expect(sessions).toEqual(['view c, view a, view b'])
    expect(report.rejected).toEqual({ 'the line is not a JSON object': 1 })
  })
})

describe('a session', () => {
  it('is what a customer does without an hour of rest, where there is no session id', async () => {
    const { sessions } = await read({
      'events.csv': lines(
        'session_id,customer_id,item_id,event,occurred_at',
        ',c1,a,view,2026-01-01 10:00:00',
        ',c1,b,view,2026-01-01 10:59:59',
        ',c1,c,view,2026-01-01 11:59:59',
        ',c2,a,view,2026-01-01 10:30:00',
        's,c1,d,view,2026-01-01 10:30:01',
      ),
    })
    expect(sessions).toEqual(['view a, view b', 'view a', 'view d', 'view c'])
  })

  it('orders events of one moment view, cart, purchase, then by item, however they were read', async () => {
    const rows = [
      's,b,purchase,1600000000',
      's,b,view,1600000000',
      's,a,view,1600000000',
      's,b,cart,1600000000',
    ]
    for (const order of [rows, rows.toReversed()]) {
      const { sessions } = await read({ 'events.csv': lines(HEADER, ...order) })
      expect(sessions).toEqual(['view a, view b, cart b, purchase b'])
    }
  })
})

describe('a row of events is rejected, with its row and the reason, where', () => {
  const GOOD = 's,a,view,2026-01-01 10:00:00'
  test.each([
    [
      'unknown-event',
      's,a,glance,2026-01-01',
      'event ""glance"" is not known, expected view, cart or purchase',
      'event is not known',
    ],
    ['no-event', 's,a,,2026-01-01', 'event is empty', 'event is empty'],
    ['no-item', 's,,view,2026-01-01', 'item_id is empty', 'item_id is empty'],
    ['no-session', ',a,view,2026-01-01', 'session_id and customer_id are empty', undefined],
    ['no-time', 's,a,view,', 'occurred_at is empty', undefined],
    ['time-that-is-none', 's,a,view,soon', 'occurred_at ""soon"" is not a date', 'occurred_at is not a date'],
    ['cut-last-line', 's,a,vi', 'the row has 3 of 4 fields', 'the row has too few fields'],
  ])('%s', async (_, row, sentence, reason = sentence) => {
    const { report, rejects, sessions } = await read({ 'events.csv': `${lines(HEADER, GOOD)}${row}` })
    expect(report.rejected).toEqual({ [reason]: 1 })
    expect(rejects).toContain('events.csv,3,rejected,')
    expect(rejects).toContain(sentence)
    expect(sessions).toEqual(['view a'])
  })

  test('price-that-is-none', async () => {
    const { report } = await read({
      'events.csv': lines(`${HEADER},price`, `${GOOD},1.50`, `${GOOD},cheap`),
    })
    expect(report.rejected).toEqual({ 'price is not a number': 1 })
  })

  test('more of them than may be stop it', async () => {
    const files = { 'events.csv': lines(HEADER, GOOD, 's,a,glance,2026-01-01') }
    await expect(read(files, { maxRejects: 0.1 })).rejects.toThrow(
      /^events: 1 of 2 rows \(50 %\) cannot be used, expected at most 10 %: event is not known \(1\); see /,
    )
  })
})

describe('event files are refused where', () => {
  test('a needed column is missing', async () => {
    await expect(read({ 'events.csv': lines('session_id,item_id,when', 's,a,1') })).rejects.toThrow(
      'events.csv: event and occurred_at not found, its header is session_id, item_id, when; say where they are: --events-map event=…,occurred_at=…',
    )
  })

  test('nothing says which events belong together', async () => {
    await expect(
      read({ 'events.csv': lines('item_id,event,occurred_at', 'a,view,1600000000') }),
    ).rejects.toThrow(
      'events.csv: neither session_id nor customer_id found, its header is item_id, event, occurred_at; say where one is: --events-map session_id=…',
    )
  })

  test('there are no rows', async () => {
    await expect(read({ 'events.csv': lines(HEADER) })).rejects.toThrow(
      'events.csv: has a header and no rows, expected events; export it again',
    )
  })

  test('no item is one of the catalogue', async () => {
    await expect(
      read({
        'events.csv': lines(HEADER, 's,a,view,1600000000'),
        'catalog.csv': lines('item_id,title', 'b,B'),
      }),
    ).rejects.toThrow(
      'events: speak of 1 items, of none of the shop; expected views and purchases of its items: see the rejects, or map item_id to the column with the same ids',
    )
  })
})

describe('events beside other files', () => {
  const EVENTS = lines(HEADER, 's,a,view,1600000000', 's,x,view,1600000001', 's,b,view,1600000002')

  it('are numbered as the shop is, and what it does not have is told', async () => {
    const { shop, report } = await ingestFiles(
      { 'orders.csv': lines('order_id,item_id', '1,b', '2,b', '2,a'), 'events.csv': EVENTS },
      { events: undefined },
    )
    expect(shop.events).toBeUndefined()
    expect(report.events).toBeUndefined()

    const dir = await folderWith({ 'events.csv': EVENTS })
    const withEvents = await ingestFiles(
      { 'orders.csv': lines('order_id,item_id', '1,b', '2,b', '2,a') },
      { events: [join(dir, 'events.csv')] },
    )
    expect(sessionsOf({ items: withEvents.shop.items, events: withEvents.shop.events! })).toEqual([
      'view a, view b',
    ])
    expect(withEvents.report.notices).toContain(
      '1 events are of 1 items that the shop does not have and do not count',
    )
    expect(withEvents.report.notices).toContain(
      'the events hold no purchase: what was bought instead cannot be told',
    )
    expect(withEvents.shop.items).toEqual(shop.items)
  })

  it('tell brand, category and price of items where no catalogue does, and no more than the orders leave open', async () => {
    const text = lines(
      `${HEADER},price,brand,category`,
      's,a,view,1600000000,5.00,Oak & Co,Chairs',
      's,b,view,1600000001,6.00,Elm,Chairs',
    )
    const dir = await folderWith({ 'events.csv': text })
    const request = { events: [join(dir, 'events.csv')], currency: 'GBP' }
    const orders = lines('order_id,item_id,unit_price', '1,a,4.50', '2,a,4.50', '3,b,')
    const { shop, report } = await ingestFiles({ 'orders.csv': orders }, request)
    const told = { category: 'Chairs', available: true }
    expect(shop.items).toEqual([
      { id: 'a', brand: 'Oak & Co', price: { amount: 450, currency: 'GBP' }, ...told },
      { id: 'b', brand: 'Elm', price: { amount: 600, currency: 'GBP' }, ...told },
    ])
    expect(report.notices).not.toContain('1 of 2 items have no price')

    const catalogued = await ingestFiles(
      { 'orders.csv': orders, 'catalog.csv': lines('item_id', 'a', 'b') },
      request,
    )
    expect(catalogued.shop.items).toEqual([
      { id: 'a', available: true },
      { id: 'b', available: true },
    ])
  })

  it('take their items from a catalogue where there is one, those of most sessions first', async () => {
    const { items, sessions } = await read({
      'events.csv': EVENTS,
      'catalog.csv': lines('item_id,title,price', 'c,C,3', 'b,B,2', 'a,A,1'),
    })
    expect(items.map(({ id, title }) => id + title)).toEqual(['aA', 'bB', 'cC'])
    expect(sessions).toEqual(['view a, view b'])
  })
})

describe.skipIf(isDataMissing())('real events', () => {
  async function counts(pattern: string) {
    const dir = await folderWith({})
    const { report, shop } = await readEventShop({
      events: [join(DATA_DIR, pattern)],
      rejectsFile: join(dir, 'rejects.csv'),
      maxRejects: 0.1,
      tempDir: dir,
    })
    return {
      items: shop.items.length,
      ...report.events,
      rejected: report.rejected,
      setAside: report.setAside,
    }
  }

  it('of REES46 are read but for the cut last line', async () => {
    expect(await counts('rees46/2019-Oct_first17k.csv.gz')).toEqual({
      items: 6493,
      sessions: 5066,
      views: 17_055,
      carts: 165,
      purchases: 214,
      rejected: { 'the row has too few fields': 1 },
      setAside: {},
    })
  })

  it('of JData are read, three months in one, visits parted by rests', async () => {
    expect(await counts('jdata/JData_Action_*.csv.gz')).toMatchObject({
      views: 34_226 + 53_209,
      carts: 1549,
      purchases: 200,
      rejected: {},
      setAside: { 'the event is neither view, cart nor purchase': 590 + 223 },
    })
  })
})

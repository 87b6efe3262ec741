import type { EventKind } from '../build/events.ts'
import type { Shape } from './shapes.ts'

/** Our columns of an event; category_id stands in where a category has no name. */
export const EVENT_COLUMNS = [
  'session_id',
  'customer_id',
  'item_id',
  'event',
  'occurred_at',
  'price',
  'currency',
  'brand',
  'category',
  'category_id',
] as const

export type EventColumn = (typeof EVENT_COLUMNS)[number]

/** What a name of an event means: `other` is known and tells nothing of what is wanted. */
export type EventNames = { readonly [K in EventKind | 'other']: readonly string[] }

export type EventShape = Shape<EventColumn> & {
  /** Instead of EVENT_NAMES. */
  readonly names?: EventNames
  /** Session ids count for each customer. */
  readonly sessionsOfCustomer?: boolean
  /** What stands between the levels of a category. */
  readonly levels?: string
}

/** Names of events as shops write them, in lower case, letters and digits only. */
export const EVENT_NAMES: EventNames = {
  view: ['view', 'viewed', 'viewitem', 'itemview', 'productview', 'viewproduct', 'detail', '閲覧'],
  cart: ['cart', 'addtocart', 'cartadd', 'カート'],
  purchase: ['purchase', 'purchased', 'buy', 'order', 'transaction', 'conversion', '購入', '注文'],
  other: [
    'click',
    'removefromcart',
    'favourite',
    'favorite',
    'addtowishlist',
    'pageview',
    'search',
    'viewsearchresults',
    'scroll',
    'userengagement',
    'sessionstart',
    'firstvisit',
    'viewitemlist',
    'selectitem',
    'viewpromotion',
    'selectpromotion',
    'viewcart',
    'begincheckout',
    'addshippinginfo',
    'addpaymentinfo',
    'refund',
  ],
}

/** Tried from the top: the first whose needed columns are all in the header. */
export const EVENT_SHAPES: readonly EventShape[] = [
  {
    name: 'rees46',
    needs: ['session_id', 'item_id', 'event', 'occurred_at'],
    columns: {
      session_id: ['user_session'],
      customer_id: ['user_id'],
      item_id: ['product_id'],
      event: ['event_type'],
      occurred_at: ['event_time'],
      price: ['price'],
      brand: ['brand'],
      category: ['category_code'],
      category_id: ['category_id'],
    },
    levels: '.',
  },
  {
    name: 'jdata',
    needs: ['customer_id', 'item_id', 'event', 'occurred_at', 'category'],
    columns: {
      customer_id: ['user_id'],
      item_id: ['sku_id'],
      event: ['type'],
      occurred_at: ['time'],
      brand: ['brand'],
      category: ['cate'],
    },
    // 6 is a click on the page of the item
    names: { view: ['1', '6'], cart: ['2'], purchase: ['4'], other: ['3', '5'] },
  },
  {
    name: 'ga4',
    needs: ['customer_id', 'item_id', 'event', 'occurred_at'],
    columns: {
      session_id: ['ga_session_id'],
      customer_id: ['user_pseudo_id'],
      item_id: ['item_id'],
      event: ['event_name'],
      occurred_at: ['event_timestamp'],
      price: ['price'],
      currency: ['currency'],
      brand: ['item_brand'],
      category: ['item_category'],
    },
    sessionsOfCustomer: true,
  },
  {
    name: 'issho',
    needs: ['item_id', 'event', 'occurred_at'],
    columns: {
      session_id: ['session_id'],
      customer_id: ['customer_id', 'user_id', 'visitor_id'],
      item_id: ['item_id', 'product_id', 'sku'],
      event: ['event', 'event_type'],
      occurred_at: ['occurred_at', 'timestamp', 'event_time'],
      price: ['price'],
      currency: ['currency'],
      brand: ['brand'],
      category: ['category'],
    },
  },
]

import type { Events } from './events.ts'

/** What a build starts from: the shop's items and baskets, item numbers dense. */
export type Shop = {
  /** Item numbers are places in this list: most orders first, then by id, so that number = popularity rank. */
  readonly items: readonly Item[]
  readonly baskets: Baskets
  /** What visitors did with the items; absent where no events were read. */
  readonly events?: Events
}

export type Item = {
  readonly id: string
  readonly title?: string
  /** Titles in other languages, by BCP 47 tag. */
  readonly translations?: Readonly<Record<string, string>>
  readonly brand?: string
  /** Path from the root, " > " between levels. */
  readonly category?: string
  /** Variants of one product share it. */
  readonly group?: string
  readonly price?: Money
  readonly available: boolean
  readonly url?: string
  readonly image?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly packQuantity?: number
  readonly subscription?: boolean
  /** ISO date, YYYY-MM-DD. */
  readonly releasedAt?: string
}

export type Money = {
  /** Integer minor units: 1295 is £12.95, 1295 is ¥1,295. */
  readonly amount: number
  /** ISO 4217 code; '' where the shop's currency is not known. */
  readonly currency: string
}

/** No such customer: the order does not say who bought. */
export const NO_CUSTOMER = 0xffffffff

/** Of more audiences none is told apart: the model has a byte for a segment, and the clock takes 25 of its values. */
export const MAX_AUDIENCES = 200

/** No such audience: the order does not say for whom it was. */
export const NO_AUDIENCE = 0xffffffff

/**
 * Orders as sets of items, in time order where the orders have dates, else by order id: the shorter id first, so that
 * 9 stands before 10. Shape: compressed rows.
 */
export type Baskets = {
  /** Length numBaskets + 1: basket b holds item[start[b]] … item[start[b + 1]], the end exclusive. */
  readonly start: Uint32Array
  /** Item numbers, ascending and distinct within a basket. */
  readonly item: Uint32Array
  /**
   * The items of each basket once more, in the order in which they were put into the cart: the same `start`. Absent
   * where it was not asked for, and where the files do not tell.
   */
  readonly cartOrder?: Uint32Array
  /** Who bought each basket, dense, NO_CUSTOMER where it is not known; absent where no order names its customer. */
  readonly customer?: Uint32Array
  /** When, in seconds since 1970, the shop's clock taken as UTC; NaN where it is not known; absent where no order has a date. */
  readonly orderedAt?: Float64Array
  /** The audience of each basket, a place in `audiences`, or NO_AUDIENCE; absent where no order names one. */
  readonly audience?: Uint32Array
  readonly audiences?: readonly string[]
}

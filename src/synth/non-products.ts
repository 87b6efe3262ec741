import { dayNumber } from './calendar.ts'
import type { Listing } from './listing.ts'

/** What an export holds though nobody would recommend it. */
export type NonProduct = Listing & {
  /** Share of the orders with a line of it. */
  readonly share: number
}

function nonProduct(
  itemId: string,
  title: string,
  titleJa: string,
  priceYen: number,
  share: number,
): NonProduct {
  return {
    itemId,
    title,
    titleJa,
    brand: null,
    category: null,
    priceYen,
    groupId: itemId,
    packQuantity: 1,
    subscription: false,
    releasedDay: dayNumber(2018, 1, 1),
    attributes: {},
    share,
  }
}

/** From 50 items on, every shop has these. */
export const NON_PRODUCTS: readonly NonProduct[] = [
  nonProduct('POST', 'Postage', '送料', 580, 0.04),
  nonProduct('GIFT-CARD-5000', 'Gift card ¥5,000', 'ギフトカード 5,000円', 5_000, 0.003),
  nonProduct('SAMPLE-COFFEE', 'Free sample: coffee', '【サンプル】コーヒー', 0, 0.006),
  nonProduct('SAMPLE-SERUM', 'Free sample: serum', '【サンプル】美容液', 0, 0.004),
]

import { confidence as share } from '../../measures.ts'
import { itemToItem } from '../item-to-item.ts'

/**
 * n_xy / n_x, summed over the cart.
 * Source: R. Agrawal, T. Imieliński, A. Swami, Mining Association Rules between Sets of Items, SIGMOD 1993.
 */
export const confidence = itemToItem(
  'confidence',
  () =>
    ({ together, ordersX }) =>
      share(together, ordersX),
)

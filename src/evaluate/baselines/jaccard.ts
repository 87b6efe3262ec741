import { itemToItem } from '../item-to-item.ts'

/** n_xy / (n_x + n_y − n_xy), summed over the cart. Source: P. Jaccard, 1901; the default of Microsoft's SAR. */
export const jaccard = itemToItem(
  'jaccard',
  () =>
    ({ together, ordersX, ordersY }) =>
      together / (ordersX + ordersY - together),
)

import { itemToItem } from '../item-to-item.ts'

/**
 * n_xy / √(n_x · n_y), summed over the cart; also called Ochiai.
 * Source: B. Sarwar et al., Item-Based Collaborative Filtering Recommendation Algorithms, WWW 2001.
 */
export const cosine = itemToItem(
  'cosine',
  () =>
    ({ together, ordersX, ordersY }) =>
      together / Math.sqrt(ordersX * ordersY),
)

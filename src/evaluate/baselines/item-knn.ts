import { itemToItem } from '../item-to-item.ts'

const SHRINKAGE = 20

/**
 * n_xy / √((n_x + λ)(n_y + λ)), λ = 20, summed over the cart.
 * Source: B. Hidasi et al., Session-based Recommendations with Recurrent Neural Networks, ICLR 2016 (its baseline).
 */
export const itemKnn = itemToItem(
  'item kNN',
  () =>
    ({ together, ordersX, ordersY }) =>
      together / Math.sqrt((ordersX + SHRINKAGE) * (ordersY + SHRINKAGE)),
)

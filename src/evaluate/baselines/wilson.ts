import { wilsonLowerBound } from '../../measures.ts'
import { itemToItem } from '../item-to-item.ts'
import type { Method } from '../method.ts'

/**
 * WilsonLB(n_xy / n_x, z = 1) · n_y^−β without any gate, for a cart the greatest over its lines: our own formula, to see
 * what the gates cost and give.
 */
export function wilson(beta: number): Method {
  return itemToItem(
    `Wilson ${beta}, ungated`,
    () =>
      ({ together, ordersX, ordersY }) =>
        wilsonLowerBound(together, ordersX, 1) * ordersY ** -beta,
    { combine: 'max' },
  )
}

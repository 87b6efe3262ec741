import { itemToItem } from '../item-to-item.ts'
import type { Method } from '../method.ts'

/**
 * (1 / n_x) Σ over orders b with x and y of 1 / |b|, times n_y^−β, each list normalised to sum to one: a random walk of
 * three steps, from the item over its orders to others, away from what is popular.
 * Source: F. Christoffel et al., Blockbusters and Wallflowers, RecSys 2015.
 */
export function rp3beta(beta: number): Method {
  return itemToItem(
    `RP3β ${beta}`,
    () =>
      ({ together, ordersX, ordersY }) =>
        (together / ordersX) * ordersY ** -beta,
    { weightOf: basketItems => 1 / basketItems, normalise: true },
  )
}

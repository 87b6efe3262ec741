import { logLikelihoodRatio as ratio } from '../../measures.ts'
import { itemToItem } from '../item-to-item.ts'

/**
 * Dunning's log-likelihood ratio of pairs above chance, summed over the cart: the default of the Universal Recommender.
 * Source: T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, CL 19 (1993).
 */
export const logLikelihood = itemToItem(
  'log-likelihood ratio',
  () =>
    ({ together, ordersX, ordersY, numOrders }) =>
      together * numOrders > ordersX * ordersY ? ratio(together, ordersX, ordersY, numOrders) : undefined,
)

import { logLikelihoodRatio, wilsonLowerBound } from '../measures.ts'

/** How joint counts become lists. All numbers, so that it goes into the model file as it is. */
export type Recipe = {
  /** Width of the Wilson interval in standard deviations. */
  readonly z: number
  /** Popularity exponent: 0 recommends bananas with everything, .5 is cosine. */
  readonly beta: number
  /** Fewest joint orders of a neighbour … */
  readonly minTogether: number
  /** … and where the row itself has fewer than thinOrders orders. */
  readonly minTogetherThin: number
  readonly thinOrders: number
  /** Significance gate, not a rank; 3.84 is p = .05. 10.83 cost a tenth of the hit rate where staples rule. */
  readonly minLogLikelihoodRatio: number
  readonly maxNeighbours: number
  /** Most neighbours of one category in a row. */
  readonly maxPerCategory: number
}

export const DEFAULT_RECIPE: Recipe = {
  z: 1,
  beta: 0.2,
  minTogether: 3,
  minTogetherThin: 2,
  thinOrders: 50,
  minLogLikelihoodRatio: 3.84,
  maxNeighbours: 50,
  maxPerCategory: 10,
}

/** Wilson lower bound of the confidence x → y, damped by y's popularity: WilsonLB(together / ordersX) · ordersY^−β. */
export function score(recipe: Recipe, together: number, ordersX: number, ordersY: number): number {
  return wilsonLowerBound(together, ordersX, recipe.z) * ordersY ** -recipe.beta
}

/** Whether a pair is evidence at all: often enough, above chance, and significantly so. */
export function passesGates(
  recipe: Recipe,
  together: number,
  ordersX: number,
  ordersY: number,
  numOrders: number,
): boolean {
  const enough = ordersX < recipe.thinOrders ? recipe.minTogetherThin : recipe.minTogether
  return (
    together >= enough &&
    together * numOrders > ordersX * ordersY &&
    logLikelihoodRatio(together, ordersX, ordersY, numOrders) >= recipe.minLogLikelihoodRatio
  )
}

import { logLikelihoodRatio, wilsonLowerBound } from '../measures.ts'

/** How orders become lists. All numbers, so that it goes into the model file as it is. */
export type Recipe = {
  /** An order of n other items counts n^−sizeExponent: 0 all alike, 1 as in RP3β, between them where it pays most. */
  readonly sizeExponent: number
  /** Days after which an order counts half; 0: age does not matter. */
  readonly halfLifeDays: number
  /** Width of the Wilson interval in standard deviations. */
  readonly z: number
  /** An item of so many orders believes its neighbours' lists as much as its own. */
  readonly prior: number
  /** An item of so many orders believes what its category goes with as much as its own orders. */
  readonly typePrior: number
  /** Popularity exponent: 0 recommends bananas with everything, .5 is cosine. */
  readonly beta: number
  /** Fewest joint orders of a neighbour. */
  readonly minTogether: number
  /** Least lift of a neighbour; 1 is chance, 0 is no gate. Never a rank. */
  readonly minLift: number
  /** Significance gate, never a rank; 3.84 is p = .05, 0 is no gate. */
  readonly minLogLikelihoodRatio: number
  readonly maxNeighbours: number
  /** Most neighbours of one category in a row. */
  readonly maxPerCategory: number
}

/** What pays in every shop that was tried, where a shop's own orders are too few to choose by: docs/tried.md. */
export const DEFAULT_RECIPE: Recipe = {
  sizeExponent: 0.5,
  halfLifeDays: 0,
  z: 1,
  prior: 10,
  typePrior: 10,
  beta: 0.15,
  minTogether: 1,
  minLift: 0,
  minLogLikelihoodRatio: 0,
  maxNeighbours: 50,
  maxPerCategory: 10,
}

/** The orders behind a row: their weights, summed, and what they are worth together. */
export type RowWeight = {
  readonly sum: number
  /** Orders of equal weight that would tell as much: (Σω)² / Σω². Source: L. Kish, Survey Sampling, 1965. */
  readonly effectiveOrders: number
}

/**
 * How far y is believed to go with x: the Wilson lower bound of the weighted confidence Σω(orders with x and y) /
 * Σω(orders with x).
 */
export function belief(weightTogether: number, row: RowWeight, z: number): number {
  const share = Math.min(1, weightTogether / row.sum) // rounding can lift it a hair above
  return wilsonLowerBound(share * row.effectiveOrders, row.effectiveOrders, z)
}

/** n_y^−β by item: what damps its score. Items without orders are never scored. */
export function damping(orders: Uint32Array, beta: number): Float64Array {
  return Float64Array.from(orders, n => (n === 0 ? 0 : n ** -beta))
}

/** Whether a pair is evidence enough, by raw counts. */
export function passesGates(
  { minTogether, minLift, minLogLikelihoodRatio }: Recipe,
  together: number,
  ordersX: number,
  ordersY: number,
  numOrders: number,
): boolean {
  return (
    together >= minTogether &&
    together * numOrders >= minLift * ordersX * ordersY &&
    (minLogLikelihoodRatio === 0 ||
      logLikelihoodRatio(together, ordersX, ordersY, numOrders) >= minLogLikelihoodRatio)
  )
}

import type { Recipe } from '../src/build/score.ts'

/**
 * What both sides of the counting bench do: gates, Wilson lower bound, damping, top 50. No order weighs more than another,
 * no item learns from others, no substitute is left out: of none of these is SQL asked.
 */
export const PLAIN_RECIPE: Recipe = {
  sizeExponent: 0,
  halfLifeDays: 0,
  z: 1,
  prior: 0,
  typePrior: 0,
  beta: 0.2,
  minTogether: 3,
  minLift: 1,
  minLogLikelihoodRatio: 3.84,
  maxNeighbours: 50,
  maxPerCategory: 10,
}

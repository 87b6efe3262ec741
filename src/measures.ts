/*
 * The field's measures of a rule x → y, from four counts of orders:
 * together = orders with x and y, ordersX, ordersY, and numOrders in all. Pure; everybody may import it.
 */

/** Share of orders with x that also hold y: together / ordersX. */
export function confidence(together: number, ordersX: number): number {
  return together / ordersX
}

/** Share of all orders that hold x and y: together / numOrders. */
export function support(together: number, numOrders: number): number {
  return together / numOrders
}

/** How many times more often x and y meet than by chance: 1 is chance. Never rank by it: it explodes on rare pairs. */
export function lift(together: number, ordersX: number, ordersY: number, numOrders: number): number {
  return (together * numOrders) / (ordersX * ordersY)
}

/**
 * Lower bound of the Wilson score interval of the proportion successes / trials, z standard deviations wide.
 * A proportion that is believed only as far as its trials allow: 3 of 4 scores below 30 of 40. 0 for 0 trials.
 * Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927).
 */
export function wilsonLowerBound(successes: number, trials: number, z: number): number {
  if (trials === 0) return 0
  const p = successes / trials
  const z2n = (z * z) / trials
  return Math.max(
    0,
    (p + z2n / 2 - z * Math.sqrt((p * (1 - p)) / trials + (z2n / 4) * (1 / trials))) / (1 + z2n),
  )
}

/**
 * Dunning's log-likelihood ratio G² of the 2 × 2 table of x and y; asymptotically χ² with one degree of freedom
 * (3.84 is p = .05, 10.83 is p = .001). Unsigned: it also rises where x and y avoid each other.
 * Source: T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, CL 19 (1993).
 */
export function logLikelihoodRatio(
  together: number,
  ordersX: number,
  ordersY: number,
  numOrders: number,
): number {
  const onlyX = ordersX - together
  const onlyY = ordersY - together
  const neither = numOrders - ordersX - ordersY + together
  const rows = entropy2(together + onlyX, onlyY + neither)
  const columns = entropy2(together + onlyY, onlyX + neither)
  const cells = xLogX(numOrders) - xLogX(together) - xLogX(onlyX) - xLogX(onlyY) - xLogX(neither)
  return Math.max(0, 2 * (rows + columns - cells)) // rounding can leave it a hair below 0
}

/** Unnormalised entropy of two counts: (a + b) ln(a + b) − a ln a − b ln b. */
function entropy2(a: number, b: number): number {
  return xLogX(a + b) - xLogX(a) - xLogX(b)
}

function xLogX(x: number): number {
  return x === 0 ? 0 : x * Math.log(x)
}

/**
 * How often a χ² statistic with one degree of freedom is at least x by chance: 3.84 → .05, 10.83 → .001.
 * Source: the complementary error function of W. H. Press et al., Numerical Recipes, §6.2; relative error 1.2e-7.
 */
export function chiSquareTail(x: number): number {
  const z = Math.sqrt(x / 2)
  const t = 1 / (1 + z / 2)
  const series = ERFC.reduceRight((sum, coefficient) => sum * t + coefficient, 0)
  return t * Math.exp(series - z * z)
}

const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
]

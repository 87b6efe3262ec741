import type { Recipe } from '../../src/build/score.ts'

/*
 * What src/build/candidates.ts does, in SQL over line(basket, item): the same formulas in the same order of
 * operations, so that the same pairs pass and tie. A belief is stored in four bytes, hence the cast.
 */

/** As anybody writes it first, and the fastest form found: half the pairs, thinned at once, top list by aggregate. */
export type Style = 'plain' | 'tuned'

export const MACROS = [
  `create macro x_log_x(x) as case when x = 0 then 0.0 else x::double * ln(x::double) end`,
  `create macro entropy2(a, b) as x_log_x(a + b) - x_log_x(a) - x_log_x(b)`,
  `create macro log_likelihood_ratio(n, nx, ny, total) as greatest(0.0, 2 * (
     entropy2(nx, total - nx) + entropy2(ny, total - ny)
     - (x_log_x(total) - x_log_x(n) - x_log_x(nx - n) - x_log_x(ny - n) - x_log_x(total - nx - ny + n))))`,
  `create macro wilson(n, nx, z) as greatest(0.0,
     (n / nx + z * z / nx / 2 - z * sqrt((n / nx) * (1 - n / nx) / nx + z * z / nx / 4 * (1 / nx)))
     / (1 + z * z / nx))`,
]

const PAIRS: Record<Style, (fewest: number) => string> = {
  plain: () => `
    select a.item as x, b.item as y, count(*)::double as n
    from line a join line b using (basket) where a.item <> b.item group by all`,
  tuned: fewest => `
    select unnest([x, y]) as x, unnest([y, x]) as y, n from (
      select a.item as x, b.item as y, count(*)::double as n
      from line a join line b using (basket) where a.item < b.item group by all having n >= ${fewest})`,
}

const TOP: Record<Style, (most: number) => string> = {
  plain: most => `
    select x, y, n, row_number() over (partition by x order by score desc, y) as place
    from scored qualify place <= ${most}`,
  tuned: most => `
    select x, max({'score': score, 'minus_y': -y, 'n': n}, ${most}) as best from scored group by x`,
}

export function topPairs(style: Style, recipe: Recipe, numBaskets: number): string {
  const { z, beta, minTogether, minLift, minLogLikelihoodRatio, maxNeighbours } = recipe
  return `
    with degree as (select item, count(*)::double as n from line group by item),
    pair as (${PAIRS[style](minTogether)}),
    scored as (
      select x, y, pair.n, wilson(pair.n / dx.n * dx.n, dx.n, ${z}::double)::float::double * pow(dy.n, -${beta}) as score
      from pair join degree dx on dx.item = x join degree dy on dy.item = y
      where pair.n >= ${minTogether} and pair.n * ${numBaskets} >= ${minLift} * dx.n * dy.n
        and log_likelihood_ratio(pair.n, dx.n, dy.n, ${numBaskets}::double) >= ${minLogLikelihoodRatio})
    ${TOP[style](maxNeighbours)}`
}

/** The answer table as x, y, together. */
export const UNNESTED: Record<Style, string> = {
  plain: `select x, y, n::integer from answer order by x, place`,
  tuned: `
    select x, -pair.minus_y, pair.n::integer
    from (select x, unnest(best) as pair from answer) order by x, pair.score desc, pair.minus_y desc`,
}

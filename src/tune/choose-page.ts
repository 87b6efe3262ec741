import type { Recipe } from '../build/score.ts'
import type { PageFigures } from './pages.ts'
import { type Grid, searchAll, searchOptions } from './search.ts'

/** Looked at first, and once: each value means counting anew. */
const WEIGHING: Grid<Recipe> = { sizeExponent: [0, 0.5, 1], halfLifeDays: [0, 360, 180] }
/** All combinations: one without the other leads astray. */
const RANKING: Grid<Recipe> = {
  prior: [0, 10, 30, 50],
  beta: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5],
}
/** The catalogue's say, then the gates: what is left to win, one after the other. */
const REST: Grid<Recipe> = { typePrior: [0, 10, 30, 100], minTogether: [1, 2, 3], minLift: [0, 1] }

/** What a shop could do instead of choosing: plain confidence, a random walk, and lists that weigh sizes alone. */
const PLAIN: readonly Partial<Recipe>[] = [
  { sizeExponent: 0, halfLifeDays: 0, prior: 0, beta: 0 },
  { sizeExponent: 1, halfLifeDays: 0, prior: 0, beta: 0.1 },
  { sizeExponent: 0.5, halfLifeDays: 0, prior: 0, beta: 0 },
]
/** So much of the best plain recipe's hit rate must be kept, whatever else is won. */
const LEAST_SHARE = 0.99

export type ChosenPage = { readonly recipe: Recipe; readonly figures: PageFigures }

/**
 * The recipe of the greatest worth: of those that keep 99 % of the hit rate of the best plain recipe, the one with the
 * most of hit rate × √stratified hit rate × coverage^⅛. Hit rate alone elects bananas with everything, the others alone
 * what nobody wants; the exponents are those at which all sets that were tried kept their hit rate: docs/tried.md.
 */
export function choosePage(
  judge: (recipe: Recipe) => PageFigures,
  standard: Recipe,
  fixed: Partial<Recipe>,
  { isDated, hasTypes }: { readonly isDated: boolean; readonly hasTypes: boolean },
): ChosenPage {
  const best = Math.max(
    ...PLAIN.map(plain => judge({ ...standard, typePrior: 0, ...plain, ...fixed }).hitRate10),
  )
  const worth = (recipe: Recipe) => {
    const { hitRate10, stratifiedHitRate10, coverage10 } = judge(recipe)
    return hitRate10 < LEAST_SHARE * best
      ? hitRate10 - 1 // below all that are good enough, the more the better
      : hitRate10 * stratifiedHitRate10 ** (1 / 2) * coverage10 ** (1 / 8)
  }
  const isOpen = (key: string) =>
    !(key in fixed) && (isDated || key !== 'halfLifeDays') && (hasTypes || key !== 'typePrior')
  const open = (grid: Grid<Recipe>): Grid<Recipe> =>
    Object.fromEntries(Object.entries(grid).filter(([key]) => isOpen(key)))
  // the catalogue's say comes last: until then its rows need not be counted
  const start = isOpen('typePrior') ? { ...standard, typePrior: 0 } : standard
  const weighed = searchOptions(start, open(WEIGHING), 1, worth)
  const ranked = searchAll(weighed, open(RANKING), worth)
  const recipe = searchOptions(ranked, open(REST), 1, worth)
  return { recipe, figures: judge(recipe) }
}

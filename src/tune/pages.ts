import { createRanking } from '../build/also-bought.ts'
import { type Candidates, gatherCandidates } from '../build/candidates.ts'
import type { Recipe } from '../build/score.ts'
import type { Query } from '../evaluate/method.ts'
import type { Training } from '../evaluate/training.ts'

/** What lists reach on the pages that were asked about. Shares, 0 to 1. */
export type PageFigures = {
  readonly hitRate10: number
  readonly mrr10: number
  /** Hit rate in which an item counts n^−½, n its orders. */
  readonly stratifiedHitRate10: number
  /** Items that stood in any list of ten, of all items. */
  readonly coverage10: number
}

/** A list on a page. */
const SHOWN = 10
/** Damping under which candidates are kept while others are tried: between the least and the greatest. */
const KEPT_BETA = 0.2

/**
 * Says what a recipe would reach on these pages. Counting is done again only when sizes or ages weigh otherwise than in
 * the last few; gates are applied to what was kept without them.
 */
export function createPageJudge(
  training: Training,
  questions: readonly Query[],
): (recipe: Recipe) => PageFigures {
  const { numItems, orders, numOrders, baskets, groups } = training
  const truthsOf = new Map<number, number[]>()
  for (const { given, truth } of questions) {
    truthsOf.set(given[0]!, [...(truthsOf.get(given[0]!) ?? []), truth[0]!])
  }
  const all = questions.reduce((sum, { truth }) => sum + orders[truth[0]!]! ** -0.5, 0)
  const gather = createGathering(recipe => gatherCandidates(baskets, groups, recipe))

  return recipe => {
    const rankRow = createRanking(gather(recipe), baskets, groups, recipe)
    const isShown = new Uint8Array(numItems)
    let hits = 0
    let weightedHits = 0
    let reciprocal = 0
    for (const [x, truths] of truthsOf) {
      const { places, scratch } = rankRow(x)
      const list: number[] = []
      for (const k of places) {
        if (list.length === SHOWN) break
        const [y, together] = [scratch.item[k]!, scratch.together[k]!]
        const isGated =
          together < recipe.minTogether || together * numOrders < recipe.minLift * orders[x]! * orders[y]!
        if (!isGated) list.push(y)
      }
      for (let y = 0; list.length < SHOWN && y < numItems; y++) if (y !== x && !list.includes(y)) list.push(y)
      for (const y of list) isShown[y] = 1
      for (const y of truths) {
        const place = list.indexOf(y)
        if (place < 0) continue
        hits++
        reciprocal += 1 / (place + 1)
        weightedHits += orders[y]! ** -0.5
      }
    }
    return {
      hitRate10: hits / questions.length,
      mrr10: reciprocal / questions.length,
      stratifiedHitRate10: weightedHits / all,
      coverage10: isShown.reduce((sum, shown) => sum + shown, 0) / numItems,
    }
  }
}

/** So many gatherings are remembered, the last ones used: those of a whole search would not fit into memory. */
const REMEMBERED = 3

function createGathering(gather: (recipe: Recipe) => Candidates): (recipe: Recipe) => Candidates {
  const remembered = new Map<string, Candidates>()
  return recipe => {
    const key = `${recipe.sizeExponent} ${recipe.halfLifeDays} ${recipe.z}`
    const candidates =
      remembered.get(key) ?? gather({ ...recipe, beta: KEPT_BETA, minTogether: 1, minLift: 0 })
    remembered.delete(key) // put last again
    remembered.set(key, candidates)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED) remembered.delete(oldest!)
    return candidates
  }
}

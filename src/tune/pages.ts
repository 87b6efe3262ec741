import { createRanking, substitutesAmong } from '../build/also-bought.ts'
import { type Candidates, gatherCandidates } from '../build/candidates.ts'
import { forItemsAlone, type Groups } from '../build/groups.ts'
import { passesGates, type Recipe } from '../build/score.ts'
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
 * the last few; counts of orders are a gate to what was kept without it.
 */
export function createPageJudge(
  training: Training,
  questions: readonly Query[],
): (recipe: Recipe) => PageFigures {
  const { numItems, orders, baskets } = training
  const groups = forItemsAlone(training.groups, true)
  const truthsOf = new Map<number, number[]>()
  for (const { given, truth } of questions) {
    truthsOf.set(given[0]!, [...(truthsOf.get(given[0]!) ?? []), truth[0]!])
  }
  const all = questions.reduce((sum, { truth }) => sum + orders[truth[0]!]! ** -0.5, 0)
  const gather = createGathering(training, groups)
  const substitutesOf = rememberLast((candidates: Candidates) =>
    substitutesAmong(candidates, baskets, groups),
  )

  return recipe => {
    // no more than a page shows: whole rows took 3.5 s of a choice on a million lines, where this takes 2.1
    const shown = { ...recipe, maxNeighbours: Math.min(SHOWN, recipe.maxNeighbours) }
    const candidates = gather(recipe)
    const rankRow = createRanking(candidates, groups, shown, substitutesOf(candidates))
    const isShown = new Uint8Array(numItems)
    let hits = 0
    let weightedHits = 0
    let reciprocal = 0
    for (const [x, truths] of truthsOf) {
      const { places, scratch } = rankRow(x)
      const list = places.map(k => scratch.item[k]!)
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

/** The same function, which finds the answer to one question asked again and again once. */
function rememberLast<Q, A>(find: (question: Q) => A): (question: Q) => A {
  let last: { readonly question: Q; readonly answer: A } | undefined
  return question => {
    if (last?.question !== question) last = { question, answer: find(question) }
    return last.answer
  }
}

/** So many gatherings are remembered, the last ones used: those of a whole search would not fit into memory. */
const REMEMBERED = 3

function createGathering(
  { baskets, orders, numOrders }: Training,
  groups: Groups,
): (recipe: Recipe) => Candidates {
  const untyped = forItemsAlone(groups, false)
  const remembered = new Map<string, Candidates>()
  return recipe => {
    const { sizeExponent, halfLifeDays, z, minLogLikelihoodRatio, maxNeighbours } = recipe
    const withTypes = recipe.typePrior > 0 // counting their rows as well takes three times as long
    const key = [sizeExponent, halfLifeDays, z, minLogLikelihoodRatio, maxNeighbours, withTypes].join()
    const candidates =
      remembered.get(key) ??
      gatherCandidates(baskets, withTypes ? groups : untyped, {
        ...recipe,
        beta: KEPT_BETA,
        minTogether: 1,
        minLift: 0,
      })
    remembered.delete(key) // put last again
    remembered.set(key, candidates)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED) remembered.delete(oldest!)
    const isOpen = recipe.minTogether <= 1 && recipe.minLift === 0
    return isOpen ? candidates : throughGates(candidates, recipe, orders, numOrders)
  }
}

/** The candidates that are evidence enough, as a build would have gathered them. */
function throughGates(
  { start, item, together, belief, orders }: Candidates,
  recipe: Recipe,
  ordersOf: Uint32Array,
  numOrders: number,
): Candidates {
  const gates = { ...recipe, minLogLikelihoodRatio: 0 } // they passed that one
  const passed = new Uint32Array(item.length)
  const newStart = new Uint32Array(start.length)
  let end = 0
  for (let x = 0; x + 1 < start.length; x++) {
    for (let at = start[x]!; at < start[x + 1]!; at++) {
      if (passesGates(gates, together[at]!, orders[x]!, ordersOf[item[at]!]!, numOrders)) passed[end++] = at
    }
    newStart[x + 1] = end
  }
  const kept = passed.subarray(0, end)
  return {
    start: newStart,
    item: kept.map(at => item[at]!),
    together: kept.map(at => together[at]!),
    belief: Float32Array.from(kept, at => belief[at]!),
    orders,
  }
}

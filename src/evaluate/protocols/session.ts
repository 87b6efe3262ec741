import type { Sequences } from '../../ingest/read-sequences.ts'
import type { Rank } from '../method.ts'
import { mean } from '../metrics/mean.ts'

const LIST_LENGTH = 20

/** Stands in a list that a small shop cannot fill. */
const NO_ITEM = 2 ** 32 - 1

/** One value a prediction, in the order of the sessions and of their clicks. */
export type NextClicks = {
  /** 1 / the place of the very next click in the list of 20, 0 where it is not there. */
  readonly reciprocalRank: Float64Array
  /** The share of all clicks that follow which the list of 20 holds; a repeat counts once above, each time below. */
  readonly recall: Float64Array
}

export type NextClickScores = {
  readonly predictions: number
  readonly mrr20: number
  /** The share of predictions whose list holds the very next click. */
  readonly hitRate20: number
  readonly recall20: number
}

/**
 * After every click of a session but its last: given the clicks so far, which comes next? Sessions of one click ask
 * nothing; clicks on items that the training did not have are asked like all others, and missed.
 *
 * MRR and hit rate look for the very next click, recall for all that follow: the three metrics of Serenade's evaluator
 * (github.com/bolcom/serenade, src/metrics), so that figures compare with the published ones.
 */
export function askNextClicks(rank: Rank, { start, item }: Sequences): NextClicks {
  const reciprocalRank: number[] = []
  const recall: number[] = []
  const list = new Uint32Array(LIST_LENGTH)
  for (let s = 0; s + 1 < start.length; s++) {
    const clicks = [...item.subarray(start[s], start[s + 1])]
    for (let at = 1; at < clicks.length; at++) {
      const following = clicks.slice(at)
      list.fill(NO_ITEM)
      rank(clicks.slice(0, at), list)
      const place = list.indexOf(following[0]!)
      reciprocalRank.push(place < 0 ? 0 : 1 / (place + 1))
      const found = [...new Set(following)].filter(click => list.includes(click))
      recall.push(found.length / following.length)
    }
  }
  return { reciprocalRank: Float64Array.from(reciprocalRank), recall: Float64Array.from(recall) }
}

/** The means over all predictions; 0 where there are none. */
export function scoreNextClicks({ reciprocalRank, recall }: NextClicks): NextClickScores {
  return {
    predictions: recall.length,
    mrr20: mean(reciprocalRank),
    hitRate20: mean(reciprocalRank.map(r => (r > 0 ? 1 : 0))),
    recall20: mean(recall),
  }
}

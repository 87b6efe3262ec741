import { compare } from './compare.ts'
import type { Directions } from './directions.ts'
import type { Link, Reason } from './judge.ts'
import type { Model } from './models.ts'
import { isLaunchedEarlier, isOtherScreen, isWeighty, worse } from './steps.ts'

/** How much must be known of two things of different series, by columns, and how much of it be better. */
const EVIDENCE = {
  'same-brand': { known: 2, better: 2, weighty: 1 },
  type: { known: 3, better: 2, weighty: 2 },
} as const

/** The link to a model of another series, of the same brand or only of the same type: with evidence, or none. */
export function acrossType(
  a: Model,
  b: Model,
  directions: Directions,
  ratio: number,
  rung: 'same-brand' | 'type',
): Link | Reason {
  const [ours, theirs] = [a.reading, b.reading]
  if (ours.pieces !== theirs.pieces || ours.isSubscription !== theirs.isSubscription) {
    return { code: 'other-need', attribute: 'pieces' }
  }
  if (ours.isContested || theirs.isContested) return { code: 'contradiction' }
  if (isOtherScreen(a, b)) return { code: 'other-need', attribute: 'screen' }
  if (isLaunchedEarlier(b, a, 4)) return worse('release', a.releasedAt, b.releasedAt)
  const { better, worse: loss, numShared, numListed, isOpen } = compare(a, b, directions)
  if (loss) return worse(loss.attribute, loss.from.words ?? loss.from.value, loss.to.words ?? loss.to.value)
  // The newer one with more memory may be the slower one.
  const isUnranked = ours.processor !== theirs.processor
  if (isOpen || isUnranked) return { code: 'nothing-better' }
  const needed = EVIDENCE[rung]
  const listed = better.filter(({ from, to }) => from.isListed && to.isListed)
  const weighty = listed.filter(isWeighty)
  if (numListed < needed.known || listed.length < needed.better || weighty.length < needed.weighty) {
    return { code: 'nothing-better' }
  }
  const closeness = rung === 'same-brand' ? 0.5 : 0.2
  return {
    rung,
    ratio,
    closeness,
    share: better.length / numShared,
    better,
    isSameModel: false,
    isWeighty: true,
  }
}

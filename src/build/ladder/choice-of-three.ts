import { isRecommended, isTop } from './choose.ts'
import type { Climb } from './climb.ts'
import { isLink, judge, type Knowledge } from './judge.ts'

/** Good, better, best: the item itself and two of its upgrades, by their places in the list. */
export type Choice = { readonly better: number; readonly best: number }

/**
 * The choice of three: of the steps shown the first that is 1.1 to 1.5 times as dear, and the first up to 2.2 times as
 * dear that is a higher model of that one in turn, and further from it in price than it is from the item: between a
 * near and a far neighbour people take the middle.
 */
export function choiceOfThree(shown: readonly Climb[], known: Knowledge): Choice | undefined {
  const better = shown.findIndex(({ link }) => isRecommended(link.ratio))
  const middle = shown[better]
  if (!middle) return undefined
  const best = shown.findIndex(
    ({ to, link }) =>
      isTop(link.ratio) &&
      to.price - middle.to.price >= middle.to.price - middle.from.price &&
      isLink(judge(middle.to, to, known)),
  )
  return best < 0 ? undefined : { better, best }
}

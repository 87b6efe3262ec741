import type { LadderEvaluation } from '../evaluate/higher-model/higher-model.ts'
import { below, seeded } from '../random.ts'

/** Nobody looks through more. */
const MAX_LADDERS = 400

/** The items whose ladders are shown: all with a violation, then a seeded sample, in the order of brand and price. */
export function sampledLadders(
  { items, ladder, violations }: LadderEvaluation,
  seed: number,
): { readonly shown: readonly number[]; readonly total: number } {
  const faulty = new Set(violations.map(({ way, x, y }) => (way === 'up' ? x : y)))
  const others = [...ladder.upgrades.keys()].filter(x => ladder.upgrades[x]!.length > 0 && !faulty.has(x))
  const total = faulty.size + others.length
  const random = seeded(seed, 'ladders')
  const room = Math.min(others.length, Math.max(0, MAX_LADDERS - faulty.size))
  for (let at = 0; at < room; at++) {
    const other = at + below(random, others.length - at)
    ;[others[at], others[other]] = [others[other]!, others[at]!]
  }
  const shelf = (x: number) =>
    `${items[x]!.category ?? ''}\n${items[x]!.brand ?? ''}\n${items[x]!.title ?? ''}`
  const drawn = others
    .slice(0, room)
    .sort((a, b) => shelf(a).localeCompare(shelf(b)) || items[a]!.price!.amount - items[b]!.price!.amount)
  return { shown: [...faulty, ...drawn], total }
}

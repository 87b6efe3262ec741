import { membersBy } from '../../build/group.ts'
import { type LadderOptions, ladder } from '../../build/ladder.ts'
import type { Item } from '../../build/shop.ts'
import { pairedInterval } from '../metrics/bootstrap.ts'
import { mean } from '../metrics/mean.ts'
import type { TaskResult } from '../task-result.ts'
import { compareSpecs, plainSpecs } from './plain-specs.ts'
import { nearestHigherPrice, sameBrandNextPrice } from './price-baselines.ts'

/** A step within a group costs so much more at least, and at most. */
const BAND = { atLeast: 1.05, atMost: 2 } as const

const NUM_SHOWN = 3

/** A greater group is no product in its variants. */
const MAX_GROUP = 500

/** By item number: what stands above it in its own group, and what of that comes next. */
export type GroupLadders = {
  readonly above: readonly (readonly number[])[]
  readonly next: readonly (readonly number[])[]
}

/**
 * The ladders that the catalogue's own group ids tell: y is above x where it is of the same group and currency, 1.05 to 2
 * times as dear, and by what both rows say plainly nowhere less and somewhere more. Next is what has nothing between.
 */
export function groupLadders(items: readonly Item[]): GroupLadders {
  const specs = items.map(plainSpecs)
  const above: number[][] = items.map(() => [])
  const isAbove = (x: number, y: number) => {
    const [low, high] = [items[x]!.price, items[y]!.price]
    if (!low || !high || low.currency !== high.currency) return false
    const ratio = high.amount / low.amount
    if (!(ratio >= BAND.atLeast && ratio <= BAND.atMost)) return false
    const { less, more } = compareSpecs(specs[x]!, specs[y]!)
    return less.length === 0 && more.length > 0
  }
  for (const members of membersBy(items, groupOf).values()) {
    if (members.length > MAX_GROUP) continue
    for (const x of members) above[x] = members.filter(y => y !== x && items[y]!.available && isAbove(x, y))
  }
  const next = above.map(higher => higher.filter(y => !higher.some(z => z !== y && above[z]!.includes(y))))
  return { above, next }
}

/**
 * Held-out ladders: the group ids are hidden, and the next rung of each item has to be found from titles, columns and
 * prices. An item that gets no answer counts as a miss. Undefined where no item has a next rung.
 */
export function heldOutLadders(
  items: readonly Item[],
  { above, next }: GroupLadders,
  options: LadderOptions,
  seed: number,
): TaskResult | undefined {
  const asked = next.flatMap((rungs, x) => (rungs.length > 0 ? [x] : []))
  if (asked.length === 0) return undefined
  const bare = items.map(({ group: _, ...item }): Item => item)
  const { upgrades } = ladder(bare, options)
  const methods = [
    { method: 'issho', answers: asked.map(x => upgrades[x]!.map(step => step.item)) },
    { method: 'nearest higher price', answers: nearestHigherPrice(bare, asked) },
    { method: 'same brand, next price', answers: sameBrandNextPrice(bare, asked) },
  ].map(({ method, answers }) => ({ method, gains: gainsOf(asked, answers, above, next) }))
  const ours = methods[0]!.gains
  return {
    task: 'held-out ladders',
    questions: asked.length,
    notes: [
      `groups hidden; ${above.filter(list => list.length > 0).length} items have a better dearer sibling`,
    ],
    methods: methods.map(({ method, gains }, m) => ({
      method,
      figures: Object.fromEntries(Object.entries(gains).map(([metric, values]) => [metric, mean(values)])),
      ...(m > 0 && {
        against: {
          'precision@1': pairedInterval(ours['precision@1'], gains['precision@1'], seed),
          'recall@3': pairedInterval(ours['recall@3'], gains['recall@3'], seed),
        },
      }),
    })),
  }
}

/** One group however its name is written: "ProBook 470" and "Probook 470". */
function groupOf({ group }: Item): string | undefined {
  return group?.normalize('NFKC').toLowerCase()
}

type Gains = Readonly<Record<'precision@1' | 'recall@3' | 'next rungs in 3' | 'any rung first', Float64Array>>

/** By question: a next rung first; one among the first three; what share of them is (of three at most); any rung first. */
function gainsOf(
  asked: readonly number[],
  answers: readonly (readonly number[])[],
  above: readonly (readonly number[])[],
  next: readonly (readonly number[])[],
): Gains {
  const gain = (judge: (answer: readonly number[], x: number) => number) =>
    Float64Array.from(asked, (x, q) => judge(answers[q]!, x))
  const numFound = (answer: readonly number[], rungs: readonly number[]) =>
    rungs.filter(rung => answer.slice(0, NUM_SHOWN).includes(rung)).length
  return {
    'precision@1': gain(([first], x) => Number(next[x]!.includes(first!))),
    'recall@3': gain((answer, x) => Number(numFound(answer, next[x]!) > 0)),
    'next rungs in 3': gain((answer, x) => numFound(answer, next[x]!) / Math.min(next[x]!.length, NUM_SHOWN)),
    'any rung first': gain(([first], x) => Number(above[x]!.includes(first!))),
  }
}

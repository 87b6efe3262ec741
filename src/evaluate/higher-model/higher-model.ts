import { type Ladder, type LadderOptions, ladder, RUNGS, type Rung } from '../../build/ladder.ts'
import type { Item } from '../../build/shop.ts'
import type { TaskResult } from '../task-result.ts'
import { groupLadders, heldOutLadders } from './held-out-ladders.ts'
import { evaluateTradeUp } from './trade-up.ts'
import { VIOLATIONS, type Violation, type ViolationKind, violationsOf } from './violations.ts'

/** How good the ladders of a catalogue are. */
export type LadderEvaluation = {
  readonly task: 'higher-model'
  readonly items: readonly Item[]
  readonly ladder: Ladder
  readonly coverage: Coverage
  /** Those that there are, in the order of the rungs. */
  readonly rungs: readonly RungFigures[]
  readonly violations: readonly Violation[]
  readonly numViolations: Readonly<Record<ViolationKind, number>>
  /** Absent where the catalogue has no groups with a next rung. */
  readonly heldOut?: TaskResult
  /** Who looked at an item and bought a dearer one: where it stands; none where there are no events. */
  readonly tradeUps: readonly TaskResult[]
}

export type Coverage = {
  readonly items: number
  readonly withPrice: number
  readonly withUpgrade: number
  /** Items of whose group a better dearer one is for sale, and those of them that have an upgrade. */
  readonly withBetterSibling: number
  readonly withBetterSiblingAndUpgrade: number
  readonly withChoiceOfThree: number
}

/** The links of a rung, and the quartiles of the price ratio over them. */
export type RungFigures = {
  readonly rung: Rung
  readonly links: number
  readonly ratio: readonly [lower: number, median: number, upper: number]
}

export type LadderTrial = { readonly options: LadderOptions; readonly seed: number }

/** The ladders of a catalogue, judged by rules of their own, and by how well hidden groups are found again. */
export function evaluateLadders(items: readonly Item[], { options, seed }: LadderTrial): LadderEvaluation {
  const { events } = options
  const made = ladder(items, options)
  const groups = groupLadders(items)
  const violations = violationsOf(items, made)
  // What visitors did would tell of the groups that are hidden.
  const heldOut = heldOutLadders(items, groups, { ...options, events: undefined }, seed)
  return {
    task: 'higher-model',
    items,
    ladder: made,
    coverage: coverageOf(items, made, groups.above),
    rungs: RUNGS.flatMap(rung => figuresOf(items, made, rung)),
    violations,
    numViolations: Object.fromEntries(
      VIOLATIONS.map(kind => [kind, violations.filter(violation => violation.kind === kind).length]),
    ) as Record<ViolationKind, number>,
    ...(heldOut && { heldOut }),
    tradeUps: events ? evaluateTradeUp(items, events, seed) : [],
  }
}

function coverageOf(
  items: readonly Item[],
  { upgrades, choices }: Ladder,
  above: readonly (readonly number[])[],
): Coverage {
  const hasUpgrade = (x: number) => upgrades[x]!.length > 0
  const withSibling = [...above.keys()].filter(x => above[x]!.length > 0)
  return {
    items: items.length,
    withPrice: items.filter(({ price }) => price && price.amount > 0).length,
    withUpgrade: upgrades.filter(steps => steps.length > 0).length,
    withBetterSibling: withSibling.length,
    withBetterSiblingAndUpgrade: withSibling.filter(hasUpgrade).length,
    withChoiceOfThree: choices.filter(Boolean).length,
  }
}

function figuresOf(items: readonly Item[], { upgrades }: Ladder, rung: Rung): RungFigures[] {
  const ratios = upgrades.flatMap((steps, x) =>
    steps
      .filter(step => step.rung === rung)
      .map(step => items[step.item]!.price!.amount / items[x]!.price!.amount),
  )
  if (ratios.length === 0) return []
  ratios.sort((a, b) => a - b)
  const at = (share: number) => ratios[Math.floor(share * (ratios.length - 1))]!
  return [{ rung, links: ratios.length, ratio: [at(0.25), at(0.5), at(0.75)] }]
}

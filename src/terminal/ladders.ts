import type { LadderEvaluation } from '../evaluate/higher-model/higher-model.ts'
import type { Violation } from '../evaluate/higher-model/violations.ts'
import { money } from '../money.ts'
import { taskText } from './evaluation.ts'
import { table } from './table.ts'

/** The terminal lists no more; --json and --html have all. */
const MAX_LISTED = 20

/** How good the ladders of a catalogue are, as text for people. */
export function laddersText(evaluation: LadderEvaluation): string {
  const { coverage, rungs, violations, numViolations, heldOut, tradeUps } = evaluation
  const { items, withPrice, withUpgrade, withBetterSibling, withBetterSiblingAndUpgrade, withChoiceOfThree } =
    coverage
  const share = (part: number, whole: number) =>
    whole > 0 ? `${part} of ${whole}, ${((100 * part) / whole).toFixed(1)} %` : 'none to have one'
  const faults = Object.entries(numViolations).filter(([, count]) => count > 0)
  return [
    `higher models: ${items} items, ${withPrice} with a price\n`,
    table(
      [
        ['have a higher model', share(withUpgrade, withPrice)],
        ['of those with a better dearer sibling', share(withBetterSiblingAndUpgrade, withBetterSibling)],
        ['have a choice of three', share(withChoiceOfThree, withPrice)],
      ],
      2,
    ),
    '\nlinks\n',
    table(
      [
        ['', 'links', 'price ratio: lower quartile', 'median', 'upper quartile'],
        ...rungs.map(({ rung, links, ratio }) => [rung, links, ...ratio.map(r => r.toFixed(2))]),
      ],
      2,
    ),
    `\nviolations: ${violations.length === 0 ? 'none' : violations.length}\n`,
    ...(faults.length > 0 ? [table(faults, 2)] : []),
    ...(violations.length > 0
      ? [
          table(
            violations.slice(0, MAX_LISTED).map(v => rowOf(v, evaluation)),
            2,
          ),
        ]
      : []),
    ...(violations.length > MAX_LISTED ? [`  and ${violations.length - MAX_LISTED} more\n`] : []),
    ...(heldOut ? ['\n', taskText(heldOut)] : ['\nheld-out ladders: the catalogue has no groups to hide\n']),
    ...tradeUps.flatMap(tradeUp => ['\n', taskText(tradeUp)]),
  ].join('')
}

/** The same for machines: the figures, and every violation by ids. */
export function laddersData({ items, ladder: _, ...figures }: LadderEvaluation): unknown {
  const violations = figures.violations.map(({ x, y, ...what }) => ({
    ...what,
    lower: items[x]!.id,
    higher: items[y]!.id,
  }))
  return { ...figures, violations }
}

function rowOf({ kind, way, x, y, what }: Violation, { items }: LadderEvaluation): string[] {
  const named = (i: number) => {
    const { id, title, price } = items[i]!
    return `${title ?? id}${price ? ` ${money(price)}` : ''}`
  }
  return [kind, way, named(x), '→', named(y), what]
}

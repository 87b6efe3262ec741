import type { LadderEvaluation } from '../evaluate/higher-model/higher-model.ts'
import { type Html, html, trusted } from './html.ts'
import { LADDER_FILTER, LADDER_STYLE } from './ladder-filter.ts'
import { ladderRow } from './ladder-row.ts'
import { sampledLadders } from './ladder-sample.ts'
import { type About, aboutFacts, facts, page } from './page.ts'
import { table } from './table.ts'
import { methodsOfTask } from './task-report.ts'
import { percent, whole } from './words.ts'

/** The page of a catalogue's ladders: the figures, every fault, and ladders to look through. */
export function laddersReport(evaluation: LadderEvaluation, about: About): string {
  const { heldOut, tradeUps } = evaluation
  const body = html`<header>
<h1>How right are the higher models?</h1>
<p class="lead">${lead(evaluation)}</p>
${facts([...aboutFacts(about), ['items', whole(evaluation.items.length)]])}</header>
<section>
<h2>Figures</h2>
${coverage(evaluation)}
${violations(evaluation)}
</section>
${
  heldOut &&
  html`<section>
<h2>Held-out ladders</h2>
<p>The group ids are hidden; the next rung of each item has to be found from titles, columns and prices. ${whole(heldOut.questions)} questions.</p>
${methodsOfTask(heldOut)}
</section>
`
}
${tradeUps.map(
  tradeUp => html`<section>
<h2>${tradeUp.task.charAt(0).toUpperCase() + tradeUp.task.slice(1)}</h2>
<p>Visitors who looked at an item and bought a dearer one of its category: where does that one stand? ${whole(tradeUp.questions)} questions.</p>
${tradeUp.notes.map(note => html`<p class="told">${note}.</p>\n`)}${tradeUp.questions > 0 ? methodsOfTask(tradeUp) : undefined}
</section>
`,
)}
${ladders(evaluation, about.seed ?? 0)}`
  return page(`Higher models: ${[...(about.catalog ?? []), ...about.orders].join(', ')}`, body)
}

function lead({ coverage, violations, ladder }: LadderEvaluation): string {
  const links = ladder.upgrades.flat().length
  const faults =
    violations.length === 0 ? 'no violation found' : `${whole(violations.length)} violations found`
  return `${whole(links)} steps up for ${whole(coverage.withUpgrade)} of ${whole(coverage.withPrice)} priced items; ${faults}.`
}

function coverage({ coverage, rungs }: LadderEvaluation): Html {
  const { withPrice, withUpgrade, withBetterSibling, withBetterSiblingAndUpgrade, withChoiceOfThree } =
    coverage
  const row = (name: string, part: number, of: number) => ({
    name,
    cells: [whole(part), whole(of), of > 0 ? percent(part / of) : '–'],
  })
  return html`<div class="beside">
${table(
  'Who has a higher model',
  ['', 'items', 'of', 'share'],
  [
    row('with a higher model', withUpgrade, withPrice),
    row('of those with a better dearer sibling', withBetterSiblingAndUpgrade, withBetterSibling),
    row('with a choice of three', withChoiceOfThree, withPrice),
  ],
)}
${table(
  'Links by rung, and how many times as dear the higher one is',
  ['rung', 'links', 'lower quartile', 'median', 'upper quartile'],
  rungs.map(({ rung, links, ratio }) => ({
    name: rung,
    cells: [whole(links), ...ratio.map(r => r.toFixed(2))],
  })),
)}
</div>
`
}

/** One row: nobody scrolls through zeros. */
function violations({ numViolations }: LadderEvaluation): Html {
  const kinds = Object.entries(numViolations)
  const cells = kinds.map(([, count]) => ({ text: whole(count), ...(count > 0 && { mark: 'theirs' }) }))
  return table(
    'Violations, up and down, by rules that know nothing of how the ladder judges',
    ['', ...kinds.map(([kind]) => kind)],
    [{ name: 'links', cells }],
  )
}

/** Ladders with a fault first, then a sample; a row each, the item and its steps. */
function ladders(evaluation: LadderEvaluation, seed: number): Html {
  const { shown, total } = sampledLadders(evaluation, seed)
  const rungs = evaluation.rungs.map(({ rung }) => rung)
  const told =
    shown.length < total
      ? `${whole(shown.length)} of ${whole(total)} ladders: all with a violation, the others drawn by the seed.`
      : `All ${whole(total)} ladders.`
  return html`<section>
<h2>Ladders</h2>
<p>${told} An item, then its higher models, best first: the middle and the top of its choice of three are marked.</p>
${trusted(LADDER_STYLE)}
<form class="filter" hidden>
<label>Find <input type="search" name="text" placeholder="title, brand, category, id"></label>
<label>Rung <select name="rung"><option value="">any</option>${rungs.map(rung => html`<option>${rung}</option>`)}</select></label>
<output></output>
</form>
<ol class="ladders">
${shown.map(x => ladderRow(evaluation, x))}</ol>
${trusted(LADDER_FILTER)}
</section>
`
}

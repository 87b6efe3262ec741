import type { Evaluation, ProtocolResult } from '../evaluate/evaluation.ts'
import { calibrationSection } from './calibration-section.ts'
import { coveragePlot } from './coverage-plot.ts'
import { type Html, html } from './html.ts'
import { lead, methodsTable } from './methods-table.ts'
import { type About, aboutFacts, facts, page } from './page.ts'
import type { Plotting } from './plotting.ts'
import { popularityPlot } from './popularity-plot.ts'
import { popularityTable } from './popularity-table.ts'
import { segmentsSection } from './segments-section.ts'
import { table } from './table.ts'
import { counted, percent, spelled, whole } from './words.ts'

/** What a question is, by protocol; a protocol that is not listed is told by its name alone. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'product page':
    'A shopper looks at one item of a held-out order: which other item is bought with it? Both are drawn at random.',
  cart: 'All items of a held-out order but one are in the cart: which one is missing? It is drawn at random.',
  'cart, known customer':
    'The same carts, where the customer is known and has bought before: his earlier orders are given too.',
  'cart, in sequence':
    'The first three items of a held-out order are in the cart, as they were put there: which comes next? Each further item is asked for given all before it.',
}

/** The page of an evaluation on orders. */
export function ordersReport(plotting: Plotting, evaluation: Evaluation, about: About): string {
  const { protocols, windows, calibration, segments } = evaluation
  const body = html`${header(evaluation, about)}
${protocols.map(protocol => section(plotting, protocol))}
${calibrationSection(plotting, calibration, windows.length)}
${segmentsSection(segments)}`
  return page(`Evaluation: ${about.orders.join(', ')}`, body)
}

const HOW: { readonly [S in Evaluation['splitBy']]: (numWindows: number) => string } = {
  time: numWindows =>
    `The orders were put in the order of time and cut at ${spelled(numWindows)} ${numWindows === 1 ? 'moment' : 'moments'}. Each time, the methods learnt from all orders before and were asked about those that came next, which they had not seen.`,
  customer: () =>
    'The orders have no dates, but tell whose they are. The methods learnt from all but the last order of each customer and were asked about the last ones, which they had not seen.',
  file: () =>
    'The orders have no dates and were taken in the order of the file. The methods learnt from the first ones and were asked about the last ones, which they had not seen.',
}

function header({ splitBy, windows, protocols }: Evaluation, about: About): Html {
  const questions = protocols.map(({ protocol, queries }) => `${whole(queries)} ${protocol}`).join(', ')
  const how = HOW[splitBy](windows.length)
  const rows = windows.map(({ trainOrders, testOrders, coldShare }, w) => ({
    name: String(w + 1),
    cells: [whole(trainOrders), whole(testOrders), percent(coldShare)],
  }))
  return html`<header>
<h1>How good are the recommendations?</h1>
<p class="lead">Held-out quality of our lists, beside every method that they could be replaced with.</p>
${facts([...aboutFacts(about), ['questions', questions]])}
<p>${how} Every method answers the same questions and ranks all items.</p>
${table(`${counted(windows.length, 'test window')}`, ['window', 'orders to learn from', 'orders held out', 'cold lines'], rows)}
${recipes(windows)}
<p class="note">Cold lines are lines of items that were never sold before the test: no method can find them.</p>
</header>
`
}

/** The recipe of each window: a build chooses it on the orders before, never on those that are asked about. */
function recipes(windows: Evaluation['windows']): Html {
  const [first] = windows
  if (!first) return html``
  const { maxNeighbours, maxPerCategory, z, ...chosen } = recipeOf(first)
  const rows = Object.keys(chosen).map(name => ({
    name: inWords(name),
    cells: windows.map(window => String(recipeOf(window)[name as keyof typeof chosen])),
  }))
  const head = ['', ...windows.map((_, w) => `window ${w + 1}`)]
  return html`${table('Our recipe, as a build chooses it on the orders before each window', head, rows)}
<p class="note">First window: ${first.choice.how}.</p>`
}

/** halfLifeDays → half life days */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, capital => ` ${capital.toLowerCase()}`)
}

function recipeOf({ choice: { recipes } }: Evaluation['windows'][number]) {
  return { ...recipes.page, ...recipes.cart }
}

function section(plotting: Plotting, result: ProtocolResult): Html {
  const { protocol, queries, methods } = result
  const title = protocol.charAt(0).toUpperCase() + protocol.slice(1)
  if (queries === 0) {
    return html`<section>
<h2>${title}</h2>
<p>No held-out order has enough items that were sold before: there was nothing to ask.</p>
</section>
`
  }
  return html`<section>
<h2>${title}</h2>
<p>${QUESTIONS[protocol]} ${counted(queries, 'question')}.</p>
<p class="lead">${lead(methods)}</p>
${methodsTable(protocol, methods)}
<h3>Right, and varied</h3>
${coveragePlot(plotting, methods)}
<h3>Rarities and best sellers</h3>
${popularityPlot(plotting, result)}
${popularityTable(result)}
</section>
`
}

import type { TaskResult } from '../evaluate/task-result.ts'
import { figuresPlot } from './figures-plot.ts'
import { type Html, html } from './html.ts'
import { interval } from './methods-table.ts'
import { type About, aboutFacts, facts, page } from './page.ts'
import type { Plotting } from './plotting.ts'
import { figureCells, table } from './table.ts'
import { whole } from './words.ts'

/** The page of another task: its notes, a table, a bar a figure. */
export function taskReport(plotting: Plotting, result: TaskResult, about: About): string {
  const { task, questions, notes } = result
  const body = html`<header>
<h1>How well is the ${task} foretold?</h1>
${facts([...aboutFacts(about), ['questions', whole(questions)]])}
${notes.map(note => html`<p class="told">${note}.</p>\n`)}</header>
<section>
<h2>Figures</h2>
${methodsOfTask(result)}
${questions > 0 ? figuresPlot(plotting, result) : html`<p>There was nothing to ask.</p>`}
</section>`
  return page(`Evaluation of the ${task}: ${about.orders.join(', ')}`, body)
}

/** Every method of a task, a column a metric, and how far the differences to ours can be trusted. */
export function methodsOfTask({ task, methods }: TaskResult): Html {
  const metrics = Object.keys(methods[0]?.figures ?? {})
  const compared = Object.keys(methods.at(-1)?.against ?? {})
  const cells = figureCells(
    methods.map(({ figures }) => metrics.map(metric => figures[metric]!)),
    value => value.toFixed(4),
  )
  const rows = methods.map(({ method, against }, m) => ({
    name: method,
    isOurs: m === 0,
    cells: [...cells[m]!, ...compared.map(metric => interval(against?.[metric], 4, 1))],
  }))
  const head = ['method', ...metrics, ...compared.map(metric => `ours − theirs, ${metric}`)]
  return html`${table(`Every method, ${task}; the best of each column is underlined`, head, rows)}
${
  compared.length > 0
    ? html`<p class="note">Differences are 95 % intervals, paired by question: ▲ ours is better, ▼ theirs is better, ≈ no clear difference.</p>`
    : undefined
}`
}

import { describe, expect, it } from 'vitest'
import { BASELINES } from '../../src/evaluate/baselines.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import type { Evaluation } from '../../src/evaluate/evaluation.ts'
import { html } from '../../src/report/html.ts'
import { report } from '../../src/report/report.ts'
import { standardChoice } from '../../src/tune/tuning.ts'
import { basketsOf } from '../naive.ts'
import { ABOUT, smallEvaluation, TASK } from './results.ts'

const evaluation = smallEvaluation()
const page = await report(evaluation, ABOUT)
const task = await report(TASK, ABOUT)

describe('html', () => {
  it('escapes what is filled in, but not HTML, joins lists and leaves out what is undefined', () => {
    const text = `<i a="b" c='d'>&`
    expect(html`<p title="${text}">${[html`<b>${1}</b>`, text]}${undefined}</p>`.html).toBe(
      '<p title="&lt;i a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;"><b>1</b>&lt;i a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;</p>',
    )
  })
})

describe('a report', () => {
  it('fetches nothing: no address, no script, no frame, no import', () => {
    for (const text of [page, task]) {
      const withoutNamespaces = text.replace(/ xmlns(:\w+)?="[^"]*"/g, '')
      expect(withoutNamespaces).not.toMatch(/https?:|\/\/\w/)
      expect(withoutNamespaces).not.toMatch(/<(script|iframe|object|embed|img|image|use)\b|@import|url\(/i)
      expect([...text.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, target]) => target)).toEqual(['data:,'])
    }
  })

  it('shows names as text, whatever they hold', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;orders&quot;)&lt;/script&gt;.csv')
    expect(task).toContain('ours &lt;img src=x onerror=alert(1)&gt;')
    expect(task).toContain('<b>chosen</b>'.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  })

  it('is the same bytes for the same evaluation', async () => {
    expect(await report(evaluation, ABOUT)).toBe(page)
    expect(await report(TASK, ABOUT)).toBe(task)
  })

  it('says what was read, how it was cut, and by what it was made', () => {
    for (const text of ['2026-01-02 to 2026-05-06', 'issho 1.2.3', '7: the same seed', 'three moments'])
      expect(page).toContain(text)
    expect(page).toContain('<html lang="en">')
  })

  it('has every method with every metric, ours first, the best of each column marked', () => {
    const [table] = page.match(/<caption><span>Every method, product page.*?<\/table>/s)!
    const rows = [...table.matchAll(/<tr[^>]*><th scope="row">(.*?)<\/th>(.*)<\/tr>/g)]
    expect(rows.map(([, name]) => name)).toEqual(['issho', ...BASELINES.map(({ name }) => name)])
    expect(rows[0]![0]).toContain('<tr class="ours">')
    const cells = rows.map(([, , tds]) =>
      [...tds!.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell!),
    )
    expect(cells.every(row => row.length === 10)).toBe(true)
    for (let column = 0; column < 7; column++) {
      const values = cells.map(row => Number(row[column]!.replace(/<\/?strong>/g, '')))
      const marked = cells.map(row => row[column]!.startsWith('<strong>'))
      expect(marked).toEqual(values.map(value => value === Math.max(...values)))
    }
  })

  it('tells the calibration in words, a plot and a table', () => {
    const bucket = evaluation.calibration.find(({ from }) => from === 0.3)!
    const held = (100 * bucket.held).toFixed(1)
    expect(page).toContain(
      `Among pairs shown with 30–40\u00a0% confidence, ${held}\u00a0% held in the three test windows`,
    )
    expect(page).toMatch(/<svg[^>]*aria-label="Share that held against the confidence shown"/)
    for (const { pairs } of evaluation.calibration) expect(page).toContain(`<td>${pairs}</td>`)
  })

  it('describes each plot and draws it wide and narrow', () => {
    const labels = [...page.matchAll(/<svg[^>]*>/g)].map(([svg]) => svg.match(/aria-label="([^"]*)"/)?.[1])
    expect(labels).toHaveLength(10)
    expect(labels.every(Boolean)).toBe(true)
    expect(page.match(/<svg[^>]*role="img"/g)).toHaveLength(10)
    expect(task.match(/<svg /g)).toHaveLength(2)
  })

  it('gives every table a caption and every heading cell its scope', () => {
    for (const text of [page, task]) {
      expect(text.match(/<caption>/g)!.length).toBe(text.match(/<table>/g)!.length)
      expect(text).not.toMatch(/<th>/)
    }
  })

  it('stands a shop without orders, one of single items, one method, and a task without questions', async () => {
    const options = { choiceFor: () => standardChoice(), seed: 1, maxQueries: 10 }
    for (const lists of [[], [[0]], Array.from({ length: 20 }, () => [0])]) {
      const empty = await report(evaluate(basketsOf(lists), 1, options), ABOUT)
      expect(empty).toContain('there was nothing to ask')
      expect(empty).not.toMatch(/NaN|undefined|Infinity/)
    }
    const alone: Evaluation = {
      ...evaluation,
      calibration: evaluation.calibration.slice(-1),
      protocols: evaluation.protocols.map(p => ({ ...p, methods: p.methods.slice(0, 1) })),
    }
    const one = await report(alone, ABOUT)
    expect(one).toContain('No pair was shown with 30–40')
    expect(one).not.toMatch(/NaN|undefined|Infinity/)
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
    expect(await report({ ...TASK, questions: 0 }, ABOUT)).toContain('There was nothing to ask')
  })
})

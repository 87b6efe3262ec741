import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/build/shop.ts'
import { evaluateLadders } from '../../src/evaluate/higher-model/higher-model.ts'
import { report } from '../../src/report/report.ts'
import { BROWSER, isBrowserMissing } from '../require.ts'
import { tempDir } from '../temp-dir.ts'
import { ABOUT, smallEvaluation, TASK } from './results.ts'

/** The page as a browser without a network understands it, scripts and all. */
function opened(text: string): string {
  const dir = tempDir()
  const file = join(dir, 'report.html')
  writeFileSync(file, text)
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(dir, 'profile')}`]
  const noNetwork = '--host-resolver-rules=MAP * ~NOTFOUND'
  const args = [...flags, noNetwork, '--dump-dom', pathToFileURL(file).href]
  return execFileSync(BROWSER!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

describe.skipIf(isBrowserMissing())('a report in a browser', () => {
  it('has its headings, tables and plots', async () => {
    const dom = opened(await report(smallEvaluation(), ABOUT))
    const headings = [...dom.matchAll(/<h[12]>(.*?)<\/h[12]>/g)].map(([, text]) => text)
    expect(headings).toEqual([
      'How good are the recommendations?',
      'Product page',
      'Cart',
      'Does the shown confidence hold?',
    ])
    expect(dom.match(/<table>/g)).toHaveLength(7)
    expect(dom.match(/<\/svg>/g)).toHaveLength(10)
    expect(dom.match(/<circle/g)!.length).toBeGreaterThan(50)
    expect(dom).toContain('<title>issho: hit rate')
  })

  it('runs nothing that a name holds', async () => {
    const dom = opened(
      await report(TASK, { ...ABOUT, orders: ['</title><script>document.title="x"</script>'] }),
    )
    expect(dom).not.toMatch(/<script|<img/)
    expect(dom).toContain('<h1>How well is the next basket foretold?</h1>')
  })
})

describe.skipIf(isBrowserMissing())('a page of ladders in a browser', () => {
  const items = [
    'Nova 128 GB',
    'Nova 256 GB',
    'Comet 1 l',
    'Comet 2 l </li><script>document.title="x"</script>',
  ].map(
    (title, i): Item => ({
      id: `i${i}`,
      title,
      available: true,
      price: { amount: 500 + 100 * (i % 2), currency: 'GBP' },
    }),
  )

  it('shows every ladder, and finds those that are looked for', async () => {
    const page = await report(evaluateLadders(items, { options: {}, seed: 1 }), { ...ABOUT, orders: [] })
    const dom = opened(page.replace('</body>', '<script>form.text.value = "nova"; look()</script></body>'))
    expect(dom.match(/<li data-rungs/g)!.length).toBeGreaterThanOrEqual(1)
    expect(dom).toContain('<h1>How right are the higher models?</h1>')
    expect(dom).not.toContain('<title>x</title>')
    expect(dom).toMatch(/<output>1 of \d<\/output>/)
    expect(dom).not.toMatch(/<form class="filter" hidden/)
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Command, Option } from 'commander'
import type { Evaluation } from '../src/evaluate/evaluate.ts'
import type { TaskResult } from '../src/evaluate/task-result.ts'
import type { About } from '../src/report/page.ts'
import { evaluationText, taskText } from '../src/terminal/evaluation.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { PACKAGE } from '../src/terminal/package.ts'
import { createProgress } from '../src/terminal/progress.ts'
import { wholeNumber } from '../src/terminal/whole-number.ts'

const TASKS = ['orders', 'next-basket', 'sessions'] as const

export const evaluate = new Command('evaluate')
  .description('held-out quality of our lists and of every method they could be replaced with')
  .requiredOption('--orders <file...>', 'order files or globs; for sessions, the training clicks')
  .option('--catalog <file...>', 'catalogue files or globs: families and categories')
  .addOption(new Option('--task <task>', 'what to foretell').choices(TASKS).default('orders'))
  .option('--test <file...>', 'for sessions, the held-out clicks')
  .option('--seed <n>', 'draws the questions', wholeNumber(0, 2 ** 32 - 1), 42)
  .option(
    '--max-queries <n>',
    'most questions a protocol and test window',
    wholeNumber(1, 10_000_000),
    20_000,
  )
  .option('--fixed', 'take the standard recipe and what is set, choose nothing')
  .option('--config <file>', 'JSON file of settings')
  .option('--html <file>', 'also write a report to read in a browser')
  .option('--json', 'print JSON')
  .option('--quiet', 'no progress')
for (const option of optionsOf('maxRejects', 'encoding', 'dates', 'keepItems', 'dropItems', 'tuneSeconds')) {
  evaluate.addOption(option)
}

evaluate.action(async flags => {
  if (flags.task === 'sessions' && !flags.test)
    evaluate.error('error: --task sessions needs --test <file...>')
  const { faultOf, writeWhole } = await import('../src/report/write-file.ts')
  const fault = flags.html === undefined ? undefined : await faultOf(flags.html)
  if (fault) evaluate.error(`error: --html ${fault}`)
  const config = await configOf(flags)
  const progress = createProgress(process.stderr, flags.quiet === true)
  const tempDir = await mkdtemp(join(tmpdir(), 'issho-'))
  const files = { orders: flags.orders, catalog: flags.catalog ?? [], config, onProgress: progress.update }
  const scratch = { tempDir, rejectsFile: join(tempDir, 'rejects.csv') }
  const names = (paths: readonly string[]) => paths.map(path => basename(path))
  const about = {
    version: PACKAGE.version,
    orders: names(flags.orders),
    test: flags.test && names(flags.test),
  }
  const print = async (result: Evaluation | TaskResult, text: string, drawn?: Partial<About>) => {
    progress.end()
    process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : text)
    if (flags.html !== undefined) {
      const { report } = await import('../src/report/report.ts')
      await writeWhole(flags.html, await report(result, { ...about, ...drawn }))
    }
  }
  try {
    const { fixedBy, readShop, readClicks } = await import('../src/job.ts')
    if (flags.task === 'sessions') {
      const { evaluateSessions } = await import('../src/evaluate/sessions.ts')
      const { train, test } = await readClicks(files, flags.test, scratch)
      const result = evaluateSessions(train, test)
      return await print(result, taskText(result))
    }
    const { shop, report } = await readShop(files, {
      ...scratch,
      withCustomers: true,
      withCartOrder: flags.task === 'orders',
    })
    progress.end()
    if (!flags.quiet) for (const notice of report.notices) process.stderr.write(`note: ${notice}\n`)
    const { seed, maxQueries } = flags
    const read = { orders: names(report.files.map(({ file }) => file)), period: report.window, seed }
    if (flags.task === 'next-basket') {
      const { evaluateNextBasket } = await import('../src/evaluate/next-basket.ts')
      const result = evaluateNextBasket(shop.baskets, shop.items.length, seed)
      return await print(result, taskText(result), read)
    }
    const { evaluate: compare } = await import('../src/evaluate/evaluate.ts')
    const { createTuning, standardChoice } = await import('../src/tune/tuning.ts')
    const fixed = fixedBy(config)
    const choiceFor = config.fixed ? () => standardChoice(fixed) : createTuning(fixed, config.tuneSeconds)
    const { baskets, items } = shop
    const options = { choiceFor, catalogue: items, seed, maxQueries, onProgress: progress.update }
    const evaluation = compare(baskets, items.length, options)
    await print(evaluation, evaluationText(evaluation), read)
  } finally {
    progress.end()
    await rm(tempDir, { recursive: true, force: true })
  }
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { evaluationText, taskText } from '../src/terminal/evaluation.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
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
  .option('--config <file>', 'JSON file of settings')
  .option('--json', 'print JSON')
  .option('--quiet', 'no progress')
for (const option of optionsOf('maxRejects', 'encoding', 'dates', 'keepItems', 'dropItems')) {
  evaluate.addOption(option)
}

evaluate.action(async flags => {
  if (flags.task === 'sessions' && !flags.test)
    evaluate.error('error: --task sessions needs --test <file...>')
  const config = await configOf(flags)
  const progress = createProgress(process.stderr, flags.quiet === true)
  const tempDir = await mkdtemp(join(tmpdir(), 'issho-'))
  const files = { orders: flags.orders, catalog: flags.catalog ?? [], config, onProgress: progress.update }
  const scratch = { tempDir, rejectsFile: join(tempDir, 'rejects.csv') }
  const print = (result: unknown, text: string) => {
    progress.end()
    process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : text)
  }
  try {
    const { readShop, readClicks } = await import('../src/job.ts')
    if (flags.task === 'sessions') {
      const { evaluateSessions } = await import('../src/evaluate/sessions.ts')
      const { train, test } = await readClicks(files, flags.test, scratch)
      const result = evaluateSessions(train, test)
      return print(result, taskText(result))
    }
    const { shop, report } = await readShop(files, {
      ...scratch,
      withCustomers: flags.task === 'next-basket',
    })
    if (flags.task === 'next-basket') {
      const { evaluateNextBasket } = await import('../src/evaluate/next-basket.ts')
      const result = evaluateNextBasket(shop.baskets, shop.items.length, flags.seed)
      return print(result, taskText(result))
    }
    const { evaluate: compare } = await import('../src/evaluate/evaluate.ts')
    const { METHODS } = await import('../src/evaluate/methods.ts')
    const { seed, maxQueries } = flags
    const isDated = report.window !== undefined
    const { baskets, items } = shop
    const options = { methods: METHODS, seed, maxQueries, isDated, onProgress: progress.update }
    const evaluation = compare(baskets, items.length, { ...options, catalogue: items })
    print(evaluation, evaluationText(evaluation))
  } finally {
    progress.end()
    await rm(tempDir, { recursive: true, force: true })
  }
})

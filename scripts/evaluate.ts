import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { evaluationText } from '../src/terminal/evaluation.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { createProgress } from '../src/terminal/progress.ts'

export const evaluate = new Command('evaluate')
  .description('held-out quality of our lists and of every method they could be replaced with')
  .requiredOption('--orders <file...>', 'order files or globs')
  .option('--seed <n>', 'draws the questions', Number, 42)
  .option('--max-queries <n>', 'most questions a protocol and test window', Number, 20_000)
  .option('--config <file>', 'JSON file of settings')
  .option('--json', 'print JSON')
  .option('--quiet', 'no progress')
for (const option of optionsOf('maxRejects', 'encoding', 'dates', 'keepItems', 'dropItems')) {
  evaluate.addOption(option)
}

evaluate.action(async flags => {
  const config = await configOf(flags)
  const { readShop } = await import('../src/job.ts')
  const { evaluate: compare } = await import('../src/evaluate/evaluate.ts')
  const { METHODS } = await import('../src/evaluate/methods.ts')
  const progress = createProgress(process.stderr, flags.quiet === true)
  const tempDir = await mkdtemp(join(tmpdir(), 'issho-'))
  try {
    const files = { orders: flags.orders, catalog: [], config, onProgress: progress.update }
    const { shop, report } = await readShop(files, { tempDir, rejectsFile: join(tempDir, 'rejects.csv') })
    const evaluation = compare(shop.baskets, shop.items.length, {
      methods: METHODS,
      seed: flags.seed,
      maxQueries: flags.maxQueries,
      isDated: report.window !== undefined,
      onProgress: progress.update,
    })
    progress.end()
    process.stdout.write(flags.json ? `${JSON.stringify(evaluation, null, 2)}\n` : evaluationText(evaluation))
  } finally {
    progress.end()
    await rm(tempDir, { recursive: true, force: true })
  }
})

import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { evaluationText, taskText } from '../src/terminal/evaluation.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { PACKAGE } from '../src/terminal/package.ts'
import { createProgress } from '../src/terminal/progress.ts'
import { wholeNumber } from '../src/terminal/whole-number.ts'
import type { Task } from '../src/trial.ts'

const TASKS: readonly Task[] = ['orders', 'next-basket', 'sessions']

export const evaluate = new Command('evaluate')
  .description('held-out quality of our lists and of every method they could be replaced with')
  .requiredOption('--orders <file...>', 'order files or globs; for sessions, the training clicks')
  .option('--catalog <file...>', 'catalogue files or globs: families and categories', [])
  .addOption(new Option('--task <task>', 'what to foretell').choices(TASKS).default('orders'))
  .option('--test <file...>', 'for sessions, the held-out clicks')
  .option('--seed <n>', 'draws the questions', wholeNumber(0, 2 ** 32 - 1), 42)
  .option(
    '--max-queries <n>',
    'most questions a protocol and test window',
    wholeNumber(1, 10_000_000),
    20_000,
  )
  .option('--fixed', 'the standard recipe, with what is set; else what a build would choose')
  .option('--config <file>', 'JSON file of settings')
  .option('--html <file>', 'also write a report to read in a browser')
  .option('--json', 'print JSON')
  .option('--quiet', 'no progress')
for (const option of optionsOf('maxRejects', 'encoding', 'dates', 'keepItems', 'dropItems', 'tuneSeconds')) {
  evaluate.addOption(option)
}

evaluate.action(async flags => {
  const { task, orders, catalog, test, seed, maxQueries, html } = flags
  if (task === 'sessions' && !test) evaluate.error('error: --task sessions needs --test <file...>')
  const { faultOf, writeWhole } = await import('../src/report/write-file.ts')
  const fault = html === undefined ? undefined : await faultOf(html)
  if (fault) evaluate.error(`error: --html ${fault}`)
  const config = await configOf(flags)
  const progress = createProgress(process.stderr, flags.quiet === true)
  try {
    const { runTrial } = await import('../src/trial.ts')
    const onProgress = progress.update
    const trial = { task, orders, catalog, test, seed, maxQueries, config, onProgress }
    const { result, read, notices } = await runTrial(trial)
    progress.end()
    if (!flags.quiet) for (const notice of notices) process.stderr.write(`note: ${notice}\n`)
    const text = 'task' in result ? taskText(result) : evaluationText(result)
    process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : text)
    if (html === undefined) return
    const names = (paths: readonly string[]) => paths.map(path => basename(path))
    const { report } = await import('../src/report/report.ts')
    const about = { version: PACKAGE.version, orders: names(orders), test: test && names(test), ...read }
    await writeWhole(html, await report(result, about))
  } finally {
    progress.end()
  }
})

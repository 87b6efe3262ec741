import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { columnPairs } from '../src/terminal/column-pairs.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { PACKAGE } from '../src/terminal/package.ts'
import { wholeNumber } from '../src/terminal/whole-number.ts'
import type { Task, TrialReport } from '../src/trial.ts'

const TASKS: readonly Task[] = ['orders', 'next-basket', 'sessions', 'higher-model']

export const evaluate = new Command('evaluate')
  .description('held-out quality of our lists and of every method they could be replaced with')
  .option('--orders <file...>', 'order files or globs; for sessions, the training clicks', [])
  .option(
    '--catalog <file...>',
    'catalogue files or globs: families and categories; for higher-model, enough',
    [],
  )
  .option('--events <file...>', 'for higher-model, clickstream files: who looked at what and bought what', [])
  .option('--events-map <pairs>', 'columns of the events by hand, as for a build', columnPairs)
  .option('--map <pairs>', 'columns of the orders by hand, as for a build', columnPairs)
  .option('--catalog-map <pairs>', 'columns of the catalogue by hand, as for a build', columnPairs)
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
for (const option of optionsOf(
  'maxRejects',
  'currency',
  'encoding',
  'dates',
  'keepItems',
  'dropItems',
  'tuneSeconds',
)) {
  evaluate.addOption(option)
}

evaluate.action(async flags => {
  const { task, orders, catalog, events, test, seed, maxQueries, html } = flags
  const isLadder = task === 'higher-model'
  if (orders.length === 0 && !(isLadder && catalog.length + events.length > 0)) {
    const others = isLadder ? '--catalog <file...>, --events <file...> or ' : ''
    evaluate.error(`error: --task ${task} needs ${others}--orders <file...>`)
  }
  if (task === 'sessions' && !test) evaluate.error('error: --task sessions needs --test <file...>')
  const { faultOf, writeWhole } = await import('../src/report/write-file.ts')
  const fault = html === undefined ? undefined : await faultOf(html)
  if (fault) evaluate.error(`error: --html ${fault}`)
  const config = await configOf(flags)
  const { createProgress } = await import('../src/terminal/progress.ts')
  const progress = createProgress(process.stderr, flags.quiet === true)
  try {
    const { runTrial } = await import('../src/trial.ts')
    const onProgress = progress.update
    const { map: orderMap, catalogMap, eventsMap } = flags
    const files = { orders, catalog, events, test, orderMap, catalogMap, eventsMap }
    const { result, read, notices } = await runTrial({ ...files, task, seed, maxQueries, config, onProgress })
    progress.end()
    if (!flags.quiet) for (const notice of notices) process.stderr.write(`note: ${notice}\n`)
    process.stdout.write(
      flags.json ? `${JSON.stringify(await dataOf(result), null, 2)}\n` : await textOf(result),
    )
    if (html === undefined) return
    const names = (paths: readonly string[]) => paths.map(path => basename(path))
    const { report } = await import('../src/report/report.ts')
    const about = { version: PACKAGE.version, orders: names(orders), test: test && names(test), ...read }
    await writeWhole(html, await report(result, about))
  } finally {
    progress.end()
  }
})

type Result = TrialReport['result']

async function textOf(result: Result): Promise<string> {
  const { laddersText } = await import('../src/terminal/ladders.ts')
  const { evaluationText, taskText } = await import('../src/terminal/evaluation.ts')
  if ('ladder' in result) return laddersText(result)
  return 'task' in result ? taskText(result) : evaluationText(result)
}

/** The ladders themselves are the catalogue once more. */
async function dataOf(result: Result): Promise<unknown> {
  const { laddersData } = await import('../src/terminal/ladders.ts')
  return 'ladder' in result ? laddersData(result) : result
}

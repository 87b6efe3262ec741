import { Command } from 'commander'
import { columnPairs } from '../src/terminal/column-pairs.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { PACKAGE } from '../src/terminal/package.ts'

export const build = new Command('build')
  .description('compile order and catalogue files into a model and publish it')
  .option('--orders <file...>', 'order files or globs: CSV, TSV, JSONL, Parquet; plain, .gz or .zst', [])
  .option('--catalog <file...>', 'catalogue files or globs, the same formats; enough for upgrades alone', [])
  .option('--map <pairs>', 'columns of the orders by hand: order_id=InvoiceNo,item_id=StockCode', columnPairs)
  .option(
    '--catalog-map <pairs>',
    'columns of the catalogue by hand, of several where need be: item_id=model+storage,title=model',
    columnPairs,
  )
  .option(
    '--events <file...>',
    'clickstream files or globs: what people who looked at an item bought instead',
    [],
  )
  .option('--events-map <pairs>', 'columns of the events by hand: event=action,occurred_at=when', columnPairs)
  .option('--fixed', 'the standard recipe, with what is set; else the build chooses on the orders')
  .option('--config <file>', 'JSON file of settings')
  .option('--json', 'print the report as JSON')
  .option('--quiet', 'no progress, no report')

for (const option of optionsOf(
  'models',
  'maxRejects',
  'currency',
  'encoding',
  'dates',
  'keepItems',
  'dropItems',
  'maxBasketItems',
  'beta',
  'segments',
  'tuneSeconds',
  'memoryMb',
  'keepVersions',
)) {
  build.addOption(option)
}

build.action(async flags => {
  if (flags.orders.length === 0 && flags.catalog.length === 0) {
    build.error('error: needs --orders <file...>, --catalog <file...> or both')
  }
  const { runJob } = await import('../src/job.ts') // the service must start without the job's libraries
  const { createProgress } = await import('../src/terminal/progress.ts')
  const { reportText } = await import('../src/terminal/report.ts')
  const config = await configOf(flags)
  const progress = createProgress(process.stderr, flags.quiet === true)
  try {
    const report = await runJob({
      orders: flags.orders,
      catalog: flags.catalog,
      orderMap: flags.map,
      catalogMap: flags.catalogMap,
      events: flags.events,
      eventsMap: flags.eventsMap,
      config,
      builtBy: `${PACKAGE.name} ${PACKAGE.version}`,
      onProgress: progress.update,
    })
    progress.end()
    if (flags.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    else if (!flags.quiet) process.stdout.write(reportText(report))
  } finally {
    progress.end()
  }
})

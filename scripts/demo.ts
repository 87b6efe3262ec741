import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { PACKAGE } from '../src/terminal/package.ts'

const SHOP = { items: 2000, orders: 50_000, seed: 1 }

export const demo = new Command('demo')
  .description('make a seeded shop, build its model, serve it, print links to try')
  .option('--quiet', 'no progress')
for (const option of optionsOf('port', 'host', 'locale')) demo.addOption(option)

demo.action(async flags => {
  const { synthesise } = await import('../src/synth/synth.ts')
  const { SHOWCASE } = await import('../src/synth/shop.ts')
  const { runJob } = await import('../src/job.ts')
  const { startService } = await import('../src/main.ts')
  const { pino } = await import('pino')
  const { createProgress } = await import('../src/terminal/progress.ts')
  const { example } = await import('../src/terminal/example.ts')

  const dir = mkdtempSync(join(tmpdir(), 'issho-demo-'))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  const config = { ...(await configOf(flags)), models: join(dir, 'models') }
  const progress = createProgress(process.stderr, flags.quiet === true)

  const shop = await synthesise({ ...SHOP, out: dir, format: 'parquet', onProgress: progress.update })
  await runJob({
    orders: [shop.orders.path],
    catalog: [shop.catalog.path],
    config,
    builtBy: `${PACKAGE.name} ${PACKAGE.version}`,
    onProgress: progress.update,
  })
  progress.end()

  const service = { ...config, modelsDir: config.models }
  const log = pino({ level: 'warn' }, pino.destination(2))
  const { url } = await startService(service, log).catch(error => {
    if (flags.port !== undefined) throw error
    return startService({ ...service, port: 0 }, log) // the usual port is taken: any other will do
  })
  process.stdout.write(await example(url, SHOWCASE.phone))
})

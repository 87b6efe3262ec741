import { Command } from 'commander'
import { configOf, optionsOf } from '../src/terminal/options.ts'

export const serve = new Command('serve')
  .description('answer over HTTP from the current model; a newly published one is picked up by itself')
  .option('--config <file>', 'JSON file of settings')
for (const option of optionsOf('models', 'port', 'host', 'locale', 'pollMs')) serve.addOption(option)

serve.action(async flags => {
  const { startService } = await import('../src/main.ts')
  const { models, host, port, pollMs, locale } = await configOf(flags)
  await startService({ modelsDir: models, host, port, pollMs, locale })
})

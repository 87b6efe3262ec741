import { Command } from 'commander'
import { LIMIT_KEYS, settings } from '../src/config.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'

export const serve = new Command('serve')
  .description('answer over HTTP from the current model; a newly published one is picked up by itself')
  .option('--config <file>', 'JSON file of settings')
for (const option of optionsOf('models', 'port', 'host', 'locale', 'pollMs', 'metricsPort', 'metricsHost')) {
  serve.addOption(option)
}
serve.option('--access-log', settings.shape.accessLog.description)
for (const option of optionsOf(...LIMIT_KEYS)) serve.addOption(option)

serve.action(async flags => {
  const { startService } = await import('../src/main.ts')
  const config = await configOf(flags)
  const { models, host, port, pollMs, locale, accessLog, metricsPort, metricsHost } = config
  const metrics = metricsPort === undefined ? undefined : { host: metricsHost, port: metricsPort }
  await startService({ modelsDir: models, host, port, pollMs, locale, accessLog, metrics, limits: config })
})

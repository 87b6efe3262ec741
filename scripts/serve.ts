import { Command } from 'commander'
import { LIMIT_KEYS, settings } from '../src/config.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'

export const serve = new Command('serve')
  .description('answer over HTTP from the current model; a newly published one is picked up by itself')
  .option('--config <file>', 'JSON file of settings')
for (const option of optionsOf(
  'models',
  'port',
  'host',
  'locale',
  'pollMs',
  'workers',
  'adminPort',
  'adminHost',
  'overlay',
  'metricsPort',
  'metricsHost',
)) {
  serve.addOption(option)
}
serve.option('--access-log', settings.shape.accessLog.description)
for (const option of optionsOf(...LIMIT_KEYS)) serve.addOption(option)

serve.action(async flags => {
  const config = await configOf(flags)
  const { readerFor } = await import('../src/serve/loading/reader.ts')
  const reader = readerFor(config.models)
  reader.begin() // beside it the modules of the service are loaded
  const { startService } = await import('../src/main.ts')
  const { models, host, port, pollMs, locale, overlay, accessLog, workers } = config
  const { adminPort, adminHost, adminToken, metricsPort, metricsHost } = config
  const admin = adminPort === undefined ? undefined : { host: adminHost, port: adminPort, token: adminToken }
  const metrics = metricsPort === undefined ? undefined : { host: metricsHost, port: metricsPort }
  const doors = { host, port, admin, metrics }
  const told = { pollMs, locale, overlay, accessLog, workers, limits: config }
  await startService({ modelsDir: models, ...doors, ...told }, undefined, reader)
})

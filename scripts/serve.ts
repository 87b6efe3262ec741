import { Command } from 'commander'
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
  'adminPort',
  'adminHost',
  'overlay',
)) {
  serve.addOption(option)
}

serve.action(async flags => {
  const { startService } = await import('../src/main.ts')
  const { models, host, port, pollMs, locale, overlay, ...config } = await configOf(flags)
  const { adminPort, adminHost, adminToken } = config
  const admin =
    adminPort === undefined ? {} : { admin: { host: adminHost, port: adminPort, token: adminToken } }
  await startService({ modelsDir: models, host, port, pollMs, locale, overlay, ...admin })
})

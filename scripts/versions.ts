import { Command } from 'commander'
import { listVersions } from '../src/models/versions.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'

export const versions = new Command('versions')
  .description('list the models, newest first')
  .option('--json', 'print JSON')
  .addOption(optionsOf('models')[0]!)
  .action(async flags => {
    const { table } = await import('../src/terminal/table.ts')
    const { models } = await configOf(flags)
    const list = await listVersions(models)
    if (flags.json) {
      process.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
      return
    }
    const rows = list.map(({ version, current, manifest }) => [
      current ? '*' : '',
      version,
      manifest ? `${manifest.counts.items} items` : 'manifest cannot be read',
      manifest ? `${manifest.counts.baskets} baskets` : '',
      manifest?.builtAt ?? '',
    ])
    process.stdout.write(list.length === 0 ? `no models in ${models}\n` : table(rows))
  })

import { Command } from 'commander'
import { withLock } from '../src/models/lock.ts'
import { rollBack } from '../src/models/versions.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'

export const rollback = new Command('rollback')
  .description('point back to the model before the current one, or to a given one')
  .argument('[version]', 'the version to use')
  .addOption(optionsOf('models')[0]!)
  .action(async (version: string | undefined, flags) => {
    const { models } = await configOf(flags)
    const { from, to } = await withLock(models, () => rollBack(models, version))
    process.stdout.write(`${models}/current: ${from ?? 'none'} → ${to}\n`)
  })

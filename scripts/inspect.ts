import { Command } from 'commander'
import { readCurrentModel, readModel, readNearMisses } from '../src/models/read.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { wholeNumber } from '../src/terminal/whole-number.ts'

export const inspect = new Command('inspect')
  .description('what a model holds; with an item, its lists, the evidence, and what is no upgrade and why')
  .argument('[item]', 'id of an item')
  .option('--model <version>', 'another model than the current one')
  .option('--limit <n>', 'entries of each list', wholeNumber(1, 1000), 10)
  .option('--json', 'print JSON')
  .addOption(optionsOf('models')[0]!)
  .action(async (id: string | undefined, flags) => {
    const { itemReport, modelReport } = await import('../src/terminal/inspection.ts')
    const { models } = await configOf(flags)
    const model = flags.model ? await readModel(models, flags.model) : await readCurrentModel(models)
    const nearMisses = await readNearMisses(models, model.manifest.version, model)
    const report = id === undefined ? modelReport(model) : itemReport(model, nearMisses, id, flags.limit)
    process.stdout.write(flags.json ? `${JSON.stringify(report.data, null, 2)}\n` : report.text)
  })

import { Command } from 'commander'
import { readCurrentModel, readModel } from '../src/models/read.ts'
import { itemReport, modelReport } from '../src/terminal/inspection.ts'
import { configOf, optionsOf } from '../src/terminal/options.ts'
import { wholeNumber } from '../src/terminal/whole-number.ts'

export const inspect = new Command('inspect')
  .description('what a model holds; with an item, its lists and the evidence')
  .argument('[item]', 'id of an item')
  .option('--model <version>', 'another model than the current one')
  .option('--limit <n>', 'entries of each list', wholeNumber(1, 1000), 10)
  .option('--json', 'print JSON')
  .addOption(optionsOf('models')[0]!)
  .action(async (id: string | undefined, flags) => {
    const { models } = await configOf(flags)
    const model = flags.model ? await readModel(models, flags.model) : await readCurrentModel(models)
    const report = id === undefined ? modelReport(model) : itemReport(model, id, flags.limit)
    process.stdout.write(flags.json ? `${JSON.stringify(report.data, null, 2)}\n` : report.text)
  })

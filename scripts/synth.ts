import { Command, Option } from 'commander'
import { FORMATS } from '../src/synth/format.ts'
import { wholeNumber } from '../src/terminal/whole-number.ts'

export const synth = new Command('synth')
  .description('make a seeded shop: a catalogue and two years of orders')
  .option('--items <n>', 'items in the catalogue', wholeNumber(1, 1_000_000), 2_000)
  .option('--orders <n>', 'orders, of 2.6 lines each on average', wholeNumber(1, 90_000_000), 50_000)
  .option('--seed <n>', 'the same seed makes the same files, byte for byte', wholeNumber(0, 2 ** 32 - 1), 1)
  .requiredOption('--out <dir>', 'folder for orders and catalog')
  .addOption(new Option('--format <format>', 'file format').choices(FORMATS).default('parquet'))
  .option('--quiet', 'no progress, no report')
  .action(async ({ quiet, ...request }) => {
    const { synthesise } = await import('../src/synth/synth.ts')
    const { createProgress } = await import('../src/terminal/progress.ts')
    const progress = createProgress(process.stderr, quiet === true)
    try {
      const files = await synthesise({ ...request, onProgress: progress.update })
      progress.end()
      if (quiet) return
      for (const { path, numRows, numBytes } of Object.values(files)) {
        process.stdout.write(`${path}  ${numRows} rows  ${numBytes} bytes\n`)
      }
    } finally {
      progress.end()
    }
  })

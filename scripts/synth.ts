import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { catalogueTable } from '../src/synth/catalogue.ts'
import { orderTable } from '../src/synth/order-lines.ts'
import { stockShop } from '../src/synth/shop.ts'
import { type Format, formats, writeTable } from '../src/synth/write.ts'

type SynthOptions = { items: number; orders: number; seed: number; out: string; format: Format; quiet?: true }

/** A whole number from `min` to `max`, or a usage error. */
const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }

export const synth = new Command('synth')
  .description('make a seeded shop: a catalogue and two years of orders')
  .option('--items <n>', 'items in the catalogue', wholeNumber(1, 10_000_000), 2_000)
  .option('--orders <n>', 'orders, of 2.6 lines each on average', wholeNumber(0, 90_000_000), 50_000)
  .option('--seed <n>', 'the same seed makes the same files, byte for byte', wholeNumber(0, 2 ** 32 - 1), 1)
  .requiredOption('--out <dir>', 'folder for orders and catalog')
  .addOption(new Option('--format <format>', 'file format').choices(formats).default('parquet'))
  .option('--quiet', 'print nothing')
  .action(async ({ items, orders, seed, out, format, quiet }: SynthOptions) => {
    await mkdir(out, { recursive: true })
    const shop = stockShop(items, seed)
    for (const [name, table] of [
      ['catalog', catalogueTable(shop, seed)],
      ['orders', orderTable(shop, orders, seed)],
    ] as const) {
      const file = await writeTable(table, join(out, `${name}.${format}`), format)
      if (!quiet) console.log(`${file.path}  ${file.numRows} rows  ${file.numBytes} bytes`)
    }
  })

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogueTable } from './catalogue.ts'
import type { Format } from './format.ts'
import { orderTable } from './order-lines.ts'
import { stockShop } from './shop.ts'
import { type WrittenFile, writeTable } from './write.ts'

export type SynthRequest = {
  readonly items: number
  readonly orders: number
  readonly seed: number
  /** Folder of the two files; made where it is not there. */
  readonly out: string
  readonly format: Format
}

/** Makes a seeded shop and writes its catalogue and its orders. Same request, same bytes. */
export async function synthesise({ items, orders, seed, out, format }: SynthRequest) {
  await mkdir(out, { recursive: true })
  const shop = stockShop(items, seed)
  const write = (table: Parameters<typeof writeTable>[0], name: string): Promise<WrittenFile> =>
    writeTable(table, join(out, `${name}.${format}`), format)
  return {
    catalog: await write(catalogueTable(shop, seed), 'catalog'),
    orders: await write(orderTable(shop, orders, seed), 'orders'),
  }
}

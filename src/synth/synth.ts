import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogueTable } from './catalogue.ts'
import type { Format } from './format.ts'
import { orderTable } from './order-lines.ts'
import { stockShop } from './shop.ts'
import type { Table } from './table.ts'
import { type WrittenFile, writeTable } from './write.ts'

export type SynthRequest = {
  readonly items: number
  readonly orders: number
  readonly seed: number
  /** Folder of the two files; made where it is not there. */
  readonly out: string
  readonly format: Format
  /** Told after every few thousand rows. The total of the orders is an estimate. */
  readonly onProgress: (stage: string, doneRows: number, totalRows: number) => void
}

/** Makes a seeded shop and writes its catalogue and its orders. Same request, same bytes. */
export async function synthesise({ items, orders, seed, out, format, onProgress }: SynthRequest) {
  await mkdir(out, { recursive: true })
  const shop = stockShop(items, seed)
  const write = (name: string, table: Table, totalRows: number): Promise<WrittenFile> => {
    const path = join(out, `${name}.${format}`)
    return writeTable(table, path, format, doneRows => onProgress(name, doneRows, totalRows))
  }
  return {
    catalog: await write('catalog', catalogueTable(shop, seed), items),
    orders: await write('orders', orderTable(shop, orders, seed), orders * LINES_PER_ORDER),
  }
}

const LINES_PER_ORDER = 2.6

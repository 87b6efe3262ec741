import { writeFileSync } from 'node:fs'
import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER } from '@duckdb/node-api'
import type { Baskets } from '../../src/build/shop.ts'
import { answerAll } from '../child.ts'
import { costOf } from '../measure.ts'
import { readBaskets } from '../orders.ts'
import { PLAIN_RECIPE } from '../recipe.ts'
import { MACROS, type Style, topPairs, UNNESTED } from './pairs.ts'

const [folder, style, threads] = process.argv.slice(2) as [string, Style, string]
const CHUNK_ROWS = 2048 // what a DuckDB vector holds
const instance = await DuckDBInstance.create(':memory:', { threads })
const db = await instance.connect()
const numBaskets = await loadLines(db, readBaskets(folder))
for (const macro of MACROS) await db.run(macro)
const query = `create or replace temp table answer as ${topPairs(style, PLAIN_RECIPE, numBaskets)}`

answerAll({
  round: () => costOf(() => db.run(query)),

  /** Writes x, y, together of every kept pair: by x, then best first. */
  async write(path: string) {
    const reader = await db.runAndReadAll(UNNESTED[style])
    const columns = reader.getColumns() as number[][]
    writeFileSync(
      path,
      Uint32Array.from({ length: 3 * reader.currentRowCount }, (_, k) => columns[k % 3]![Math.floor(k / 3)]!),
    )
  },

  version: async () => (await db.runAndReadAll('select version()')).getRows()[0]![0],
})

async function loadLines(db: DuckDBConnection, { start, item }: Baskets): Promise<number> {
  await db.run('create table line (basket integer, item integer)')
  const appender = await db.createAppender('line')
  const numBaskets = start.length - 1
  const basketOfLine = new Uint32Array(item.length)
  for (let b = 0; b < numBaskets; b++) basketOfLine.fill(b, start[b], start[b + 1])
  for (let at = 0; at < item.length; at += CHUNK_ROWS) {
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER])
    chunk.setColumns([
      [...basketOfLine.subarray(at, at + CHUNK_ROWS)],
      [...item.subarray(at, at + CHUNK_ROWS)],
    ])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  return numBaskets
}

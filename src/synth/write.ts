import { stat } from 'node:fs/promises'
import {
  BOOLEAN,
  DATE,
  DECIMAL,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTableFunction,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { Format } from './format.ts'
import type { ColumnType, Table, Value } from './table.ts'

export type WrittenFile = { readonly path: string; readonly numRows: number; readonly numBytes: number }

/**
 * Writes the table to a file, and says how large it became. An existing file is replaced.
 *
 * DuckDB pulls the rows while it writes them, so memory does not grow with the table. One thread, so that the same
 * table is the same bytes; two are no faster, since the rows come from one.
 */
export async function writeTable(
  table: Table,
  path: string,
  format: Format,
  onRows: (numRows: number) => void,
): Promise<WrittenFile> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    connection.registerTableFunction(tableFunction(table, onRows))
    const options = format === 'csv' ? 'format csv, header' : 'format parquet'
    const { rowsChanged } = await connection.run(
      `copy (from made_rows()) to '${path.replaceAll("'", "''")}' (${options})`,
    )
    return { path, numRows: rowsChanged, numBytes: (await stat(path)).size }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function tableFunction({ columns, chunks }: Table, onRows: (numRows: number) => void): DuckDBTableFunction {
  let numRows = 0
  const rows = chunks[Symbol.iterator]()
  const stored = columns.map(column => STORAGE[column.type])
  return DuckDBTableFunction.create({
    name: 'made_rows',
    bindFunction: info => {
      for (const [i, { name }] of columns.entries()) info.addResultColumn(name, stored[i]!.type)
    },
    initFunction: info => info.setMaxThreads(1),
    mainFunction: (_, output) => {
      const next = rows.next()
      output.rowCount = next.done ? 0 : next.value[0]!.length
      if (next.done) return
      onRows((numRows += output.rowCount))
      for (const [i, values] of next.value.entries()) {
        const vector = output.getColumnVector(i)
        const toStored = stored[i]!.from
        for (let row = 0; row < values.length; row++) {
          const value = values[row]!
          vector.setItem(row, value === null ? null : toStored(value))
        }
        vector.flush()
      }
    },
  })
}

const YEN = DECIMAL(12, 0)

const STORAGE: Record<ColumnType, { type: DuckDBType; from: (value: NonNullable<Value>) => DuckDBValue }> = {
  text: { type: VARCHAR, from: value => value },
  integer: { type: INTEGER, from: value => value },
  boolean: { type: BOOLEAN, from: value => value },
  yen: { type: YEN, from: value => new DuckDBDecimalValue(BigInt(value), YEN.width, YEN.scale) },
  date: { type: DATE, from: value => new DuckDBDateValue(Number(value)) },
  timestamp: { type: TIMESTAMP, from: value => new DuckDBTimestampValue(BigInt(value) * 1_000n) },
}

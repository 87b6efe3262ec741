import { Duckdb } from './duckdb.ts'
import type { IngestRequest } from './request.ts'

const MEMORY_MB = 1024

/** What `work` makes of a database that lives as long as the work does. */
export async function withDuckdb<T>(
  { memoryMb = MEMORY_MB, tempDir, threads, onProgress }: IngestRequest,
  work: (db: Duckdb) => Promise<T>,
): Promise<T> {
  const db = await Duckdb.open({ memoryMb, scratchDir: tempDir, threads, onProgress })
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

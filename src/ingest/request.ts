import type { Progress } from './report.ts'
import type { DateOrder } from './style.ts'

/** What to read and how. */
export type IngestRequest = {
  /** Paths and globs; none where the catalogue alone is to be read. */
  readonly orders: readonly string[]
  readonly catalog?: readonly string[]
  readonly events?: readonly string[] | undefined
  /** Our column → the column of the order files, where it is not recognised. */
  readonly map?: Readonly<Record<string, string>> | undefined
  readonly catalogMap?: Readonly<Record<string, string>> | undefined
  readonly eventsMap?: Readonly<Record<string, string>> | undefined
  /** ISO 4217, for prices that carry none. */
  readonly currency?: string | undefined
  /** A label that TextDecoder knows; else UTF-8, and windows-1252 where that does not fit. */
  readonly encoding?: string | undefined
  /** Whether 1/12 is the first of December; else decided from the data. */
  readonly dates?: DateOrder | undefined
  /** Item ids that are products whatever they look like, and ids that are none. */
  readonly keep?: readonly string[]
  readonly drop?: readonly string[]
  /** Whether baskets know their customers where a file names them; yes, if not told: 1.3 of 6.2 s with 8 M lines. */
  readonly withCustomers?: boolean | undefined
  /** Whether baskets know the order in which they were filled, where the files tell; no, if not told. */
  readonly withCartOrder?: boolean | undefined
  /** Where the rows go that could not be used, as CSV; on the file system of tempDir. */
  readonly rejectsFile: string
  /** The share of rows that may be rejected, 0.1 for a tenth. */
  readonly maxRejects: number
  /** What DuckDB may hold in memory; the rest goes to tempDir. */
  readonly memoryMb?: number
  /** An empty folder; whoever calls makes and removes it. */
  readonly tempDir: string
  readonly threads?: number
  readonly onProgress?: (progress: Progress) => void
}

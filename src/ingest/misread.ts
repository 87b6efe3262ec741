import { unreadable } from './describe.ts'
import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { unpacked } from './files.ts'
import { rewritten, type Source, WESTERN } from './source.ts'

/** Thrown by work on a source that found it misread; `ails` says in what. */
export class Misread extends Error {
  readonly ails: 'encoding' | 'quotes'

  constructor(ails: Misread['ails']) {
    super(`the file's ${ails} are broken`)
    this.ails = ails
  }
}

/** Does some work on a source; where its bytes or quotes turn out broken, again on a mended copy. */
export async function withMending<T>(
  db: Duckdb,
  source: Source,
  work: (source: Source) => Promise<T>,
): Promise<{ source: Source; result: T }> {
  let current = source
  for (;;) {
    try {
      return { source: current, result: await work(current) }
    } catch (cause) {
      if (cause instanceof InputRejected || /out of memory/i.test(String(cause))) throw cause
      const ails = await ailment(db, current, cause)
      if (ails === 'encoding' && current.encoding === 'utf-8') {
        current = await rewritten(db, current, { encoding: WESTERN, mend: current.broken !== undefined })
      } else if (ails === 'quotes' && current.broken === undefined) {
        current = await rewritten(db, current, { mend: true })
      } else {
        throw unreadable(source.file, cause)
      }
    }
  }
}

async function ailment(db: Duckdb, source: Source, cause: unknown): Promise<Misread['ails'] | undefined> {
  if (cause instanceof Misread) return cause.ails
  const message = String(cause)
  if (/utf-8|unicode/i.test(message)) return 'encoding'
  if (source.format === 'csv' && /state machine/.test(message)) return 'quotes'
  if (source.format === 'json' && !(await isUtf8(db, source))) return 'encoding'
}

/** Whether a whole file is UTF-8. */
export async function isUtf8(db: Duckdb, { path, compression }: Source): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of unpacked(db, path, compression)) decoder.decode(bytes, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

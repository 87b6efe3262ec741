import type { Duckdb } from './duckdb.ts'
import { InputRejected } from './errors.ts'
import { loadFiles } from './load.ts'
import type { IngestRequest } from './request.ts'
import { withDuckdb } from './with-duckdb.ts'

/** Sessions as sequences of clicks, by the time of the last click, then by session id. Shape: compressed rows. */
export type Sequences = {
  /** By item number: the known ids first, then those of these sessions, in most sessions first, then by id. */
  readonly ids: readonly string[]
  /** Length numSessions + 1: session s is item[start[s]] … item[start[s + 1]], the end exclusive. */
  readonly start: Uint32Array
  /** Item numbers as they were clicked, repeats kept; clicks of one moment in the order of the file. */
  readonly item: Uint32Array
  /** Time of each session's last click, in milliseconds since 1970. */
  readonly endedAt: Float64Array
}

export type SequencesRequest = Omit<IngestRequest, 'catalog' | 'catalogMap' | 'keep' | 'drop'>

/**
 * The sequences of session files, or of any order files whose lines have times; every item counts as a product.
 * Held-out sessions are read with the `known` ids of the training. An item that is not among them gets a number from
 * known.length on: it is still asked for, and no method has learnt it. Throws InputRejected.
 */
export async function readSequences(
  request: SequencesRequest,
  known: readonly string[] = [],
): Promise<{ readonly sequences: Sequences; readonly notices: readonly string[] }> {
  return withDuckdb(request, async db => {
    const notices: string[] = []
    const { numLines } = await db.inOrder(() => loadFiles(db, request, notices))
    await refuseTimeless(db, numLines)
    db.stage('gather sessions')
    const { start, endedAt } = await gatherSessions(db)
    const { ids, number } = withKnown(known, await numberItems(db))
    const item = await gatherClicks(db, numLines)
    for (let click = 0; click < numLines; click++) item[click] = number[item[click]!]!
    return { sequences: { ids, start, item, endedAt }, notices }
  })
}

async function refuseTimeless(db: Duckdb, numLines: number): Promise<void> {
  const [timeless] = await db.rows<{ n: number }>(
    'select count(*)::double as n from line where fault is null and ordered_at is null',
  )
  if (timeless!.n === 0) return
  throw new InputRejected(
    `sessions: ${timeless!.n} of ${numLines} clicks have no time, expected one each; without it they have no order`,
  )
}

/** Makes the table session, and says where each session's clicks begin and when they end. */
async function gatherSessions(db: Duckdb): Promise<Pick<Sequences, 'start' | 'endedAt'>> {
  await db.run(`create table session as
    select order_id, (row_number() over (order by max(ordered_at), order_id) - 1)::uinteger as n,
      count(*)::uinteger as clicks, epoch_ms(max(ordered_at))::double as ended_at
    from line where fault is null group by order_id`)
  const start = [0]
  const endedAt: number[] = []
  for await (const chunk of db.chunks('select clicks, ended_at from session order by n')) {
    for (const clicks of chunk.getColumnValues(0) as number[]) start.push(start.at(-1)! + clicks)
    for (const time of chunk.getColumnValues(1) as number[]) endedAt.push(time)
  }
  return { start: Uint32Array.from(start), endedAt: Float64Array.from(endedAt) }
}

/** Makes the table item; the ids by the numbers they have there. */
async function numberItems(db: Duckdb): Promise<string[]> {
  await db.run(`create table item as
    select item_id, (row_number() over (order by count(distinct order_id) desc, item_id) - 1)::uinteger as n
    from line where fault is null group by item_id`)
  const ids: string[] = []
  for await (const chunk of db.chunks('select item_id from item order by n')) {
    for (const id of chunk.getColumnValues(0) as string[]) ids.push(id)
  }
  return ids
}

/** The items of all clicks, session by session, as the table item numbers them. */
async function gatherClicks(db: Duckdb, numClicks: number): Promise<Uint32Array> {
  const item = new Uint32Array(numClicks)
  let end = 0
  for await (const chunk of db.chunks(`
    select item.n from line join session using (order_id) join item using (item_id)
    where fault is null order by session.n, ordered_at, line.rowid`)) {
    item.set(chunk.getColumnValues(0) as number[], end)
    end += chunk.rowCount
  }
  return item
}

/** The known ids and after them the others, and where each of `found` has gone. */
function withKnown(known: readonly string[], found: readonly string[]) {
  const ids = [...known]
  const numberOf = new Map(known.map((id, n) => [id, n]))
  const number = Uint32Array.from(found, id => numberOf.get(id) ?? ids.push(id) - 1)
  return { ids, number }
}

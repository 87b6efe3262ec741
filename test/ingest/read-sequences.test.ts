import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readSequences, type Sequences } from '../../src/ingest/read-sequences.ts'
import { type Files, folderWith, lines } from './workbench.ts'

const HEADER = 'SessionId\tItemId\tTime'

async function read(files: Files, known?: readonly string[]): Promise<Sequences> {
  const dir = await folderWith(files)
  const orders = Object.keys(files).map(name => join(dir, name))
  const request = { orders, rejectsFile: join(dir, 'rejects.csv'), maxRejects: 0, tempDir: dir }
  return (await readSequences(request, known)).sequences
}

/** The sessions as lists of item ids. */
function sessionsOf({ ids, start, item }: Sequences): string[][] {
  return Array.from({ length: start.length - 1 }, (_, s) =>
    [...item.subarray(start[s], start[s + 1])].map(n => ids[n]!),
  )
}

const THREE_SESSIONS = [
  's3\tb\t1600000300.0',
  's1\tb\t1600000100.0',
  's1\ta\t1600000050.0',
  's2\tc\t1600000100.0',
  's1\tb\t1600000060.0',
]

describe('reading sequences', () => {
  it('orders clicks by time, sessions by their last click and then by id', async () => {
    const sequences = await read({ 'sessions.txt': lines(HEADER, ...THREE_SESSIONS) })
    expect(sessionsOf(sequences)).toEqual([['a', 'b', 'b'], ['c'], ['b']])
    expect([...sequences.endedAt]).toEqual([1_600_000_100_000, 1_600_000_100_000, 1_600_000_300_000])
  })

  it('numbers items by their sessions, most first, then by id', async () => {
    const { ids } = await read({ 'sessions.txt': lines(HEADER, ...THREE_SESSIONS) })
    expect(ids).toEqual(['b', 'a', 'c'])
  })

  it('reads commas, and what is packed, and a session over several files', async () => {
    const [first, ...others] = THREE_SESSIONS.map(row => row.replaceAll('\t', ','))
    const sequences = await read({
      '1.csv': lines('SessionId,ItemId,Time', first!),
      '2.csv.gz': gzipSync(lines('SessionId,ItemId,Time', ...others)),
    })
    expect(sessionsOf(sequences)).toEqual([['a', 'b', 'b'], ['c'], ['b']])
  })

  it('keeps the order of the file among clicks of one moment', async () => {
    // beyond 32 MB, where DuckDB begins to read a file in several places at once
    const session = 's'.repeat(200)
    const clicks = Array.from({ length: 250_000 }, (_, n) => String((n * 7919) % 1000))
    const rows = clicks.map(item => `${session}\t${item}\t1600000000\n`)
    const sequences = await read({ 'sessions.txt': `${HEADER}\n${rows.join('')}` })
    expect(sessionsOf(sequences)).toEqual([clicks])
  })

  it('reads held-out sessions in the numbers of the training, new items behind them', async () => {
    const { ids, item } = await read(
      { 'test.txt': lines(HEADER, 's9\tnew\t1600000000', 's9\ta\t1600000001', 's9\tnewer\t1600000002') },
      ['b', 'a', 'c'],
    )
    expect(ids).toEqual(['b', 'a', 'c', 'new', 'newer'])
    expect([...item]).toEqual([3, 1, 4])
  })

  it('refuses clicks without a time', async () => {
    const files = { 'sessions.txt': lines(HEADER, 's1\ta\t1600000000', 's1\tb\t') }
    await expect(read(files)).rejects.toThrow(
      'sessions: 1 of 2 clicks have no time, expected one each; without it they have no order',
    )
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Side, startSide } from './child.ts'
import type { Report } from './document.ts'
import { synthBaskets, writeBaskets } from './orders.ts'
import { ratios, spreadOf } from './stats.ts'
import { toCount, toMB, toMs, toSpread, toTimes } from './words.ts'

export const DEFAULTS = { items: 100_000, orders: 1_000_000, rounds: 5, threads: 2 }

type Round = { readonly ms: number; readonly peakBytes: number }

/** How long, and in how much memory, are joint orders counted and cut to the top 50: ours against DuckDB. */
export async function count({ items, orders, rounds, threads }: typeof DEFAULTS): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  const { baskets, numItems } = synthBaskets(items, orders, SEED)
  writeBaskets(folder, baskets)
  const sides: readonly (readonly [string, Side])[] = [
    ['issho', startSide('count-issho', [folder, String(numItems)])],
    ['DuckDB, plain SQL', startSide('count-duckdb', [folder, 'plain', String(threads)])],
    ['DuckDB, tuned SQL', startSide('count-duckdb', [folder, 'tuned', String(threads)])],
  ]
  try {
    for (const [, side] of sides) await side.ask('round')
    const numKept = await proveEqual(sides, folder)

    const measured = new Map(sides.map(([name]) => [name, [] as Round[]]))
    for (let round = 0; round < rounds; round++) {
      for (const [name, side] of sides) measured.get(name)!.push(await side.ask<Round>('round'))
    }
    const names = [...measured.keys()]
    const column = (name: string, what: keyof Round) => measured.get(name)!.map(round => round[what])
    return {
      question:
        'Counting joint orders, gates, score and top 50: ours against DuckDB, same baskets in memory.',
      setup: [
        ['Orders', toCount(orders, 'orders')],
        ['Order lines', toCount(baskets.item.length, 'lines')],
        ['Items', toCount(numItems, 'items')],
        ['Pairs', toCount(numDirectedPairs(baskets.start), 'directed pair updates')],
        ['Kept', toCount(numKept, 'pairs, the same items and counts in the same order on all sides')],
        ['DuckDB', `${await sides[1]![1].ask('version')}, ${threads} threads of ${availableParallelism()}`],
        ['Plain SQL', 'self-join of all directed pairs, row_number() over a window'],
        ['Tuned SQL', 'self-join of half of them, thinned before mirroring, max(struct, 50)'],
        ['Seed', `${SEED}, a number without a unit`],
      ],
      tables: [
        {
          title: 'Every round: time, and peak resident memory of the whole process.',
          head: ['round', ...names.flatMap(name => [`${name}: time`, `${name}: memory`])],
          rows: Array.from({ length: rounds }, (_, r) => [
            `round ${r + 1}`,
            ...names.flatMap(name => {
              const { ms, peakBytes } = measured.get(name)![r]!
              return [toMs(ms), toMB(peakBytes)]
            }),
          ]),
        },
        {
          title: 'Median (range).',
          head: ['side', 'time', 'memory'],
          rows: names.map(name => [
            name,
            toSpread(spreadOf(column(name, 'ms')), toMs),
            toSpread(spreadOf(column(name, 'peakBytes')), toMB),
          ]),
        },
        {
          title: 'Ratios, median (range).',
          head: ['ratio', 'time', 'memory'],
          rows: names.slice(1).map(name => [
            `${name} ÷ issho`,
            ...(['ms', 'peakBytes'] as const).map(what => {
              return toSpread(spreadOf(ratios(column(name, what), column('issho', what))), toTimes)
            }),
          ]),
        },
      ],
    }
  } finally {
    for (const [, side] of sides) await side.stop()
    rmSync(folder, { recursive: true })
  }
}

const SEED = 1

/** Throws unless all sides kept the same pairs with the same counts in the same order; returns how many. */
async function proveEqual(sides: readonly (readonly [string, Side])[], folder: string): Promise<number> {
  let expected: Buffer | undefined
  for (const [name, side] of sides) {
    const path = join(folder, 'answer.u32')
    await side.ask('write', path)
    const got = readFileSync(path)
    expected ??= got
    if (!got.equals(expected)) throw new Error(`${name} kept other pairs than ${sides[0]![0]}`)
  }
  if (expected!.length === 0) throw new Error('no pair was kept: nothing was proved')
  return expected!.length / (3 * 4)
}

function numDirectedPairs(start: Uint32Array): number {
  let sum = 0
  for (let b = 0; b + 1 < start.length; b++) {
    const size = start[b + 1]! - start[b]!
    sum += size * (size - 1)
  }
  return sum
}

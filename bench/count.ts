import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Side, startSide } from './child.ts'
import type { Report } from './document.ts'
import type { Cost } from './measure.ts'
import { writeBaskets, zipfBaskets } from './orders.ts'
import { PLAIN_RECIPE } from './recipe.ts'
import { ratios, spreadOf } from './stats.ts'
import { toCount, toMB, toMs, toSpread, toTimes } from './words.ts'

export const DEFAULTS = { items: 100_000, orders: 1_000_000, rounds: 5, threads: 2 }

const FIGURES = [
  ['time', 'ms', toMs],
  ['processor', 'cpuMs', toMs],
  ['memory', 'peakBytes', toMB],
] as const
const HEAD = FIGURES.map(([label]) => label)

/** How long, and in how much memory, are joint orders counted and cut to the top 50: ours against DuckDB. */
export async function count({ items, orders, rounds, threads }: typeof DEFAULTS): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  const baskets = zipfBaskets(items, orders, SEED)
  writeBaskets(folder, baskets)
  const sides: readonly (readonly [string, Side])[] = [
    ['issho', startSide('count-issho', [folder, String(items)])],
    ['DuckDB, plain SQL', startSide('count-duckdb', [folder, 'plain', String(threads)])],
    ['DuckDB, tuned SQL', startSide('count-duckdb', [folder, 'tuned', String(threads)])],
  ]
  try {
    for (const [, side] of sides) await side.ask('round')
    const numKept = await proveEqual(sides, folder)

    const measured = new Map(sides.map(([name]) => [name, [] as Cost[]]))
    for (let round = 0; round < rounds; round++) {
      for (const [name, side] of sides) measured.get(name)!.push(await side.ask<Cost>('round'))
    }
    const names = [...measured.keys()]
    const column = (name: string, what: keyof Cost) => measured.get(name)!.map(round => round[what])
    return {
      question:
        'Counting joint orders, gates, score and top 50: ours against DuckDB, same baskets in memory.',
      setup: [
        ['Orders', toCount(orders, 'orders')],
        ['Order lines', toCount(baskets.item.length, 'lines')],
        ['Items', toCount(items, 'items')],
        ['Pairs', toCount(numDirectedPairs(baskets.start), 'directed pair updates')],
        ['Kept', toCount(numKept, 'pairs, the same items and counts in the same order on all sides')],
        ['DuckDB', `${await sides[1]![1].ask('version')}, ${threads} threads of ${availableParallelism()}`],
        ['Recipe', recipeInWords()],
        ['Ours', 'the candidates of a build, the 200 best of each row; the first 50 are compared'],
        ['Left out', 'what a build does and the SQL does not: weighing orders, the prior, substitutes'],
        ['Plain SQL', 'self-join of all directed pairs, row_number() over a window'],
        ['Tuned SQL', 'self-join of half of them, thinned before mirroring, max(struct, 50)'],
        ['Seed', `${SEED}, a number without a unit`],
      ],
      tables: [
        {
          title:
            'Every round: time, processor time of all threads, peak resident memory of the whole process.',
          head: ['round', ...names.flatMap(name => HEAD.map(label => `${name}: ${label}`))],
          rows: Array.from({ length: rounds }, (_, r) => [
            `round ${r + 1}`,
            ...names.flatMap(name =>
              FIGURES.map(([, figure, write]) => write(measured.get(name)![r]![figure])),
            ),
          ]),
        },
        {
          title: 'Median (range).',
          head: ['side', ...HEAD],
          rows: names.map(name => [
            name,
            ...FIGURES.map(([, figure, write]) => toSpread(spreadOf(column(name, figure)), write)),
          ]),
        },
        {
          title: 'Ratios, median (range).',
          head: ['ratio', ...HEAD],
          rows: names.slice(1).map(name => [
            `${name} ÷ issho`,
            ...FIGURES.map(([, figure]) => {
              return toSpread(spreadOf(ratios(column(name, figure), column('issho', figure))), toTimes)
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

function recipeInWords(): string {
  const { z, beta, minTogether, minLift, minLogLikelihoodRatio } = PLAIN_RECIPE
  return (
    `Wilson lower bound (z ${z}) · orders^−${beta}; at least ${minTogether} joint orders, ` +
    `lift ${minLift}, log-likelihood ratio ${minLogLikelihoodRatio}`
  )
}

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

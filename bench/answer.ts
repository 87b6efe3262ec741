import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSide } from './child.ts'
import type { Report, Table } from './document.ts'
import { publishModel } from './model.ts'
import type { List, Loaded, Timed } from './sides/answer.ts'
import { ratios, spreadOf } from './stats.ts'
import { toBytes, toCount, toMB, toMs, toSpread, toTimes, toUs } from './words.ts'
import { CART_LINES } from './zipf.ts'

export const DEFAULTS = { items: 1_000_000, draws: 20_000, rounds: 5 }

const LISTS: readonly List[] = ['also-bought', 'page', 'cart']
const FIGURES = ['mean', 'p50', 'p99', 'p999'] as const
const HEAD = ['mean', 'p50', 'p99', 'p99.9']
const SEED = 1

/** How long does an answer take in process, from the request's target to finished bytes, against a lookup. */
export async function answer({ items, draws, rounds }: typeof DEFAULTS): Promise<Report> {
  const modelsDir = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  await publishModel(modelsDir, { numItems: items, seed: SEED })
  const side = startSide('answer', [modelsDir, String(draws), String(SEED)], { nodeFlags: ['--expose-gc'] })
  try {
    const loaded = await side.ask<Loaded>('loaded')
    const proved = new Map<List, { meanBytes: number; numTargets: number }>()
    for (const list of LISTS) proved.set(list, await side.ask('prove', list))
    for (const list of LISTS) for (const what of ['answer', 'floor']) await side.ask(what, list)

    const clock = await side.ask<Timed>('clock')
    const tables: Table[] = [memoryTable(loaded)]
    for (const list of LISTS) {
      const ours: Timed[] = []
      const floor: Timed[] = []
      for (let round = 0; round < rounds; round++) {
        ours.push(await side.ask<Timed>('answer', list))
        floor.push(await side.ask<Timed>('floor', list))
      }
      tables.push(...timeTables(list, ours, floor))
    }
    const bodies = LISTS.map(list => `${list} ${toBytes(proved.get(list)!.meanBytes)}`)
    return {
      question: 'An answer in process, from the request target to finished bytes, against a floor.',
      setup: [
        ['Items', toCount(loaded.numItems, 'items')],
        ['Neighbours', toCount(loaded.numNeighbours, 'neighbours, families and categories included')],
        ['Calls a round', toCount(draws, 'calls one by one, then as many in one batch for the mean')],
        ['Ids', toCount(proved.get('page')!.numTargets, 'distinct ids, Zipf-distributed with exponent 1')],
        [
          'Carts',
          toCount(proved.get('cart')!.numTargets, `distinct carts of ${CART_LINES} such ids, none twice`),
        ],
        ['Answer', 'parse the target, find the item, choose, render, UTF-8 bytes; 8 cards a list'],
        ['Floor', 'a Map from the target to the finished text, UTF-8 bytes'],
        ['Body', `${bodies.join(', ')}, mean`],
        ['Proved', 'every answer has 8 whole cards and equals the floor’s, byte for byte'],
        ['Clock', `${toUs(clock.p50)} p50 of an empty call, not taken off`],
        ['Seed', `${SEED}, a number without a unit`],
      ],
      tables,
    }
  } finally {
    await side.stop()
    rmSync(modelsDir, { recursive: true })
  }
}

function timeTables(list: List, ours: readonly Timed[], floor: readonly Timed[]): Table[] {
  const cells = (timed: Timed) => FIGURES.map(figure => toUs(timed[figure]))
  const column = (rounds: readonly Timed[], figure: keyof Timed) => rounds.map(round => round[figure])
  return [
    {
      title: `${list}: every round.`,
      head: ['round', ...HEAD.map(h => `issho: ${h}`), ...HEAD.map(h => `floor: ${h}`)],
      rows: ours.map((timed, r) => [`round ${r + 1}`, ...cells(timed), ...cells(floor[r]!)]),
    },
    {
      title: `${list}: median (range).`,
      head: ['side', ...HEAD],
      rows: [
        ['issho', ...FIGURES.map(figure => toSpread(spreadOf(column(ours, figure)), toUs))],
        ['floor', ...FIGURES.map(figure => toSpread(spreadOf(column(floor, figure)), toUs))],
        [
          'issho ÷ floor',
          ...FIGURES.map(figure => {
            return toSpread(spreadOf(ratios(column(ours, figure), column(floor, figure))), toTimes)
          }),
        ],
      ],
    },
  ]
}

function memoryTable(loaded: Loaded): Table {
  const { numItems, numNeighbours, neighbourBytes, residentBytes } = loaded
  const files = loaded.itemsFileBytes + loaded.alsoBoughtFileBytes + loaded.higherModelFileBytes
  return {
    title: 'The model: load once, and its size.',
    head: ['figure', 'value'],
    rows: [
      ['read, check, decode, prepare (files in the page cache)', toMs(loaded.loadMs)],
      ['resident memory added by it', toMB(residentBytes)],
      ['the three files', toMB(files)],
      ['a stored neighbour with its evidence', toBytes(neighbourBytes / numNeighbours)],
      ['all else in the files, an item', toBytes((files - neighbourBytes) / numItems)],
      ['all else in memory, an item', toBytes((residentBytes - neighbourBytes) / numItems)],
      ['also-bought.idx, a neighbour', toBytes(loaded.alsoBoughtFileBytes / numNeighbours)],
      ['items.idx with cards, an item', toBytes(loaded.itemsFileBytes / numItems)],
      ['higher-model.idx, an item', toBytes(loaded.higherModelFileBytes / numItems)],
    ],
  }
}

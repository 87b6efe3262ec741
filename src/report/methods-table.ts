import type { MethodResult } from '../evaluate/evaluation.ts'
import type { Interval } from '../evaluate/metrics/bootstrap.ts'
import { type Html, html } from './html.ts'
import { type Cell, figureCells, table } from './table.ts'
import { percent, signed, verdict } from './words.ts'

type Column = {
  readonly title: string
  /** Undefined where it was not measured: then the column is left out. */
  readonly of: (result: MethodResult) => number | undefined
  /** Whether less is better. */
  readonly isLess?: boolean
  readonly format: (value: number) => string
  readonly meaning: string
}

const inPercent = (value: number) => (100 * value).toFixed(2)
const inDecimals = (value: number) => value.toFixed(4)

const COLUMNS: readonly Column[] = [
  {
    title: 'hit rate @10, %',
    of: m => m.hitRate10,
    format: inPercent,
    meaning: 'share of questions whose item is among the first ten',
  },
  {
    title: 'hit rate @20, %',
    of: m => m.hitRate20,
    format: inPercent,
    meaning: 'the same among the first twenty',
  },
  {
    title: 'MRR @20',
    of: m => m.mrr20,
    format: inDecimals,
    meaning: 'mean of 1 / place of the item, 0 beyond twenty: 1 if always first',
  },
  {
    title: 'nDCG @20',
    of: m => m.ndcg20,
    format: inDecimals,
    meaning: 'the same with 1 / log2(1 + place): milder on the lower places',
  },
  {
    title: 'tail @10, %',
    of: m => m.tailHitRate10,
    format: inPercent,
    meaning: 'hits on items outside the best-selling 1.5 %, as a share of all questions',
  },
  {
    title: 'stratified @10, %',
    of: m => m.stratifiedHitRate10,
    format: inPercent,
    meaning: 'hit rate in which an item counts the less, the more it sells: 1 / √orders',
  },
  {
    title: 'coverage @10, %',
    of: m => m.coverage10,
    format: inPercent,
    meaning: 'share of all items that stood in a list of ten at least once',
  },
  {
    title: 'substitutes @10, %',
    of: m => m.contamination10,
    format: inPercent,
    isLess: true,
    meaning: 'share of the first ten places that hold a variant or a substitute of the item on the page',
  },
  {
    title: 'types @10, %',
    of: m => m.typeDiversity10,
    format: inPercent,
    meaning: 'distinct leaf categories among the first ten, as a share of the ten',
  },
]

const WORDS = {
  ours: 'ours is better',
  theirs: 'theirs is better',
  undecided: 'no clear difference',
} as const
const SIGNS = { ours: '▲', theirs: '▼', undecided: '≈' } as const

/** All methods with all metrics; ours first and in colour, the best of each column underlined. */
export function methodsTable(protocol: string, methods: readonly MethodResult[]): Html {
  const columns = COLUMNS.filter(({ of }) => methods.every(method => of(method) !== undefined))
  const cells = figureCells(
    methods.map(method => columns.map(({ of }) => of(method)!)),
    (value, c) => columns[c]!.format(value),
    columns.map(({ isLess = false }) => isLess),
  )
  const head = [
    'method',
    ...columns.map(({ title }) => title),
    'ours − theirs, hit rate @10, points',
    'ours − theirs, MRR @20',
  ]
  const rows = methods.map(({ method, against }, m) => ({
    name: method,
    isOurs: m === 0,
    cells: [...cells[m]!, interval(against?.hitRate10, 2, 100), interval(against?.mrr20, 4, 1)],
  }))
  return html`${table(`Every method, ${protocol}; the best of each column is underlined`, head, rows)}
<p class="note">Differences are 95 % intervals, paired by question: ▲ ${WORDS.ours}, ▼ ${WORDS.theirs}, ≈ ${WORDS.undecided}.</p>
<details><summary>What the columns mean</summary>
<dl>${columns.map(({ title, meaning }) => html`<dt>${title}</dt><dd>${meaning}</dd>`)}</dl>
</details>
`
}

/** An interval of ours less theirs, and who is better. */
export function interval(difference: Interval | undefined, digits: number, scale: number): Cell {
  if (!difference) return { text: '' }
  const { low, high } = difference
  const who = verdict(difference)
  return { text: `${signed(low, digits, scale)} … ${signed(high, digits, scale)} ${SIGNS[who]}`, mark: who }
}

/** Ours against the best other method, in a sentence. */
export function lead(methods: readonly MethodResult[]): string {
  const [ours, ...others] = methods
  if (!ours) return ''
  const best = others.toSorted((a, b) => b.hitRate10 - a.hitRate10)[0]
  const first = `${ours.method} has the item among its first ten in ${percent(ours.hitRate10)} of the questions and shows ${percent(ours.coverage10, 0)} of the items`
  if (!best?.against) return `${first}.`
  const judged = WORDS[verdict(best.against.hitRate10)]
  return `${first}; ${best.method}, the best other method by hit rate, ${percent(best.hitRate10)} and ${percent(best.coverage10, 0)} (hit rate: ${judged}).`
}

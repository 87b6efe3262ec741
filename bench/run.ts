import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as answer from './answer.ts'
import * as count from './count.ts'
import { type Report, renderReport, withSection } from './document.ts'
import { machine } from './machine.ts'
import * as overload from './overload.ts'
import * as serve from './serve.ts'
import * as soak from './soak.ts'
import { OTHER_NODE, serverNode } from './stage.ts'
import * as swap from './swap.ts'
import * as watch from './watch.ts'

const DOCUMENT = 'bench/RESULTS.md'

type Sizes = Readonly<Record<string, number>>
type Bench = { readonly defaults: Sizes; readonly run: (sizes: never) => Promise<Report> }

const BENCHES: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['answer', { defaults: answer.DEFAULTS, run: answer.answer }],
  ['count', { defaults: count.DEFAULTS, run: count.count }],
  ['overload', { defaults: overload.DEFAULTS, run: overload.overload }],
  ['serve', { defaults: serve.DEFAULTS, run: serve.serve }],
  ['soak', { defaults: soak.DEFAULTS, run: soak.soak }],
  ['swap', { defaults: swap.DEFAULTS, run: swap.swap }],
  ['watch', { defaults: watch.DEFAULTS, run: watch.watch }],
])

const flags = [...BENCHES.values()].flatMap(bench => Object.keys(bench.defaults))
const { values: given, positionals: names } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(flags.map(flag => [flag, { type: 'string' as const }])),
})

for (const name of names.length > 0 ? names : BENCHES.keys()) {
  const bench = BENCHES.get(name)
  if (!bench) throw new Error(`there is no bench "${name}", expected ${[...BENCHES.keys()].join(', ')}`)
  const sizes = sizesOf(bench)
  const options = Object.entries(sizes).map(([flag, value]) => `--${flag} ${value}`)
  const about: [string, string][] = [
    [
      'Command',
      `\`${OTHER_NODE ? 'ISSHO_BENCH_NODE=… ' : ''}npm run bench -- ${[name, ...options].join(' ')}\``,
    ],
    ['Date', new Date().toISOString()],
    ...machine(),
  ]
  console.log(`${name} …`)
  const report = await bench.run(sizes as never)
  const section = renderReport({ ...report, setup: [...about, ...report.setup] })
  const title = OTHER_NODE === undefined ? name : `${name} on Node ${serverNode()}`
  writeFileSync(DOCUMENT, withSection(writtenSoFar(), title, section))
  console.log(`\n${section}\n`)
}

/** The bench's own sizes, with those that were given in their place. */
function sizesOf({ defaults }: Bench): Sizes {
  const sizes: Record<string, number> = { ...defaults }
  for (const flag of Object.keys(defaults)) {
    const text = given[flag]
    if (text === undefined) continue
    const value = Number(text)
    if (!(Number.isInteger(value) && value > 0)) {
      throw new Error(`--${flag} is "${text}", expected a whole number above 0`)
    }
    sizes[flag] = value
  }
  return sizes
}

function writtenSoFar(): string {
  return existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : ''
}

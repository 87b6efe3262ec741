import { type Ladder, PRICE_BANDS, type Step } from '../../build/ladder.ts'
import type { Item } from '../../build/shop.ts'
import { compareSpecs, plainSpecs } from './plain-specs.ts'

/** What no link of a ladder may be, whatever it was made from. */
export const VIOLATIONS = [
  'not dearer',
  'outside the band',
  'worse spec',
  'other need',
  'accessory',
  'colour only',
  'unavailable',
  'other currency',
  'cycle',
] as const
export type ViolationKind = (typeof VIOLATIONS)[number]

/** A link that should not be: x is the lower one and y the higher, whichever of them was asked for. */
export type Violation = {
  readonly kind: ViolationKind
  readonly way: 'up' | 'down'
  readonly x: number
  readonly y: number
  /** In what, where that needs saying. */
  readonly what: string
}

/**
 * Every fault of every link, up and down, by rules of its own that know nothing of how the ladder judges: titles are
 * searched for words, columns are compared as numbers, the graph is walked.
 */
export function violationsOf(items: readonly Item[], { upgrades, alternatives }: Ladder): Violation[] {
  const rows = items.map(plainRow)
  const found: Violation[] = []
  const check = (way: 'up' | 'down', lists: readonly (readonly Step[])[]) =>
    lists.forEach((steps, asked) => {
      for (const step of steps) {
        const [x, y] = way === 'up' ? [asked, step.item] : [step.item, asked]
        const faults = faultsOf(rows[x]!, rows[y]!, step.rung)
        if (!items[step.item]!.available) faults.push(['unavailable', items[step.item]!.id])
        for (const [kind, what] of faults) found.push({ kind, way, x, y, what })
      }
    })
  check('up', upgrades)
  check('down', alternatives)
  for (const [x, y] of backEdges(upgrades)) {
    found.push({ kind: 'cycle', way: 'up', x, y, what: `back to ${items[y]!.id}` })
  }
  return found
}

type Row = {
  readonly item: Item
  readonly specs: ReadonlyMap<string, number>
  readonly needs: string
  readonly isAccessory: boolean
  /** All that the row says but for price, colour and what tells one offer from another. */
  readonly sameButColour: string
}

const NEED =
  /\b(refurbished|renewed|reconditioned|pre-?owned|used|open.box|prepaid|pre-paid|no.contract|verizon|at&t|t-mobile|sprint|boost mobile|cricket|tracfone)\b|中古|整備済|レンタル/g
const ACCESSORY =
  /\b(cases?|covers?|chargers?|cables?|screen protectors?|straps?|mounts?|holsters?|adapters?)\b|ケース|カバー|充電器|フィルム/
const COLOUR =
  /\b(black|white|silver|gold|gr[ae]y|red|blue|green|yellow|pink|purple|orange|brown|beige|navy)\b|ブラック|ホワイト|シルバー|黒|白|赤|青/g

function plainRow(item: Item): Row {
  const title = (item.title ?? '').normalize('NFKC').toLowerCase()
  const condition = item.attributes?.condition ?? item.attributes?.carrier ?? ''
  const others = Object.entries(item.attributes ?? {}).filter(([name]) => !/colou?r|カラー|色/i.test(name))
  return {
    item,
    specs: plainSpecs(item),
    needs: [...new Set(title.match(NEED)), condition.toLowerCase()].filter(Boolean).sort().join(),
    isAccessory: ACCESSORY.test(title),
    sameButColour: JSON.stringify([
      title.replace(COLOUR, '').replace(/\W+/g, ' '),
      others.sort(),
      item.packQuantity,
      item.subscription,
      item.releasedAt,
    ]),
  }
}

type Fault = readonly [kind: ViolationKind, what: string]

function faultsOf(x: Row, y: Row, rung: Step['rung']): Fault[] {
  const faults: Fault[] = []
  const [low, high] = [x.item.price, y.item.price]
  if (!low || !high || low.currency !== high.currency) {
    faults.push(['other currency', `${low?.currency ?? 'no price'} and ${high?.currency ?? 'no price'}`])
  } else {
    const ratio = high.amount / low.amount
    const { atLeast, atMost } = PRICE_BANDS[rung]
    if (ratio <= 1 && rung !== 'subscription')
      faults.push(['not dearer', `${ratio.toFixed(2)} times the price`])
    if (ratio < atLeast || ratio > atMost) {
      faults.push(['outside the band', `${ratio.toFixed(2)} times the price, ${rung}`])
    }
  }
  for (const spec of compareSpecs(x.specs, y.specs).less) {
    faults.push(['worse spec', `${spec} ${x.specs.get(spec)} → ${y.specs.get(spec)}`])
  }
  if (x.needs !== y.needs) faults.push(['other need', `${x.needs || '–'} and ${y.needs || '–'}`])
  if (x.isAccessory !== y.isAccessory)
    faults.push(['accessory', x.isAccessory ? 'the lower one' : 'the higher one'])
  if (x.sameButColour === y.sameButColour) faults.push(['colour only', ''])
  return faults
}

/** Links that lead back to where one came from; none where the graph has no cycles. Every link is walked once. */
function backEdges(upgrades: readonly (readonly Step[])[]): [x: number, y: number][] {
  const OPEN = 1
  const DONE = 2
  const state = new Uint8Array(upgrades.length)
  const found: [number, number][] = []
  for (let root = 0; root < upgrades.length; root++) {
    if (state[root] !== 0) continue
    const path: { item: number; next: number }[] = [{ item: root, next: 0 }]
    state[root] = OPEN
    while (path.length > 0) {
      const here = path.at(-1)!
      const step = upgrades[here.item]![here.next++]
      if (!step) {
        state[here.item] = DONE
        path.pop()
      } else if (state[step.item] === OPEN) found.push([here.item, step.item])
      else if (state[step.item] === 0) {
        state[step.item] = OPEN
        path.push({ item: step.item, next: 0 })
      }
    }
  }
  return found
}

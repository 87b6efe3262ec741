import { AVAILABLE, NONE } from '../../format/layout.ts'
import { itemOf } from '../../format/neighbour.ts'
import { kindOfRow } from '../../format/rows.ts'
import { wilsonLowerBound } from '../../measures.ts'
import type { ServedModel } from '../model.ts'
import type { Companion, Wish } from '../recommend.ts'
import type { Level } from '../row.ts'
import { takeVaried } from '../variety.ts'
import { BestFirst } from './best-first.ts'

/** An item that goes with a cart. Score and counts are those of the line that speaks most for it. */
export type Complement = Companion & {
  /** The line's item; NONE where the complement is merely popular. */
  readonly line: number
}

/**
 * What goes with the items of a cart, best first: by the greatest Wilson lower bound (z = 1) of together / orders over
 * the rows of all lines, ties by item number. `lines` are distinct numbers of items. While the list is not full each line
 * goes on along the chain of its rows, all of them from level to level; then come the best sellers.
 */
export function complements(model: ServedModel, lines: readonly number[], wish: Wish): Complement[] {
  const { category } = model.items.columns
  const { limit } = wish
  const mayGoWith = goesWith(model, lines, wish)
  const list: Complement[] = []
  const heads: Head[] = lines.toSorted((a, b) => a - b).map(line => ({ line, row: line }))
  while (list.length < limit) {
    const level = finestLevel(model, heads)
    if (level === 'popular') break
    const round = heads.filter(({ row }) => row !== NONE && kindOfRow(model.rows, row) === level)
    gather(model, round)
    const seen = new Set<number>()
    takeVaried(list, limit, category, 0, offers.size, () => {
      const offer = offers.take()
      const item = offers.itemOf(offer)
      if (seen.has(item) || !mayGoWith(item)) return undefined
      seen.add(item)
      return complementOf(model, level, round, offer)
    })
    for (const head of round) head.row = model.alsoBought.columns.next[head.row]!
  }
  if (list.length < limit && wish.fallback === 'popular') {
    const { popular } = model
    takeVaried(list, limit, category, 0, popular.length, at =>
      mayGoWith(popular[at]!) ? merelyPopular(popular[at]!) : undefined,
    )
  }
  return list
}

/** Where the chain of a line stands: the next row that it has to offer, or NONE. */
type Head = { readonly line: number; row: number }

function finestLevel({ rows }: ServedModel, heads: readonly Head[]): Level {
  const row = heads.reduce((finest, head) => Math.min(finest, head.row), NONE)
  return row === NONE ? 'popular' : kindOfRow(rows, row)
}

/** Answers are made one at a time, without a pause. */
const offers = new BestFirst()

/** All that these rows offer. */
function gather({ items, alsoBought }: ServedModel, heads: readonly Head[]): void {
  const { rowStart, neighbour, together } = alsoBought.columns
  offers.clear()
  for (let h = 0; h < heads.length; h++) {
    const { row } = heads[h]!
    const orders = items.columns.orders[row]!
    const end = rowStart[row + 1]!
    for (let at = rowStart[row]!; at < end; at++) {
      offers.add(wilsonLowerBound(together[at]!, orders, 1), itemOf(neighbour[at]!), h, at)
    }
  }
}

function complementOf(
  { items, alsoBought }: ServedModel,
  level: Level,
  heads: readonly Head[],
  offer: number,
): Complement {
  const { line, row } = heads[offers.lineOf(offer)]!
  return {
    item: offers.itemOf(offer),
    level,
    row,
    score: offers.scoreOf(offer),
    together: alsoBought.columns.together[offers.placeOf(offer)]!,
    orders: items.columns.orders[row]!,
    line,
  }
}

/** Says of an item whether it can be sold, was not excluded and is neither in the cart nor a variant of what is. */
function goesWith({ items }: ServedModel, lines: readonly number[], { exclude }: Wish) {
  const { flags, family } = items.columns
  const families = lines.map(line => family[line]!).filter(number => number !== NONE)
  return (item: number) =>
    (flags[item]! & AVAILABLE) !== 0 &&
    !exclude.has(item) &&
    !lines.includes(item) &&
    !families.includes(family[item]!)
}

function merelyPopular(item: number): Complement {
  return { item, level: 'popular', row: NONE, score: 0, together: 0, orders: 0, line: NONE }
}

import { AVAILABLE, NONE } from '../format/layout.ts'
import { itemOf } from '../format/neighbour.ts'
import { kindOfRow } from '../format/rows.ts'
import { wilsonLowerBound } from '../measures.ts'
import type { ServedModel } from './model.ts'
import type { Companion, Wish } from './recommend.ts'
import type { Level } from './row.ts'
import { takeVaried } from './variety.ts'

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
  const ends: ChainEnd[] = lines.map(line => ({ line, row: line }))
  while (list.length < limit) {
    const level = finestLevel(model, ends)
    if (level === 'popular') break
    const ranked = rankedOf(model, level, ends)
    takeVaried(list, limit, category, 0, ranked.length, at =>
      mayGoWith(ranked[at]!.item) ? ranked[at] : undefined,
    )
  }
  if (list.length < limit && wish.fallback === 'popular') {
    const { popular } = model
    takeVaried(list, limit, category, 0, popular.length, at =>
      mayGoWith(popular[at]!) ? merelyPopular(popular[at]!) : undefined,
    )
  }
  return list
}

/** How far the chain of a line was followed: the next row that it has to offer, or NONE. */
type ChainEnd = { readonly line: number; row: number }

function finestLevel({ rows }: ServedModel, ends: readonly ChainEnd[]): Level {
  const row = ends.reduce((finest, end) => Math.min(finest, end.row), NONE)
  return row === NONE ? 'popular' : kindOfRow(rows, row)
}

/** All that the rows of this level offer, each candidate by its best line, best first. Moves on from those rows. */
function rankedOf(model: ServedModel, level: Level, ends: readonly ChainEnd[]): Complement[] {
  const { rowStart, next, neighbour, together } = model.alsoBought.columns
  const best = new Map<number, Complement>()
  for (const end of ends) {
    const { line, row } = end
    if (row === NONE || kindOfRow(model.rows, row) !== level) continue
    const orders = model.items.columns.orders[row]!
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const item = itemOf(neighbour[at]!)
      const score = wilsonLowerBound(together[at]!, orders, 1)
      const known = best.get(item)
      if (known !== undefined && (known.score > score || (known.score === score && known.line < line)))
        continue
      best.set(item, { item, level, row, score, together: together[at]!, orders, line })
    }
    end.row = next[row]!
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.item - b.item)
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

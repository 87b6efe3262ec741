import { AVAILABLE, NONE } from '../../../src/format/layout.ts'
import { ROW_KINDS } from '../../../src/format/rows.ts'
import { wilsonLowerBound } from '../../../src/measures.ts'
import { chainOf, neighboursOf } from '../../../src/models/look.ts'
import type { Complement } from '../../../src/serve/cart/complements.ts'
import type { ServedModel } from '../../../src/serve/model.ts'
import type { Wish } from '../../../src/serve/recommend.ts'

/**
 * The stupid twin of serve/cart/complements: writes down everything that each row of each line says, sorts all of it and goes
 * through it, level by level.
 */
export function naiveComplements(model: ServedModel, lines: readonly number[], wish: Wish): Complement[] {
  const { flags, family, category } = model.items.columns
  const said = lines.flatMap(line => {
    const chain = chainOf(model, line)
    return chain.flatMap(({ row, kind, orders }, place) => {
      // the first, second, … row of its kind in the chain
      const depth = chain.slice(0, place).filter(before => before.kind === kind).length
      return neighboursOf(model, row).map(({ item, together }) => {
        const score = wilsonLowerBound(together, orders, 1)
        return { depth, entry: { item, level: kind, row, score, together, orders, line } }
      })
    })
  })
  const isBarred = (item: number) =>
    (flags[item]! & AVAILABLE) === 0 ||
    wish.exclude.has(item) ||
    lines.some(line => line === item || (family[item] !== NONE && family[item] === family[line]))

  const rounds: Complement[][] = ROW_KINDS.flatMap(kind =>
    said
      .map(({ depth }) => depth)
      .filter((depth, i, all) => all.indexOf(depth) === i)
      .sort((a, b) => a - b)
      .map(depth =>
        said.filter(one => one.depth === depth && one.entry.level === kind).map(one => one.entry),
      ),
  )
  if (wish.fallback === 'popular') {
    const popular = { level: 'popular', row: NONE, score: 0, together: 0, orders: 0, line: NONE } as const
    rounds.push([...model.popular].map(item => ({ item, ...popular })))
  }

  let list: Complement[] = []
  for (const round of rounds) {
    if (list.length >= wish.limit) break
    const sorted = round.toSorted((a, b) => b.score - a.score || a.item - b.item || a.line - b.line)
    const within: Complement[] = []
    const beyond: Complement[] = []
    for (const entry of sorted) {
      if (list.length + within.length >= wish.limit) break
      if (isBarred(entry.item)) continue
      if ([...list, ...within, ...beyond].some(taken => taken.item === entry.item)) continue
      const own = category[entry.item]!
      const alike = [...list, ...within].filter(taken => category[taken.item] === own)
      const isWithin = own === NONE || alike.length < Math.max(2, Math.ceil(wish.limit / 4))
      ;(isWithin ? within : beyond).push(entry)
    }
    list = [...list, ...within, ...beyond].slice(0, wish.limit)
  }
  return list
}

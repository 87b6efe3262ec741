import { type Events, PURCHASE, VIEW } from '../../build/events.ts'
import { PRICE_BANDS } from '../../build/ladder.ts'
import type { Item } from '../../build/shop.ts'

/** A purchase, and what the buyer looked at before and did not buy. */
export type Question = {
  readonly session: number
  readonly viewedFirst: number
  readonly viewedLast: number
  readonly bought: number
}

/** What can be bought instead of an item. */
export type Field = {
  /** False where no item has a price: then anything of the category counts, and it is no trade-up. */
  readonly isPriced: boolean
  /** Those of its category and currency within the band that behaviour alone can speak for. */
  readonly candidates: (x: number) => readonly number[]
  /** Whether y serves the need of x and is dearer, within the band or beyond. */
  readonly isStepUp: (x: number, y: number) => boolean
}

export function fieldOf(items: readonly Item[]): Field {
  const { atLeast, atMost } = PRICE_BANDS['bought-instead']
  const isPriced = items.some(({ price }) => price !== undefined)
  const byCategory = new Map<string, number[]>()
  for (const [n, { category }] of items.entries()) {
    if (category === undefined) continue
    const list = byCategory.get(category)
    if (list) list.push(n)
    else byCategory.set(category, [n])
  }
  const ratio = (x: number, y: number) => {
    if (!isPriced) return atLeast
    const [from, to] = [items[x]!.price, items[y]!.price]
    return from && to && from.currency === to.currency ? to.amount / from.amount : 0
  }
  const isOfNeed = (x: number, y: number) =>
    x !== y && items[x]!.category !== undefined && items[x]!.category === items[y]!.category
  return {
    isPriced,
    candidates: x =>
      (byCategory.get(items[x]!.category ?? '') ?? []).filter(
        y => y !== x && ratio(x, y) >= atLeast && ratio(x, y) <= atMost,
      ),
    isStepUp: (x, y) => isOfNeed(x, y) && ratio(x, y) >= atLeast,
  }
}

/** A question for each first purchase of an item in a session, where the buyer had looked at something it is a step up from. */
export function questionsOf({ start, item, kind }: Events, field: Field): Question[] {
  const questions: Question[] = []
  for (let session = 0; session + 1 < start.length; session++) {
    const places = Array.from(
      { length: start[session + 1]! - start[session]! },
      (_, i) => start[session]! + i,
    )
    const bought = new Map<number, number>()
    for (const at of places) if (kind[at] === PURCHASE && !bought.has(item[at]!)) bought.set(item[at]!, at)
    for (const [y, when] of bought) {
      const seen = places
        .filter(at => at < when && kind[at] === VIEW)
        .map(at => item[at]!)
        .filter(x => !bought.has(x) && field.isStepUp(x, y))
      if (seen.length === 0) continue
      questions.push({ session, viewedFirst: seen[0]!, viewedLast: seen.at(-1)!, bought: y })
    }
  }
  return questions
}

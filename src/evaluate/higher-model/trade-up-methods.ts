import type { Events } from '../../build/events.ts'
import { createInsteadShare } from '../../build/instead-share.ts'
import { priceFit } from '../../build/ladder/choose.ts'
import { ladder } from '../../build/ladder.ts'
import type { Item } from '../../build/shop.ts'
import { countVisits, type Visits } from '../../build/visits.ts'
import { cellDraw } from '../../random.ts'

/** What a method may learn from. */
export type Lesson = {
  readonly items: readonly Item[]
  /** Without the sessions that are asked about. */
  readonly events: Events
  readonly visits: Visits
  readonly seed: number
}

/** The items that a method shows for x, best first; `candidates` are those of x's category within the band. */
export type ShowFor = (x: number, candidates: readonly number[]) => readonly number[]

export type TradeUpMethod = {
  readonly name: string
  readonly needsPrices?: boolean
  readonly learn: (lesson: Lesson) => ShowFor
}

/** Ours first. */
export const TRADE_UP_METHODS: readonly TradeUpMethod[] = [
  {
    name: 'issho, ranking without gates',
    learn: lesson => {
      const shareOf = createInsteadShare(lesson.visits)
      return (x, candidates) => {
        const share = shareOf(x)
        return ranked(
          lesson,
          x,
          candidates,
          y => Number(isOfBrand(lesson, x, y)) + share(y) * fitOf(lesson, x, y),
        )
      }
    },
  },
  { name: 'issho, as shown', needsPrices: true, learn: asShown },
  scored('random', () => () => 0),
  {
    ...scored(
      'nearest higher price',
      ({ items }) =>
        (_, y) =>
          -items[y]!.price!.amount,
    ),
    needsPrices: true,
  },
  scored(
    'most viewed',
    ({ visits }) =>
      (_, y) =>
        visits.viewed[y]!,
  ),
  scored(
    'most bought',
    ({ visits }) =>
      (_, y) =>
        visits.bought[y]!,
  ),
  {
    ...scored('next price of the brand', lesson => {
      const dearest = lesson.items.reduce((most, { price }) => Math.max(most, price?.amount ?? 0), 1)
      return (x, y) => Number(isOfBrand(lesson, x, y)) - lesson.items[y]!.price!.amount / dearest
    }),
    needsPrices: true,
  },
  scored('most viewed of the brand', lesson => brandFirst(lesson, lesson.visits.viewed)),
  scored('most bought of the brand', lesson => brandFirst(lesson, lesson.visits.bought)),
  {
    name: 'view → purchase counts',
    learn: lesson => (x, candidates) => {
      const counts = lesson.visits.boughtInstead(x)
      const counted = candidates.filter(y => counts.has(y))
      return ranked(lesson, x, counted, y => counts.get(y)!)
    },
  },
]

/** The upgrades of a ladder built with the events; its items are numbered by what these say of their popularity. */
function asShown({ items, events, visits }: Lesson): ShowFor {
  const order = [...items.keys()].sort(
    (a, b) => visits.viewed[b]! - visits.viewed[a]! || (items[a]!.id < items[b]!.id ? -1 : 1),
  )
  const place = new Uint32Array(items.length)
  for (const [at, n] of order.entries()) place[n] = at
  const { upgrades } = ladder(
    order.map(n => items[n]!),
    { events: { ...events, item: events.item.map(n => place[n]!) } },
  )
  return x => upgrades[place[x]!]!.map(step => order[step.item]!)
}

function scored(name: string, learn: (lesson: Lesson) => (x: number, y: number) => number): TradeUpMethod {
  return {
    name,
    learn: lesson => {
      const score = learn(lesson)
      return (x, candidates) => ranked(lesson, x, candidates, y => score(x, y))
    },
  }
}

function brandFirst(lesson: Lesson, counts: Uint32Array): (x: number, y: number) => number {
  const most = counts.reduce((a, b) => Math.max(a, b), 1)
  return (x, y) => 2 * Number(isOfBrand(lesson, x, y)) + counts[y]! / most
}

/** How well the price of y fits whoever looked at x; 1 where one of them is not known. */
function fitOf({ items }: Lesson, x: number, y: number): number {
  const [from, to] = [items[x]!.price?.amount, items[y]!.price?.amount]
  return from && to ? priceFit(to / from) : 1
}

function isOfBrand({ items }: Lesson, x: number, y: number): boolean {
  return items[x]!.brand !== undefined && items[x]!.brand === items[y]!.brand
}

/** By score; equal ones as drawn, since item numbers know what is asked about. */
function ranked(
  { seed }: Lesson,
  x: number,
  items: readonly number[],
  score: (y: number) => number,
): number[] {
  return items
    .map(y => ({ y, score: score(y), draw: cellDraw(seed, x, y) }))
    .sort((a, b) => b.score - a.score || b.draw - a.draw)
    .map(({ y }) => y)
}

/** Counts the sessions item by item, of one type what is of one category. */
export function visitsByItem(items: readonly Item[], events: Events): Visits {
  const categories = new Map<string, number>()
  const type = Uint32Array.from(items, ({ category = '' }) => {
    if (!categories.has(category)) categories.set(category, categories.size)
    return categories.get(category)!
  })
  return countVisits(events, Uint32Array.from(items.keys()), type)
}

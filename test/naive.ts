/* The stupid twins: each says in the plainest way what a clever thing must give. Quadratic, and proud of it. */

import type { Events } from '../src/build/events.ts'
import type { Recipe } from '../src/build/score.ts'
import type { Baskets, Item } from '../src/build/shop.ts'
import { wilsonLowerBound } from '../src/measures.ts'

/** Baskets from lists of item numbers. */
export function basketsOf(lists: readonly (readonly number[])[]): Baskets {
  const sets = lists.map(list => [...new Set(list)].sort((a, b) => a - b))
  const start = [0]
  for (const set of sets) start.push(start.at(-1)! + set.length)
  return { start: Uint32Array.from(start), item: Uint32Array.from(sets.flat()) }
}

/** The baskets as sets again. */
export function setsOf({ start, item }: Baskets): Set<number>[] {
  return Array.from({ length: start.length - 1 }, (_, b) => new Set(item.slice(start[b], start[b + 1])))
}

/** In how many baskets any of xs and y stand together, by looking into every basket. */
export function naiveTogether(sets: readonly Set<number>[], xs: readonly number[], y: number): number {
  return sets.filter(set => set.has(y) && xs.some(x => set.has(x))).length
}

/** χ²-like G² straight from its definition: 2 Σ observed · ln(observed / expected). */
export function naiveLogLikelihoodRatio(k: number, nx: number, ny: number, n: number): number {
  const observed = [k, nx - k, ny - k, n - nx - ny + k]
  const expected = [nx * ny, nx * (n - ny), (n - nx) * ny, (n - nx) * (n - ny)].map(e => e / n)
  return 2 * observed.reduce((sum, o, i) => sum + (o === 0 ? 0 : o * Math.log(o / expected[i]!)), 0)
}

/** The textbook Wilson bound: the smaller root p of (p̂ − p)² = z² p (1 − p) / n, found by halving. */
export function naiveWilsonLowerBound(k: number, n: number, z: number): number {
  if (n === 0) return 0
  let low = 0
  let high = k / n
  for (let i = 0; i < 200; i++) {
    const p = (low + high) / 2
    if ((k / n - p) ** 2 > (z * z * p * (1 - p)) / n) low = p
    else high = p
  }
  return low
}

/** Whom x was bought with more than once, best first, and the Wilson bound of each, every order counted as one. */
export function naiveList(sets: readonly Set<number>[], numItems: number, x: number, r: Recipe): NaiveList {
  const row = naiveCandidates(sets, naiveWeights(sets, r), numItems, { members: [x], isOwn: y => y === x }, r)
  return partnersOf(sets, x, row)
}

function partnersOf(sets: readonly Set<number>[], x: number, row: NaiveRow): NaiveList {
  const ordersX = sets.filter(set => set.has(x)).length
  return row
    .filter(({ together }) => together >= 2)
    .map(({ item, together }) => ({ item, weight: wilsonLowerBound(together, ordersX, 1) }))
    .slice(0, 60)
}

export type NaiveList = readonly { readonly item: number; readonly weight: number }[]

/** How two items compare by whom they are bought with, the pair itself left out; and the company that each keeps. */
export function naiveLikeness(
  sets: readonly Set<number>[],
  lists: readonly NaiveList[],
  x: number,
  y: number,
) {
  const ordersOf = (z: number) => sets.filter(set => set.has(z)).length
  const profile = (of: number) =>
    lists[of]!.map(({ item, weight }) => ({
      item,
      p: Math.max(0, weight - ordersOf(item) / sets.length) / Math.sqrt(ordersOf(item)),
      lift: (weight * sets.length) / ordersOf(item),
    }))
  const company = (of: number) => {
    const total = sum(profile(of).map(e => e.p))
    return total > 0 ? sum(profile(of).map(e => e.p * e.lift)) / total : 0
  }
  const normWithout = (of: number, other: number) => {
    const own = profile(of).find(e => e.item === other)?.p ?? 0
    return sum(profile(of).map(e => e.p ** 2)) - own ** 2
  }
  const shared = profile(y).flatMap(b => {
    const a = profile(x).find(({ item }) => item === b.item)
    return a === undefined ? [] : [{ p: a.p * b.p, lift: Math.sqrt(a.lift * b.lift) }]
  })
  const dot = sum(shared.map(e => e.p))
  return {
    alike: dot === 0 ? 0 : dot / Math.sqrt(normWithout(x, y) * normWithout(y, x)),
    sharedLift: dot === 0 ? 0 : sum(shared.map(e => e.p * e.lift)) / dot,
    lesserCompany: Math.min(company(x), company(y)),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}

/** Whether y is a substitute of x: the rule from its words, all counted anew. */
export function naiveSubstitute(
  sets: readonly Set<number>[],
  lists: readonly NaiveList[],
  categoryOf: (y: number) => number | undefined,
  x: number,
  y: number,
  together: number,
  ordersX: number,
): boolean {
  const { alike, sharedLift, lesserCompany } = naiveLikeness(sets, lists, x, y)
  const byChance = (ordersX * sets.filter(set => set.has(y)).length) / sets.length
  const category = categoryOf(x)
  if (category !== undefined && categoryOf(y) === category) {
    const inOrder = sets.map(set => [...set].filter(z => categoryOf(z) === category).length)
    const severalShare = inOrder.filter(n => n > 1).length / inOrder.filter(n => n > 0).length
    const low = Math.max(0, Math.sqrt(together) - 0.5) ** 2
    if (severalShare < 0.2 && low < 0.3 * lesserCompany * byChance) return true
  }
  return alike >= 0.5 && (Math.sqrt(together + 1) + 1) ** 2 < 0.5 * sharedLift * byChance
}

/** Whether the held-out orders convict y on the page of x, from the words of the metric. */
export function naiveConvicted(
  sets: readonly Set<number>[],
  held: readonly Set<number>[],
  lists: readonly NaiveList[],
  familyOf: (y: number) => number | undefined,
  categoryOf: (y: number) => number | undefined,
  x: number,
  y: number,
): boolean {
  const isVariant = (a: number, b: number) => familyOf(a) !== undefined && familyOf(a) === familyOf(b)
  if (isVariant(x, y)) return true
  const joint = (a: number, b: number) => held.filter(set => set.has(a) && set.has(b)).length
  const heldOrders = (a: number) => held.filter(set => set.has(a)).length
  const byChance = (a: number, b: number) => (heldOrders(a) * heldOrders(b)) / held.length
  const kept = (a: number) => {
    const ordersOf = (z: number) => sets.filter(set => set.has(z)).length
    const byTraining = lists[a]!.map(
      ({ item, weight }) => ((weight * sets.length) / ordersOf(item)) * byChance(a, item),
    )
    const met = lists[a]!.map(({ item }, k) => (byTraining[k] === 0 ? 0 : joint(a, item)))
    return (1 + sum(met)) / (1 + sum(byTraining))
  }
  const foretold = (a: number, b: number) => {
    if (isVariant(a, b)) return 0
    const { alike, sharedLift, lesserCompany } = naiveLikeness(sets, lists, a, b)
    const isTyped = categoryOf(a) !== undefined && categoryOf(b) !== undefined
    const ofType = categoryOf(a) === categoryOf(b) ? lesserCompany : 0
    const lift = isTyped ? ofType : alike >= 0.5 ? sharedLift : 0
    return lift * byChance(a, b) * Math.sqrt(kept(a) * kept(b))
  }
  const suspects = lists.flatMap((list, a) => {
    const isOfType = categoryOf(a) !== undefined && categoryOf(a) === categoryOf(x)
    return isOfType ? list.map(({ item }) => [a, item] as const) : []
  })
  const known = suspects.filter(([a, b]) => foretold(a, b) > 0)
  const pool =
    (1 + sum(known.map(([a, b]) => joint(a, b)))) / (1 + sum(known.map(([a, b]) => foretold(a, b))))
  const expected = foretold(x, y)
  return expected > 0 && (joint(x, y) + 4 * pool) / (expected + 4) < 0.5
}

/** A row's neighbours, what they weigh and how they rank. */
export type NaiveRow = { item: number; together: number; belief: number; score: number }[]

/** The row's members, what it may not hold, and the recipe: all that a row is made of. */
export type NaiveRowAsk = {
  readonly members: readonly number[]
  readonly isOwn: (y: number) => boolean
  /** Whose substitutes do not belong there, if any's. */
  readonly face?: number | undefined
  /** The row of its category, if it has one. */
  readonly typeRow?: number | undefined
}

/** What each basket counts, by its definition. */
export function naiveWeights(
  sets: readonly Set<number>[],
  r: Recipe,
  orderedAt?: readonly number[],
): number[] {
  const newest = Math.max(...(orderedAt ?? []))
  return sets.map((set, b) => {
    const size = 1 / Math.max(1, set.size - 1) ** r.sizeExponent
    if (!orderedAt || r.halfLifeDays === 0) return size
    return size * 0.5 ** ((newest - orderedAt[b]!) / 86_400 / r.halfLifeDays)
  })
}

/** The candidates of one row, best first: weigh everything, drop what fails a gate, sort all, cut. */
function naiveCandidates(
  sets: readonly Set<number>[],
  weights: readonly number[],
  numItems: number,
  { members, isOwn }: NaiveRowAsk,
  r: Recipe,
): NaiveRow {
  const n = sets.length
  const holds = (set: Set<number>) => members.some(x => set.has(x))
  const nx = sets.filter(holds).length
  const sum = (power: number, of: (set: Set<number>) => boolean) =>
    sets.reduce((total, set, b) => total + (of(set) ? weights[b]! ** power : 0), 0)
  const trials = sum(1, holds) ** 2 / sum(2, holds)
  const all = Array.from({ length: numItems }, (_, y) => {
    const ny = sets.filter(set => set.has(y)).length
    const together = naiveTogether(sets, members, y)
    const passes =
      together >= r.minTogether &&
      together * n >= r.minLift * nx * ny &&
      (r.minLogLikelihoodRatio === 0 ||
        (together > 0 && naiveLogLikelihoodRatio(together, nx, ny, n) >= r.minLogLikelihoodRatio))
    const share = Math.min(1, sum(1, set => holds(set) && set.has(y)) / sum(1, holds))
    const belief = Math.fround(naiveWilsonLowerBound(share * trials, trials, r.z))
    return { item: y, together, belief, score: belief / ny ** r.beta, passes: !isOwn(y) && passes }
  })
  return byScore(all.filter(c => c.passes)).slice(0, 4 * r.maxNeighbours)
}

/** The neighbours of each row, best first; the first `numItems` rows are the items' own and learn from each other. */
export function naiveRows(
  sets: readonly Set<number>[],
  orderedAt: readonly number[] | undefined,
  numItems: number,
  rows: readonly NaiveRowAsk[],
  categoryOf: (y: number) => number | undefined,
  r: Recipe,
): NaiveRow[] {
  const weights = naiveWeights(sets, r, orderedAt)
  const candidates = rows.map(row => naiveCandidates(sets, weights, numItems, row, r))
  const lists = candidates.slice(0, numItems).map((row, x) => partnersOf(sets, x, row))
  const total = (list: NaiveRow) => list.reduce((sum, { belief }) => sum + belief, 0)
  return candidates.map((list, row) => {
    const orders = sets.filter(set => rows[row]!.members.some(x => set.has(x))).length
    const share = row < numItems ? r.prior / (r.prior + orders) : 0
    const mixed = list.map(c => {
      const said = list.reduce((sum, { item: v, belief }) => {
        const theirs = candidates[v]!.slice(0, 60)
        return sum + (belief * (theirs.find(t => t.item === c.item)?.belief ?? 0)) / (total(theirs) || 1)
      }, 0)
      const learnt = share >= 0.005 ? Math.min(1, (1 - share) * c.belief + share * said) : c.belief
      const type = row < numItems ? rows[row]!.typeRow : undefined
      const typeShare = r.typePrior / (r.typePrior + orders)
      const ofType = type === undefined ? 0 : (candidates[type]!.find(t => t.item === c.item)?.belief ?? 0)
      const belief =
        type === undefined || r.typePrior === 0 ? learnt : (1 - typeShare) * learnt + typeShare * ofType
      return { ...c, belief, score: belief / sets.filter(set => set.has(c.item)).length ** r.beta }
    })
    const { face } = rows[row]!
    const ranked = byScore(mixed).filter(
      ({ item, together }) =>
        face === undefined || !naiveSubstitute(sets, lists, categoryOf, face, item, together, orders),
    )
    const kept = ranked.filter((c, i) => {
      const category = categoryOf(c.item)
      if (category === undefined) return true
      return ranked.slice(0, i).filter(d => categoryOf(d.item) === category).length < r.maxPerCategory
    })
    return kept.slice(0, r.maxNeighbours)
  })
}

function byScore<T extends { item: number; score: number }>(row: readonly T[]): T[] {
  return row.toSorted((a, b) => b.score - a.score || a.item - b.item)
}

/** A group of items as anybody would say it; rows of also-bought are these. */
export type PlainGroup = {
  readonly kind: 'family' | 'band' | 'category'
  readonly members: readonly number[]
}

/** The groups that an item belongs to, the finest first, by asking every other item. Equal ones stand once. */
export function naiveGroupsOf(items: readonly Item[], x: number): PlainGroup[] {
  const itemsWhere = (isIn: (item: Item) => boolean) => items.flatMap((item, i) => (isIn(item) ? [i] : []))
  const { group, category, price } = items[x]!
  const groups: PlainGroup[] = []
  const family = group === undefined ? [] : itemsWhere(other => other.group === group)
  if (family.length > 1) groups.push({ kind: 'family', members: family })
  if (category === undefined) return groups

  const priced = items.flatMap(other => (other.category === category && other.price ? [other.price] : []))
  const sorted = priced.map(p => p.amount).sort((a, b) => a - b)
  const [third, twoThirds] = [
    sorted[Math.floor(sorted.length / 3)]!,
    sorted[Math.floor((2 * sorted.length) / 3)]!,
  ]
  const bandOf = (amount: number) => (amount < third ? 'low' : amount < twoThirds ? 'middle' : 'high')
  const isWorthIt = priced.length >= 12 && new Set(priced.map(p => p.currency)).size === 1
  if (price && isWorthIt && new Set(sorted.map(bandOf)).size === 3) {
    const isAlike = (other: Item) =>
      other.category === category &&
      other.price !== undefined &&
      bandOf(other.price.amount) === bandOf(price.amount)
    groups.push({ kind: 'band', members: itemsWhere(isAlike) })
  }
  const levels = [itemsWhere(other => other.category === category)]
  for (let path: string | undefined = category; path !== undefined; path = levelAbove(path)) {
    const prefix = path
    const below = itemsWhere(o => o.category === prefix || o.category?.startsWith(`${prefix} > `) === true)
    if (below.length > levels.at(-1)!.length) levels.push(below)
  }
  return [...groups, ...levels.map(members => ({ kind: 'category' as const, members }))]
}

function levelAbove(path: string): string | undefined {
  return path.includes(' > ') ? path.slice(0, path.lastIndexOf(' > ')) : undefined
}

/** The groups that a family goes on with: those that all its members with any share, bands only where all have one. */
export function naiveGroupsAbove(items: readonly Item[], family: readonly number[]): PlainGroup[] {
  const above = family
    .map(x => naiveGroupsOf(items, x).filter(g => g.kind !== 'family'))
    .filter(g => g.length > 0)
  return (above[0] ?? []).filter(g => above.every(path => path.some(other => isEqual(other, g))))
}

function isEqual(a: PlainGroup, b: PlainGroup): boolean {
  return a.kind === b.kind && a.members.join() === b.members.join()
}

/** The cells whose demand differs significantly, by counting orders, testing every cell and correcting by hand. */
export function naiveCells(
  sets: readonly Set<number>[],
  numItems: number,
  segments: readonly number[],
  numSegments: number,
): { item: number; segment: number; multiplier: number }[] {
  const known = [...sets.keys()].filter(b => segments[b]! < numSegments)
  const n = known.length
  const tests = Array.from({ length: numItems }, (_, item) =>
    Array.from({ length: numSegments }, (_, segment) => {
      const of = known.filter(b => sets[b]!.has(item))
      const both = of.filter(b => segments[b] === segment).length
      const inSegment = known.filter(b => segments[b] === segment).length
      const share = inSegment / n
      const multiplier = (both + 50 * share) / ((of.length + 50) * share)
      const g = Math.max(0, naiveLogLikelihoodRatio(both, of.length, inSegment, n))
      return { item, segment, expected: of.length * share, multiplier, chance: naiveChiSquareTail(g) }
    }),
  )
    .flat()
    .filter(cell => cell.expected >= 5)
  const byChance = tests.toSorted((a, b) => a.chance - b.chance)
  const passes = byChance.findLastIndex((cell, k) => cell.chance <= ((k + 1) / tests.length) * 0.01)
  const limit = passes === -1 ? -1 : byChance[passes]!.chance
  return tests
    .filter(cell => cell.chance <= limit)
    .map(({ item, segment, multiplier }) => ({
      item,
      segment,
      multiplier: Math.min(2, Math.max(0.5, multiplier)),
    }))
}

/** P(χ² ≥ x) with one degree of freedom: the area under both tails of the bell beyond √x, by Simpson's rule. */
export function naiveChiSquareTail(x: number): number {
  const bell = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI)
  const [from, steps] = [Math.sqrt(x), 2000]
  const h = 12 / steps
  const sum = Array.from({ length: steps + 1 }, (_, k) => {
    const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2
    return weight * bell(from + k * h)
  })
  return (2 * h * sum.reduce((total, part) => total + part, 0)) / 3
}

/** What a visitor did: [what, item number]. */
export type NaiveSession = readonly (readonly ['view' | 'cart' | 'purchase', number])[]

/** Sessions as a reader delivers them, an event a second. */
export function eventsOf(sessions: readonly NaiveSession[]): Events {
  const all = sessions.flat()
  const start = [0]
  for (const session of sessions) start.push(start.at(-1)! + session.length)
  return {
    start: Uint32Array.from(start),
    item: Uint32Array.from(all, ([, item]) => item),
    kind: Uint8Array.from(all, ([kind]) => ['view', 'cart', 'purchase'].indexOf(kind)),
    occurredAt: Float64Array.from(all.keys()),
  }
}

/** In how many sessions x was looked at, never bought, and y bought after: by looking into every session. */
export function naiveBoughtInstead(sessions: readonly NaiveSession[], x: number, y: number): number {
  return sessions.filter(session => {
    const at = (kind: string, item: number) => session.findIndex(e => e[0] === kind && e[1] === item)
    return at('view', x) >= 0 && at('purchase', x) < 0 && at('purchase', y) > at('view', x)
  }).length
}

/** (n_xy + 20 · foretold) / (n_x + 20), each count by looking into every session; all items are of one type. */
export function naiveInsteadShare(
  sessions: readonly NaiveSession[],
  numItems: number,
  x: number,
  y: number,
): number {
  const numWith = (...needed: NaiveSession) =>
    sessions.filter(session =>
      needed.every(([kind, item]) => session.some(e => e[0] === kind && e[1] === item)),
    ).length
  const all = (kind: 'view' | 'purchase') =>
    sum(Array.from({ length: numItems }, (_, item) => numWith([kind, item])))
  const shrunk = (n: number, of: number, foretold: number) => (n + 20 * foretold) / (of + 20)
  const lookToo = shrunk(
    numWith(['view', x], ['view', y]),
    numWith(['view', x]),
    numWith(['view', y]) / all('view'),
  )
  const buy = shrunk(numWith(['purchase', y]), numWith(['view', y]), all('purchase') / all('view'))
  return shrunk(naiveBoughtInstead(sessions, x, y), numWith(['view', x]), lookToo * buy)
}

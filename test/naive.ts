/* The stupid twins: each says in the plainest way what a clever thing must give. Quadratic, and proud of it. */

import type { Recipe } from '../src/build/score.ts'
import type { Baskets, Item } from '../src/build/shop.ts'

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

/** The neighbours of one row, best first: score everything, drop what fails a gate, sort all, cut. */
export function naiveNeighbours(
  sets: readonly Set<number>[],
  numItems: number,
  members: readonly number[],
  isOwn: (y: number) => boolean,
  categoryOf: (y: number) => number | undefined,
  r: Recipe,
): { item: number; together: number }[] {
  const n = sets.length
  const nx = sets.filter(set => members.some(x => set.has(x))).length
  const scored = Array.from({ length: numItems }, (_, y) => {
    const ny = sets.filter(set => set.has(y)).length
    const together = naiveTogether(sets, members, y)
    const enough = together >= (nx < r.thinOrders ? r.minTogetherThin : r.minTogether)
    const aboveChance = together * n > nx * ny
    const significant = enough && naiveLogLikelihoodRatio(together, nx, ny, n) >= r.minLogLikelihoodRatio
    const score = naiveWilsonLowerBound(together, nx, r.z) / ny ** r.beta
    return { item: y, together, score, passes: !isOwn(y) && enough && aboveChance && significant }
  })
  const ranked = scored.filter(c => c.passes).sort((a, b) => b.score - a.score || a.item - b.item)
  const kept = ranked.filter((c, i) => {
    const category = categoryOf(c.item)
    if (category === undefined) return true
    return ranked.slice(0, i).filter(d => categoryOf(d.item) === category).length < r.maxPerCategory
  })
  return kept.slice(0, r.maxNeighbours).map(({ item, together }) => ({ item, together }))
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

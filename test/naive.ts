/* The stupid twins: each says in the plainest way what a clever thing must give. Quadratic, and proud of it. */

import type { Recipe } from '../src/build/score.ts'
import type { Baskets } from '../src/build/shop.ts'
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

/** Whom x was bought with more than once, best first, and the Wilson bound of each: score everything, sort all, cut. */
export function naiveList(sets: readonly Set<number>[], numItems: number, x: number, r: Recipe): NaiveList {
  const ordersOf = (y: number) => sets.filter(set => set.has(y)).length
  return Array.from({ length: numItems }, (_, item) => item)
    .filter(item => item !== x && naiveTogether(sets, [x], item) >= 2)
    .map(item => ({ item, weight: wilsonLowerBound(naiveTogether(sets, [x], item), ordersOf(x), r.z) }))
    .map(entry => ({ ...entry, score: entry.weight * ordersOf(entry.item) ** -r.beta }))
    .sort((a, b) => b.score - a.score || a.item - b.item)
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

/** The neighbours of one row, best first: score everything, drop what fails a gate, sort all, cut. */
export function naiveNeighbours(
  sets: readonly Set<number>[],
  numItems: number,
  members: readonly number[],
  isOwn: (y: number) => boolean,
  categoryOf: (y: number) => number | undefined,
  isSubstitute: (y: number, together: number, ordersX: number) => boolean,
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
  const ranked = scored
    .filter(c => c.passes && !isSubstitute(c.item, c.together, nx))
    .sort((a, b) => b.score - a.score || a.item - b.item)
  const kept = ranked.filter((c, i) => {
    const category = categoryOf(c.item)
    if (category === undefined) return true
    return ranked.slice(0, i).filter(d => categoryOf(d.item) === category).length < r.maxPerCategory
  })
  return kept.slice(0, r.maxNeighbours).map(({ item, together }) => ({ item, together }))
}

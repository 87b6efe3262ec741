/* The stupid twins: each says in the plainest way what a clever thing must give. Quadratic, and proud of it. */

import type { Recipe } from '../src/build/score.ts'
import type { Baskets } from '../src/build/shop.ts'

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

/** A row's neighbours, what they weigh and how they rank. */
export type NaiveRow = { item: number; together: number; belief: number; score: number }[]

/** The row's members, what it may not hold, and the recipe: all that a row is made of. */
export type NaiveRowAsk = {
  readonly members: readonly number[]
  readonly isOwn: (y: number) => boolean
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
  const total = (list: NaiveRow) => list.reduce((sum, { belief }) => sum + belief, 0)
  return candidates.map((list, row) => {
    const orders = sets.filter(set => rows[row]!.members.some(x => set.has(x))).length
    const share = row < numItems ? r.prior / (r.prior + orders) : 0
    const mixed = list.map(c => {
      const said = list.reduce((sum, { item: v, belief }) => {
        const theirs = candidates[v]!.slice(0, 60)
        return sum + (belief * (theirs.find(t => t.item === c.item)?.belief ?? 0)) / (total(theirs) || 1)
      }, 0)
      const belief = share >= 0.005 ? (1 - share) * c.belief + share * said : c.belief
      return { ...c, belief, score: belief / sets.filter(set => set.has(c.item)).length ** r.beta }
    })
    const ranked = byScore(mixed)
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

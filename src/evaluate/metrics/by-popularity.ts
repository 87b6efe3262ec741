import { hitRate } from './accuracy.ts'

/** Questions whose item was sold about as often. */
export type PopularityBucket = {
  /** Training orders of the item that was looked for, both inclusive. */
  readonly fromOrders: number
  readonly toOrders: number
  readonly questions: number
  /** Share of these questions whose item is among the first k, by method. */
  readonly hitRate: Readonly<Record<string, number>>
}

/** What a method answered: a place a question, 1 for the best, 0 where the item was not found. */
export type Ranking = { readonly method: string; readonly ranks: Uint32Array }

/**
 * Hit rate by the popularity of the item looked for, rarest first, in buckets that start at 1, 5, 10, 20, 50, 100, 200,
 * 500 … training orders. A bucket that nobody asked about is left out. A single figure hides that most of it is best
 * sellers found for those who would have found them anyway.
 */
export function hitRateByPopularity(
  targetOrders: Uint32Array,
  rankings: readonly Ranking[],
  k: number,
): PopularityBucket[] {
  const questionsOf = new Map<number, number[]>()
  targetOrders.forEach((orders, q) => {
    const from = bucketStart(orders)
    const questions = questionsOf.get(from)
    if (questions) questions.push(q)
    else questionsOf.set(from, [q])
  })
  return [...questionsOf]
    .sort(([a], [b]) => a - b)
    .map(([fromOrders, questions]) => ({
      fromOrders,
      toOrders: nextStart(fromOrders) - 1,
      questions: questions.length,
      hitRate: Object.fromEntries(
        rankings.map(({ method, ranks }) => [
          method,
          hitRate(
            Uint32Array.from(questions, q => ranks[q]!),
            k,
          ),
        ]),
      ),
    }))
}

function bucketStart(orders: number): number {
  let start = 1
  while (nextStart(start) <= orders) start = nextStart(start)
  return start
}

/** 1 → 5 → 10 → 20 → 50 → 100 → 200 → 500 → … Two buckets below 5 would hold what chance makes of single orders. */
function nextStart(start: number): number {
  if (start === 1) return 5
  return String(start).startsWith('2') ? start * 2.5 : start * 2
}

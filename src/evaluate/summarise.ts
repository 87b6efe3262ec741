import type { Answers } from './ask.ts'
import type { ProtocolResult } from './evaluation.ts'
import type { Method, Query } from './method.ts'
import { hitRate, meanReciprocalRank, ndcg } from './metrics/accuracy.ts'
import { pairedInterval } from './metrics/bootstrap.ts'
import { hitRateByPopularity } from './metrics/by-popularity.ts'
import { mean } from './metrics/mean.ts'
import { stratifiedHitRate, tailHitRate } from './metrics/popularity.ts'
import type { Protocol } from './questions.ts'
import type { Split } from './training.ts'

/** All that one method answered in one protocol, a window each. */
export type Tally = { readonly answers: Answers[]; readonly coverage: number[] }

/** The figures of every method in one protocol, over all windows; the first method is ours. */
export function summarise(
  protocol: Protocol,
  windows: readonly Split[],
  questions: readonly (readonly Query[])[],
  methods: readonly Method[],
  tallies: readonly Tally[],
  seed: number,
): ProtocolResult {
  const targets = Uint32Array.from(questions.flat(), ({ truth }) => truth[0]!)
  const targetOrders = Uint32Array.from(
    questions.flatMap((queries, w) => queries.map(({ truth }) => windows[w]!.training.orders[truth[0]!]!)),
  )
  const numItems = Math.max(...windows.map(({ training }) => training.numItems))
  const ranksOf = (tally: Tally) => Uint32Array.from(tally.answers.flatMap(({ ranks }) => [...ranks]))
  const ours = ranksOf(tallies[0]!)
  const isTyped = windows.some(({ training }) => training.groups.categories.length > 0)
  return {
    protocol,
    queries: targets.length,
    byPopularity: hitRateByPopularity(
      targetOrders,
      methods.map(({ name }, m) => ({ method: name, ranks: ranksOf(tallies[m]!) })),
      10,
    ),
    methods: methods.map(({ name }, m) => {
      const ranks = ranksOf(tallies[m]!)
      return {
        method: name,
        hitRate10: hitRate(ranks, 10),
        hitRate20: hitRate(ranks, 20),
        mrr20: meanReciprocalRank(ranks, 20),
        ndcg20: ndcg(ranks, 20),
        tailHitRate10: tailHitRate(ranks, targets, numItems, 10),
        stratifiedHitRate10: stratifiedHitRate(ranks, targetOrders, 10),
        coverage10: mean(tallies[m]!.coverage),
        ...(protocol === 'product page' && {
          contamination10: contamination(tallies[m]!.answers),
          ...(isTyped && { typeDiversity10: mean(tallies[m]!.answers.map(({ diversity }) => diversity)) }),
        }),
        ...(m > 0 && {
          against: {
            hitRate10: pairedInterval(gains(ours, hit10), gains(ranks, hit10), seed),
            mrr20: pairedInterval(gains(ours, reciprocal), gains(ranks, reciprocal), seed),
          },
        }),
      }
    }),
  }
}

const hit10 = (rank: number) => (rank >= 1 && rank <= 10 ? 1 : 0)
const reciprocal = (rank: number) => (rank === 0 ? 0 : 1 / rank)

function gains(ranks: Uint32Array, gain: (rank: number) => number): Float64Array {
  return Float64Array.from(ranks, gain)
}

function contamination(answers: readonly Answers[]): number {
  const places = answers.reduce((sum, { numPlaces }) => sum + numPlaces, 0)
  return places === 0 ? 0 : answers.reduce((sum, { numAmiss }) => sum + numAmiss, 0) / places
}

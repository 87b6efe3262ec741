import type { Baskets, Item } from '../build/shop.ts'
import { type Answers, ask } from './ask.ts'
import { BASELINES } from './baselines.ts'
import type { Method, Query } from './method.ts'
import { hitRate, meanReciprocalRank, ndcg } from './metrics/accuracy.ts'
import { type Interval, pairedInterval } from './metrics/bootstrap.ts'
import { hitRateByPopularity, type PopularityBucket } from './metrics/by-popularity.ts'
import { type CalibrationBucket, calibration } from './metrics/calibration.ts'
import { createJudge } from './metrics/contamination.ts'
import { stratifiedHitRate, tailHitRate } from './metrics/popularity.ts'
import { type Choice, issho } from './ours/issho.ts'
import { ofKnown, type Protocol, protocolsOf, questionsOf } from './questions.ts'
import { type SegmentTrials, segmentsPay } from './segments.ts'
import { shownLists } from './shown-lists.ts'
import type { Split, Training } from './training.ts'
import { type SplitBy, splitByOf, windowsOf } from './windows.ts'

export type EvaluateOptions = {
  /** The recipes of a build on this training. */
  readonly choiceFor: (training: Training) => Choice
  /** What ours is compared with. */
  readonly baselines?: readonly Method[]
  readonly seed: number
  /** Most questions a protocol and test window. */
  readonly maxQueries: number
  /** How to part the orders, where it should not follow from what they tell. */
  readonly splitBy?: SplitBy
  /** What is known of the items, by number. */
  readonly catalogue?: readonly Item[]
  readonly onProgress?: (stage: string, done: number, total: number) => void
}

export type MethodResult = {
  readonly method: string
  readonly hitRate10: number
  readonly hitRate20: number
  readonly mrr20: number
  readonly ndcg20: number
  readonly tailHitRate10: number
  readonly stratifiedHitRate10: number
  readonly coverage10: number
  /** Share of the first 10 places that hold a substitute or variant of what the page shows; of product pages alone. */
  readonly contamination10?: number
  /** Mean share of distinct leaf categories among the first 10; of product pages alone, where a catalogue tells. */
  readonly typeDiversity10?: number
  /** Ours less theirs in hit rate at 10 and in reciprocal rank at 20, 95 % intervals; absent for ours. */
  readonly against?: { readonly hitRate10: Interval; readonly mrr20: Interval }
}

export type ProtocolResult = {
  readonly protocol: Protocol
  readonly queries: number
  readonly methods: readonly MethodResult[]
  /** Hit rate at 10 by the orders of the item that was looked for. */
  readonly byPopularity: readonly PopularityBucket[]
}

export type Evaluation = {
  readonly splitBy: SplitBy
  /** Orders of each test window, and the share of its lines whose items were never sold before. */
  readonly windows: readonly {
    readonly trainOrders: number
    readonly testOrders: number
    readonly coldShare: number
    /** The recipes that ours went by. */
    readonly choice: Choice
  }[]
  readonly protocols: readonly ProtocolResult[]
  /** What became of the confidence that shoppers read. */
  readonly calibration: readonly CalibrationBucket[]
  /** What re-ranking by each kind of segments does for the pages of the last window; empty where orders tell none. */
  readonly segments: SegmentTrials
}

/** Held-out quality of methods on a shop's own orders. Every method answers the same questions. */
export function evaluate(baskets: Baskets, numItems: number, options: EvaluateOptions): Evaluation {
  const { splitBy = splitByOf(baskets), choiceFor, baselines = BASELINES, catalogue } = options
  const windows = windowsOf(baskets, numItems, splitBy, catalogue)
  const methods = [issho(choiceFor), ...baselines]
  return {
    splitBy,
    windows: windows.map(({ training, heldOut }) => ({
      trainOrders: training.numOrders,
      testOrders: heldOut.baskets.start.length - 1,
      coldShare: heldOut.lines === 0 ? 0 : heldOut.coldLines / heldOut.lines,
      choice: choiceFor(training),
    })),
    protocols: compareAll(windows, methods, options),
    calibration: calibration(
      windows.map(window => {
        const { page } = choiceFor(window.training).recipes
        return { ...window, shown: shownLists(window.training, page) }
      }),
    ),
    segments: segmentsPay(baskets, numItems, {
      recipe: choiceFor(windows.at(-1)!.training).recipes.page,
      catalogue,
      seed: options.seed,
      maxQuestions: options.maxQueries,
    }),
  }
}

/** All that one method answered in one protocol, over all windows. */
type Tally = { answers: Answers[]; coverage: number[] }

function compareAll(
  windows: readonly Split[],
  methods: readonly Method[],
  { seed, maxQueries, onProgress = () => {} }: EvaluateOptions,
): ProtocolResult[] {
  const byProtocol = questionsByProtocol(windows, seed, maxQueries)
  const protocols = [...byProtocol.keys()]
  const questions = [...byProtocol.values()]
  const tallies = protocols.map(() => methods.map((): Tally => ({ answers: [], coverage: [] })))
  const judges = windows.map(createJudge)
  const total = methods.length * windows.length
  methods.forEach((method, m) => {
    windows.forEach(({ training }, w) => {
      onProgress('evaluate', m * windows.length + w, total)
      const rank = method.learn(training)
      const seen = method.usesHistory ? undefined : new WeakMap<readonly number[], Uint32Array>()
      const { category, categories } = training.groups
      const onPages = { isAmiss: judges[w], category: categories.length > 0 ? category : undefined }
      protocols.forEach((protocol, p) => {
        const asking = protocol === 'product page' ? onPages : { seen }
        const answers = ask(rank, questions[p]![w]!, training.numItems, asking)
        tallies[p]![m]!.answers.push(answers)
        tallies[p]![m]!.coverage.push(answers.numShown / training.numItems)
      })
    })
  })
  onProgress('evaluate', total, total)
  return protocols.map((protocol, p) =>
    summarise(protocol, windows, questions[p]!, methods, tallies[p]!, seed),
  )
}

/**
 * By protocol and window; carts of known customers only where there are any. They are the carts again, array by array:
 * answered once.
 */
function questionsByProtocol(
  windows: readonly Split[],
  seed: number,
  max: number,
): ReadonlyMap<Protocol, Query[][]> {
  const asked = new Map<Protocol, Query[][]>()
  for (const protocol of protocolsOf(windows[0]!)) {
    const carts = asked.get('cart')
    const isKnown = protocol === 'cart, known customer' && carts
    const questions = windows.map((window, w) =>
      isKnown ? ofKnown(carts[w]!, window) : questionsOf(window, protocol, seed, max),
    )
    if (!isKnown || questions.some(({ length }) => length > 0)) asked.set(protocol, questions)
  }
  return asked
}

function summarise(
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

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length
}

import type { Baskets, Item } from '../build/shop.ts'
import { ask } from './ask.ts'
import { BASELINES } from './baselines.ts'
import type { Evaluation, ProtocolResult } from './evaluation.ts'
import type { Method, Query } from './method.ts'
import { calibration } from './metrics/calibration.ts'
import { createJudge } from './metrics/contamination.ts'
import { createBuilds } from './ours/builds.ts'
import { type Choice, issho } from './ours/issho.ts'
import { ofKnown, type Protocol, protocolsOf, questionsOf } from './questions.ts'
import { MAX_ORDERS, type SegmentTrials, segmentsPay, segmentsPayIn } from './segments.ts'
import { shownLists } from './shown-lists.ts'
import { summarise, type Tally } from './summarise.ts'
import type { Split, Training } from './training.ts'
import { type SplitBy, splitByOf, windowsOf } from './windows.ts'

export type EvaluateOptions = {
  /** The recipes of a build on this training; asked once for each. */
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

/** Held-out quality of methods on a shop's own orders. Every method answers the same questions. */
export function evaluate(baskets: Baskets, numItems: number, options: EvaluateOptions): Evaluation {
  const { splitBy = splitByOf(baskets), baselines = BASELINES, catalogue } = options
  const windows = windowsOf(baskets, numItems, splitBy, catalogue)
  const builtFor = createBuilds(options.choiceFor)
  const methods = [issho(builtFor), ...baselines]
  return {
    splitBy,
    windows: windows.map(({ training, heldOut }) => ({
      trainOrders: training.numOrders,
      testOrders: heldOut.baskets.start.length - 1,
      coldShare: heldOut.lines === 0 ? 0 : heldOut.coldLines / heldOut.lines,
      choice: builtFor(training).choice,
    })),
    protocols: compareAll(windows, methods, options),
    calibration: calibration(
      windows.map(window => ({ ...window, shown: shownLists(builtFor(window.training).lists) })),
    ),
    segments: judgeSegments(),
  }

  /** As a build judges them; where that is the last window, its lists are there already. */
  function judgeSegments(): SegmentTrials {
    const last = windows.at(-1)!
    const { choice, lists } = builtFor(last.training)
    const asking = { seed: options.seed, maxQuestions: options.maxQueries }
    const isLast = splitBy === 'time' && baskets.start.length - 1 <= MAX_ORDERS
    if (isLast) return segmentsPayIn(last, () => lists, asking)
    return segmentsPay(baskets, numItems, { recipe: choice.recipes.page, catalogue, ...asking })
  }
}

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

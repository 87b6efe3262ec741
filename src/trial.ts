import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Shop } from './build/shop.ts'
import { evaluate } from './evaluate/evaluate.ts'
import type { Evaluation } from './evaluate/evaluation.ts'
import { evaluateLadders, type LadderEvaluation } from './evaluate/higher-model/higher-model.ts'
import { evaluateNextBasket } from './evaluate/next-basket.ts'
import { evaluateSessions } from './evaluate/sessions.ts'
import type { TaskResult } from './evaluate/task-result.ts'
import type { EventShop } from './ingest/read-events.ts'
import type { Role } from './ingest/shapes.ts'
import {
  choosingBy,
  ofShoppers,
  readClicks,
  readShop,
  readVisits,
  type Scratch,
  type ShopFiles,
} from './job.ts'
import { createTuning } from './tune/tuning.ts'

export type Task = 'orders' | 'next-basket' | 'sessions' | 'higher-model'

export type Trial = ShopFiles & {
  readonly task: Task
  /** For sessions, the held-out clicks. */
  readonly test?: readonly string[]
  readonly seed: number
  /** Most questions a protocol and test window. */
  readonly maxQueries: number
}

export type TrialReport = {
  readonly result: Evaluation | TaskResult | LadderEvaluation
  /** What was read, for whoever reads the result; absent for sessions, which are not drawn. */
  readonly read?: {
    readonly orders: readonly string[]
    readonly catalog: readonly string[]
    readonly period: { readonly from: string; readonly to: string } | undefined
    readonly seed: number
  }
  readonly notices: readonly string[]
}

/** The offline judgement: files → tables → what was held out → figures. Nothing is published. */
export async function runTrial(trial: Trial): Promise<TrialReport> {
  const tempDir = await mkdtemp(join(tmpdir(), 'issho-'))
  try {
    const scratch = { tempDir, rejectsFile: join(tempDir, 'rejects.csv') }
    if (trial.task === 'sessions') {
      const { train, test } = await readClicks(trial, trial.test ?? [], scratch)
      return { result: evaluateSessions(train, test), notices: [] }
    }
    const { shop, report } = await readTrialShop(trial, scratch)
    const { seed } = trial
    const named = (role: Role) =>
      report.files.filter(file => file.role === role).map(({ file }) => basename(file))
    const read = {
      orders: named('orders'),
      catalog: named('catalog'),
      period: 'window' in report ? report.window : undefined,
      seed,
    }
    return { result: judge(trial, shop), read, notices: report.notices }
  } finally {
    await rm(tempDir, { recursive: true, force: true })
  }
}

/** What visitors did is enough for the ladders where there are no orders. */
function readTrialShop(trial: Trial, scratch: Scratch) {
  const { task, orders, events = [] } = trial
  if (task === 'higher-model' && orders.length === 0 && events.length > 0) {
    return readVisits({ ...trial, events }, scratch)
  }
  return readShop(trial, { ...scratch, withCustomers: true, withCartOrder: task === 'orders' })
}

function judge(trial: Trial, shop: Shop | EventShop) {
  const { task, seed, config } = trial
  const { items, events } = shop
  if (task === 'higher-model' || !('baskets' in shop)) {
    return evaluateLadders(items, { options: { ...config.ladder, events }, seed })
  }
  const { baskets } = ofShoppers(shop, config)
  if (task === 'next-basket') return evaluateNextBasket(baskets, items.length, seed)
  return evaluate(baskets, items.length, { ...orderOptions(trial), catalogue: items })
}

function orderOptions({ config, seed, maxQueries, onProgress }: Trial) {
  return { choiceFor: createTuning(choosingBy(config)), seed, maxQueries, onProgress }
}

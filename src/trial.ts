import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { evaluate } from './evaluate/evaluate.ts'
import type { Evaluation } from './evaluate/evaluation.ts'
import { evaluateNextBasket } from './evaluate/next-basket.ts'
import { evaluateSessions } from './evaluate/sessions.ts'
import type { TaskResult } from './evaluate/task-result.ts'
import { choosingBy, ofShoppers, readClicks, readShop, type ShopFiles } from './job.ts'
import { createTuning } from './tune/tuning.ts'

export type Task = 'orders' | 'next-basket' | 'sessions'

export type Trial = ShopFiles & {
  readonly task: Task
  /** For sessions, the held-out clicks. */
  readonly test?: readonly string[]
  readonly seed: number
  /** Most questions a protocol and test window. */
  readonly maxQueries: number
}

export type TrialReport = {
  readonly result: Evaluation | TaskResult
  /** What was read, for whoever reads the result; absent for sessions, which are not drawn. */
  readonly read?: {
    readonly orders: readonly string[]
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
    const withCartOrder = trial.task === 'orders'
    const { shop, report } = await readShop(trial, { ...scratch, withCustomers: true, withCartOrder })
    const { baskets, items } = ofShoppers(shop, trial.config)
    const { seed } = trial
    const orders = report.files.filter(({ role }) => role === 'orders').map(({ file }) => basename(file))
    return {
      result:
        trial.task === 'orders'
          ? evaluate(baskets, items.length, { ...orderOptions(trial), catalogue: items })
          : evaluateNextBasket(baskets, items.length, seed),
      read: { orders, period: report.window, seed },
      notices: report.notices,
    }
  } finally {
    await rm(tempDir, { recursive: true, force: true })
  }
}

function orderOptions({ config, seed, maxQueries, onProgress }: Trial) {
  return { choiceFor: createTuning(choosingBy(config)), seed, maxQueries, onProgress }
}

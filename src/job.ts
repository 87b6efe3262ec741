import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { compile } from './build/compile.ts'
import type { Recipe } from './build/score.ts'
import type { Shop } from './build/shop.ts'
import type { Config } from './config.ts'
import { VERSION } from './format/layout.ts'
import { InputRejected } from './ingest/errors.ts'
import { ingest } from './ingest/ingest.ts'
import type { IngestReport } from './ingest/report.ts'
import { withLock } from './models/lock.ts'
import type { Manifest } from './models/manifest.ts'
import { publish, sweep, UNFINISHED, versionName } from './models/publish.ts'
import { prune } from './models/versions.ts'

export type Job = {
  readonly orders: readonly string[]
  readonly catalog: readonly string[]
  readonly orderMap?: Readonly<Record<string, string>>
  readonly catalogMap?: Readonly<Record<string, string>>
  readonly config: Config
  readonly builtBy: string
  readonly onProgress: (stage: string, done: number, total: number) => void
}

export type JobReport = {
  readonly manifest: Manifest
  readonly ingest: IngestReport
  readonly rejectsFile: string
}

/** The offline job: orders and catalogue → tables → lists → files → published. One at a time a models folder. */
export function runJob({
  orders,
  catalog,
  orderMap,
  catalogMap,
  config,
  builtBy,
  onProgress,
}: Job): Promise<JobReport> {
  return withLock(config.models, async () => {
    await sweep(config.models)
    const rejectsFile = join(config.models, 'rejects.csv')
    const tempDir = await mkdtemp(join(config.models, UNFINISHED))
    try {
      const { shop, report } = await ingest({
        orders,
        catalog,
        ...(orderMap && { map: orderMap }),
        ...(catalogMap && { catalogMap }),
        ...pickDefined(config, ['currency', 'encoding', 'dates']),
        keep: config.keepItems,
        drop: config.dropItems,
        rejectsFile,
        maxRejects: config.maxRejects,
        memoryMb: config.memoryMb,
        tempDir,
        onProgress: ({ stage, done, total }) => onProgress(stage, done, total),
      })
      const recipe = recipeOf(config)
      refuseMonstersOnly(shop, config)
      const { files, counts } = compile(shop, { recipe, maxBasketItems: config.maxBasketItems, onProgress })
      const builtAt = new Date()
      const manifest = await publish(
        config.models,
        {
          version: versionName(builtAt, files),
          formatVersion: VERSION,
          builtAt: builtAt.toISOString(),
          builtBy,
          inputs: report.files.map(({ file, role, bytes, sha256 }) => ({ file, role, bytes, sha256 })),
          parameters: { ...recipe, maxBasketItems: config.maxBasketItems },
          counts,
          ...(report.window && { window: report.window }),
        },
        files,
      )
      await prune(config.models, config.keepVersions)
      return { manifest, ingest: report, rejectsFile }
    } finally {
      await rm(tempDir, { recursive: true, force: true })
    }
  })
}

/** Throws where no order is small enough to be counted: such a model would know nothing. */
function refuseMonstersOnly({ baskets: { start } }: Shop, { maxBasketItems }: Config): void {
  for (let b = 0; b + 1 < start.length; b++) if (start[b + 1]! - start[b]! <= maxBasketItems) return
  throw new InputRejected(
    `orders: every order has more than ${maxBasketItems} items, no shopper's basket is among them; ` +
      'raise --max-basket-items, or look whether order_id is the right column',
  )
}

function recipeOf(config: Config): Recipe {
  const { z, beta, minTogether, minTogetherThin, thinOrders } = config
  const { minLogLikelihoodRatio, maxNeighbours, maxPerCategory } = config
  return {
    z,
    beta,
    minTogether,
    minTogetherThin,
    thinOrders,
    minLogLikelihoodRatio,
    maxNeighbours,
    maxPerCategory,
  }
}

/** The named properties that are there: exactOptionalPropertyTypes tells "absent" from "undefined". */
function pickDefined<T extends object, K extends keyof T>(
  from: T,
  keys: readonly K[],
): { [P in K]?: NonNullable<T[P]> } {
  return Object.fromEntries(keys.flatMap(key => (from[key] === undefined ? [] : [[key, from[key]]]))) as {
    [P in K]?: NonNullable<T[P]>
  }
}

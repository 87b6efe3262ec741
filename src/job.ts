import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutMonsters } from './build/baskets.ts'
import { compile } from './build/compile.ts'
import type { Recipe } from './build/score.ts'
import type { Shop } from './build/shop.ts'
import { type Config, RECIPE_KEYS } from './config.ts'
import { type SegmentTrials, segmentsPay } from './evaluate/segments.ts'
import { VERSION } from './format/layout.ts'
import { MAX_ITEMS } from './format/neighbour.ts'
import { SEGMENT_KINDS, type SegmentKind } from './format/segments.ts'
import { InputRejected } from './ingest/errors.ts'
import { ingest } from './ingest/ingest.ts'
import { readEventShop } from './ingest/read-events.ts'
import { readSequences } from './ingest/read-sequences.ts'
import type { IngestReport, Progress } from './ingest/report.ts'
import type { IngestRequest } from './ingest/request.ts'
import { withLock } from './models/lock.ts'
import type { Manifest } from './models/manifest.ts'
import { publish, sweep, UNFINISHED, versionName } from './models/publish.ts'
import { prune } from './models/versions.ts'
import { type Choosing, chooseRecipes } from './tune/tuning.ts'

/** The files that a shop is read from, and how. */
export type ShopFiles = {
  readonly orders: readonly string[]
  readonly catalog: readonly string[]
  readonly orderMap?: Readonly<Record<string, string>> | undefined
  readonly catalogMap?: Readonly<Record<string, string>> | undefined
  readonly events?: readonly string[]
  readonly eventsMap?: Readonly<Record<string, string>> | undefined
  readonly config: Config
  readonly onProgress: (stage: string, done: number, total: number) => void
}

export type Job = ShopFiles & { readonly builtBy: string }

export type JobReport = {
  readonly manifest: Manifest
  readonly ingest: IngestReport
  readonly rejectsFile: string
}

/** The offline job: orders and catalogue → tables → lists → files → published. One at a time a models folder. */
export function runJob(job: Job): Promise<JobReport> {
  const { config, builtBy, onProgress } = job
  return withLock(config.models, async () => {
    await sweep(config.models)
    const rejectsFile = join(config.models, 'rejects.csv')
    const tempDir = await mkdtemp(join(config.models, UNFINISHED))
    try {
      // A model counts orders; who placed them matters only to the choice of how.
      const scratch = { tempDir, rejectsFile, withCustomers: !config.fixed }
      const { shop: all, report } = await readShop(job, scratch)
      refuseTooManyItems(all.items.length)
      const { maxBasketItems } = config
      const shop = ofShoppers(all, config)
      const basketsLeftOut = all.baskets.start.length - shop.baskets.start.length
      const { recipes, ...choice } = chooseRecipes(shop.baskets, shop.items.length, {
        ...choosingBy(config),
        catalogue: shop.items,
        onProgress: (done, total) => onProgress('choose', done, total),
      })
      const recipe = recipes.page
      const { trials, kinds } = decideSegments(shop, recipe, job)
      const { files, counts } = compile(shop, {
        recipe,
        segments: kinds,
        ladder: config.ladder,
        onProgress,
      })
      const builtAt = new Date()
      const manifest = await publish(
        config.models,
        {
          version: versionName(builtAt, files),
          formatVersion: VERSION,
          builtAt: builtAt.toISOString(),
          builtBy,
          inputs: report.files.map(({ file, role, bytes, sha256, modifiedAt }) => ({
            file,
            role,
            bytes,
            sha256,
            modifiedAt,
          })),
          parameters: { ...recipe, ...recipes.cart, maxBasketItems, segments: config.segments },
          choice,
          counts: { ...counts, basketsLeftOut },
          ...(report.window && { window: report.window }),
          ...(trials && { segments: trials }),
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

export type Scratch = Pick<IngestRequest, 'tempDir' | 'rejectsFile'>

/** The shop that the files describe; rows that cannot be used go to `rejectsFile`. */
export function readShop(
  files: ShopFiles,
  scratch: Scratch & Pick<IngestRequest, 'withCustomers' | 'withCartOrder'>,
) {
  const { catalog, catalogMap, events, eventsMap, config } = files
  return ingest({
    ...ordersRequest(files, scratch),
    catalog,
    catalogMap,
    events,
    eventsMap,
    keep: config.keepItems,
    drop: config.dropItems,
    withCustomers: scratch.withCustomers,
    withCartOrder: scratch.withCartOrder,
  })
}

/** The shop that event files describe, and perhaps its catalogue. */
export function readVisits(files: ShopFiles & { readonly events: readonly string[] }, scratch: Scratch) {
  const { catalog, catalogMap, events, eventsMap } = files
  return readEventShop({ ...ordersRequest(files, scratch), catalog, catalogMap, events, eventsMap })
}

/** Training and held-out sessions, the latter in the item numbers of the former. */
export async function readClicks(files: ShopFiles, heldOut: readonly string[], scratch: Scratch) {
  const { sequences: train } = await readSequences(ordersRequest(files, scratch))
  const { sequences: test } = await readSequences(
    ordersRequest({ ...files, orders: heldOut }, scratch),
    train.ids,
  )
  return { train, test }
}

/** How order files are read, with the settings' hints. */
function ordersRequest(
  { orders, orderMap, config, onProgress }: ShopFiles,
  { tempDir, rejectsFile }: Scratch,
) {
  return {
    orders,
    map: orderMap,
    currency: config.currency,
    encoding: config.encoding,
    dates: config.dates,
    maxRejects: config.maxRejects,
    memoryMb: config.memoryMb,
    tempDir,
    rejectsFile,
    onProgress: ({ stage, done, total }: Progress) => onProgress(stage, done, total),
  }
}

/** Throws where a shop has more items than a neighbour has numbers for. */
export function refuseTooManyItems(numItems: number): void {
  if (numItems <= MAX_ITEMS) return
  throw new InputRejected(
    `orders and catalogue: hold ${numItems} items, expected at most ${MAX_ITEMS}; ` +
      'leave out what is no longer sold, or look whether item_id is the right column',
  )
}

/** The shop with shoppers' orders alone; throws where there are orders and none is a shopper's. */
export function ofShoppers(shop: Shop, { maxBasketItems }: Config): Shop {
  const baskets = withoutMonsters(shop.baskets, maxBasketItems)
  if (baskets.start.length > 1 || shop.baskets.start.length === 1) return { ...shop, baskets }
  throw new InputRejected(
    `orders: every order has more than ${maxBasketItems} items, no shopper's basket is among them; ` +
      'raise --max-basket-items, or look whether order_id is the right column',
  )
}

/** How a build with these settings comes by its recipes. */
export function choosingBy(config: Config): Choosing {
  const fixed: Partial<Recipe> = Object.fromEntries(
    RECIPE_KEYS.flatMap(key => (config[key] === undefined ? [] : [[key, config[key]]])),
  )
  return { fixed, isOff: config.fixed, budgetSeconds: config.tuneSeconds }
}

const TRIAL = { seed: 42, maxQuestions: 20_000 }

/** Which kinds of segments the model gets: those that held-out orders speak for, or what the settings say. */
function decideSegments(
  { baskets, items }: Shop,
  recipe: Recipe,
  { config, onProgress }: Job,
): { readonly kinds: readonly SegmentKind[]; readonly trials?: SegmentTrials } {
  if (config.segments !== 'auto') return { kinds: config.segments === 'on' ? SEGMENT_KINDS : [] }
  onProgress('segments', 0, 1)
  const trials = segmentsPay(baskets, items.length, { recipe, catalogue: items, ...TRIAL })
  onProgress('segments', 1, 1)
  const kinds = SEGMENT_KINDS.filter(kind => trials[kind]?.kept)
  return { kinds, ...(Object.keys(trials).length > 0 && { trials }) }
}

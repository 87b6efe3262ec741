import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { createAnswerCache } from './cache/answer-cache.ts'
import { cached } from './cache/cached.ts'
import { direct } from './direct.ts'
import { guarded } from './guard.ts'
import { LIMITS } from './limits.ts'
import type { Counted } from './metrics/counted.ts'
import { numLists } from './metrics/sources.ts'
import { createTally } from './metrics/tally.ts'
import type { ServedModel } from './model.ts'
import { listenerOf, serverOf } from './server.ts'
import type { ServiceConfig } from './service-config.ts'

export type ShopServerOptions = {
  readonly config: Pick<ServiceConfig, 'limits' | 'accessLog' | 'locale'>
  readonly current: () => ServedModel | undefined
  readonly isStopping: () => boolean
  readonly log: Logger
}

/** What answers the shop, not listening yet: app, cache, guard, one before the other, and what they count. */
export function createShopServer({ config, current, isStopping, log }: ShopServerOptions) {
  const { limits = LIMITS, accessLog = false, locale } = config
  const tally = createTally()
  const cache = createAnswerCache(limits.maxCacheBytes)
  const options = { current, defaults: { locale }, cache }
  const app = listenerOf(createApp({ ...options, isStopping, log }))
  const listener = cached(direct(app, options), { cache, currentTag: () => current()?.tag, tally })
  const server = serverOf(guarded(listener, { limits, tally, accessLog, log }), limits, tally, log)
  const { requests, buckets, sumUs, counts } = tally
  const counted = (): Counted => ({
    requests,
    buckets,
    sumUs,
    counts,
    lists: numLists,
    cacheBytes: cache.bytes(),
  })
  return { server, counted }
}

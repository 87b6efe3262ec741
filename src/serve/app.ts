import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Logger } from 'pino'
import { findItem } from '../format/ids.ts'
import { NONE } from '../format/layout.ts'
import { type Answer, alsoBought, alternatives, page, upgrades } from './answers.ts'
import type { AnswerCache } from './cache/answer-cache.ts'
import { cacheKeyOf } from './cache/cached.ts'
import type { Finished } from './cache/entry.ts'
import { countSource } from './metrics/sources.ts'
import type { ServedModel } from './model.ts'
import { knowsAudience, unknownSegment } from './moment.ts'
import { openApiDocument } from './openapi.ts'
import { parseItemRequest, pathOf } from './params.ts'
import {
  badParameters,
  methodNotAllowed,
  NO_MODEL,
  problemResponse,
  UNEXPECTED,
  unknownItem,
  unknownRoute,
} from './problems.ts'
import type { Locale } from './reasons.ts'
import { respond, respondFromModel } from './respond.ts'
import { traceparentOf } from './traceparent.ts'

export type AppOptions = {
  /** The model in use, undefined until the first one is loaded. */
  readonly current: () => ServedModel | undefined
  /** Whether the service is on its way out and wants no new work. */
  readonly isStopping: () => boolean
  readonly defaults: { readonly locale: Locale }
  readonly log: Pick<Logger, 'error'>
  /** Where finished answers are kept; nowhere where absent. */
  readonly cache?: AnswerCache
}

type Env = { Bindings: HttpBindings }

const RETRY_AFTER_SECONDS = '5'
const ONE_DAY_SECONDS = '86400'

/**
 * The routes. Nothing is mounted with `use`: a middleware that matches a hot route, or a handler that returns a
 * promise, takes Hono and its Node adapter off their fast path.
 */
export function createApp({ current, isStopping, defaults, log, cache }: AppOptions): Hono<Env> {
  // Routed as the client sent it: the URL of the Request has lost ids like %2E%2E and decoded others.
  const app = new Hono<Env>({ getPath: (_, options) => pathOf(targetOf(options!.env!.incoming)) })

  const offer = (incoming: IncomingMessage, model: ServedModel, answer: Finished) => {
    if (answer.source !== undefined) countSource(answer.source)
    const key = cacheKeyOf(incoming)
    if (key !== undefined) cache?.offer(model.tag, key, answer)
  }

  const about = (answer: Answer) => (c: Context<Env>) => {
    const { headers } = c.env.incoming
    const { method } = c.req
    const target = targetOf(c.env.incoming)
    const model = current()
    if (model === undefined) return problemResponse(method, NO_MODEL, { 'retry-after': RETRY_AFTER_SECONDS })
    const request = parseItemRequest(target, defaults.locale)
    if ('faults' in request) return problemResponse(method, badParameters(request.faults))
    if (request.segment !== undefined && !knowsAudience(model.segments, request.segment)) {
      return problemResponse(method, badParameters([unknownSegment(model.segments!, request.segment)]))
    }
    const item = findItem(model.items.columns, request.id)
    if (item === NONE && request.fallback === 'none') return problemResponse(method, unknownItem(request.id))
    const asked = { target, accept: headers.accept, ifNoneMatch: headers['if-none-match'] }
    return respondFromModel(
      model,
      asked,
      request.locale,
      () => answer({ model, item, request }),
      answered => offer(c.env.incoming, model, answered),
    )
  }
  app.get('/v1/items/:id/also-bought', about(alsoBought))
  app.get('/v1/items/:id/upgrades', about(upgrades))
  app.get('/v1/items/:id/alternatives', about(alternatives))
  app.get('/v1/items/:id', about(page))

  app.get('/livez', c => uncached(c, 200, { live: true }))
  app.get('/readyz', c => {
    const model = current()
    if (model === undefined) return notReady(c, 'no model is loaded yet')
    if (isStopping()) return notReady(c, 'the service is stopping')
    const { builtAt } = model.manifest
    const ageSeconds = Math.max(0, Math.round((Date.now() - Date.parse(builtAt)) / 1000))
    return uncached(c, 200, { ready: true, model: model.version, builtAt, ageSeconds })
  })

  const openApi = JSON.stringify(openApiDocument())
  app.get('/openapi.json', c =>
    respond(c.req.method, 200, openApi, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=60',
    }),
  )

  app.options('*', c =>
    respond(c.req.method, 204, null, {
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': '*',
      'access-control-max-age': ONE_DAY_SECONDS,
    }),
  )

  app.notFound(c => {
    const { method, path } = c.req
    const [answersToGet] = app.router.match('GET', path)
    return answersToGet.length > 0
      ? problemResponse(method, methodNotAllowed(method, path), { allow: 'GET, HEAD, OPTIONS' })
      : problemResponse(method, unknownRoute(path))
  })
  app.onError((error, c) => {
    const traceparent = traceparentOf(c.env.incoming)
    log.error({ err: error, path: c.req.path, traceparent }, 'unexpected error')
    return problemResponse(c.req.method, UNEXPECTED)
  })
  return app
}

/** Path and query as the client sent them; it may have put scheme and host before them. */
export function targetOf({ url }: IncomingMessage): string {
  return url!.startsWith('/') ? url! : url!.replace(/^https?:\/\/[^/?]*/i, '')
}

function notReady(c: Context<Env>, reason: string): Response {
  return uncached(c, 503, { ready: false, reasons: [reason] })
}

function uncached(c: Context<Env>, status: number, body: unknown): Response {
  return respond(c.req.method, status, JSON.stringify(body), {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })
}

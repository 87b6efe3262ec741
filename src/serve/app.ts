import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { ITEM_ANSWERS } from './direct.ts'
import { type ItemsOptions, itemReplies } from './items.ts'
import { openApiDocument } from './openapi.ts'
import { pathOf } from './params.ts'
import { methodNotAllowed, type Problem, problemReply, UNEXPECTED, unknownRoute } from './problems.ts'
import { PUBLIC, replyWith, responseOf } from './reply.ts'
import { targetOf } from './target.ts'
import { traceparentOf } from './traceparent.ts'

export type AppOptions = ItemsOptions & {
  /** Whether the service is on its way out and wants no new work. */
  readonly isStopping: () => boolean
  readonly log: Pick<Logger, 'error'>
}

type Env = { Bindings: HttpBindings }

const ONE_DAY_SECONDS = '86400'

/**
 * The routes. Nothing is mounted with `use`: a middleware that matches a hot route, or a handler that returns a
 * promise, takes Hono and its Node adapter off their fast path.
 */
export function createApp({ isStopping, log, ...options }: AppOptions): Hono<Env> {
  // Routed as the client sent it: the URL of the Request has lost ids like %2E%2E and decoded others.
  const app = new Hono<Env>({ getPath: (_, options) => pathOf(targetOf(options!.env!.incoming)) })
  const { current } = options
  const replyTo = itemReplies(options)
  for (const [route, answer] of ITEM_ANSWERS) {
    app.get(route.replace('{id}', ':id'), c => responseOf(replyTo(answer, c.env.incoming)))
  }

  app.get('/livez', () => uncached(200, { live: true }))
  app.get('/readyz', () => {
    const model = current()
    if (model === undefined) return notReady('no model is loaded yet')
    if (isStopping()) return notReady('the service is stopping')
    const { builtAt } = model.manifest
    const ageSeconds = Math.max(0, Math.round((Date.now() - Date.parse(builtAt)) / 1000))
    return uncached(200, { ready: true, model: model.version, builtAt, ageSeconds })
  })

  const openApi = JSON.stringify(openApiDocument())
  app.get('/openapi.json', () =>
    responseOf(
      replyWith(200, openApi, { 'content-type': 'application/json', 'cache-control': 'public, max-age=60' }),
    ),
  )

  app.options('*', () =>
    responseOf({
      status: 204,
      headers: {
        allow: 'GET, HEAD, OPTIONS',
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': '*',
        'access-control-max-age': ONE_DAY_SECONDS,
        ...PUBLIC,
      },
      body: null,
    }),
  )

  app.notFound(c => {
    const { method, path } = c.req
    const [answersToGet] = app.router.match('GET', path)
    return answersToGet.length > 0
      ? problemResponse(methodNotAllowed(method, path), { allow: 'GET, HEAD, OPTIONS' })
      : problemResponse(unknownRoute(path))
  })
  app.onError((error, c) => {
    const traceparent = traceparentOf(c.env.incoming)
    log.error({ err: error, path: c.req.path, traceparent }, 'unexpected error')
    return problemResponse(UNEXPECTED)
  })
  return app
}

function problemResponse(problem: Problem, headers?: Readonly<Record<string, string>>): Response {
  return responseOf(problemReply(problem, headers))
}

function notReady(reason: string): Response {
  return uncached(503, { ready: false, reasons: [reason] })
}

function uncached(status: number, body: unknown): Response {
  return responseOf(
    replyWith(status, JSON.stringify(body), {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    }),
  )
}

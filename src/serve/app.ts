import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { postedCartReplies } from './cart/replies.ts'
import { hotReplies } from './direct.ts'
import type { HotOptions } from './hot.ts'
import { openApiDocument } from './openapi.ts'
import { pathOf } from './params.ts'
import { methodNotAllowed, type Problem, problemReply, UNEXPECTED, unknownRoute } from './problems.ts'
import { PUBLIC, replyWith, responseOf } from './reply.ts'
import { targetOf } from './target.ts'
import { traceparentOf } from './traceparent.ts'

export type AppOptions = HotOptions & {
  /** Whether the service is on its way out and wants no new work. */
  readonly isStopping: () => boolean
  readonly log: Pick<Logger, 'error'>
}

type Env = { Bindings: HttpBindings }

const ONE_DAY_SECONDS = '86400'

const CART = '/v1/cart'

/**
 * The routes. Nothing is mounted with `use`: a middleware that matches a hot route, or a handler that returns a
 * promise, takes Hono and its Node adapter off their fast path.
 */
export function createApp({ isStopping, log, ...options }: AppOptions): Hono<Env> {
  // Routed as the client sent it: the URL of the Request has lost ids like %2E%2E and decoded others.
  const app = new Hono<Env>({ getPath: (_, options) => pathOf(targetOf(options!.env!.incoming)) })
  const { current } = options
  for (const [route, replyTo] of hotReplies(options)) {
    app.get(route.replace('{id}', ':id'), c => responseOf(replyTo(c.env.incoming)))
  }
  const replyToPosted = postedCartReplies(options)
  app.post(CART, async c => responseOf(await replyToPosted(c)))

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

  app.options('*', c => {
    const methods = methodsAt(c.req.path).join(', ')
    const headers = {
      allow: `${methods}, OPTIONS`,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': '*',
      'access-control-max-age': ONE_DAY_SECONDS,
      ...PUBLIC,
    }
    return responseOf({ status: 204, headers, body: null })
  })

  app.notFound(c => {
    const { method, path } = c.req
    const [answersToGet] = app.router.match('GET', path)
    if (answersToGet.length === 0) return problemResponse(unknownRoute(path))
    const methods = methodsAt(path).join(', ')
    const problem = methodNotAllowed(method, path, `${methods} and OPTIONS`)
    return problemResponse(problem, { allow: `${methods}, OPTIONS` })
  })
  app.onError((error, c) => {
    const traceparent = traceparentOf(c.env.incoming)
    log.error({ err: error, path: c.req.path, traceparent }, 'unexpected error')
    return problemResponse(UNEXPECTED)
  })
  return app
}

function methodsAt(path: string): readonly string[] {
  return path === CART ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD']
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

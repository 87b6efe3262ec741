import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { bodyFormOf, checkBody, readBody } from '../body.ts'
import type { Change } from '../live/facts.ts'
import type { LiveFacts } from '../live/live-facts.ts'
import { badEncoding, pathOf, percentDecoded } from '../params.ts'
import { methodNotAllowed, type Problem, UNEXPECTED, unknownRoute } from '../problems.ts'
import { targetOf } from '../target.ts'
import { batchFacts, itemFacts } from './contract.ts'
import { adminDocument } from './openapi.ts'
import { badBody, FOREIGN_HOST, notKept, tooLarge, UNAUTHORIZED } from './problems.ts'
import { carriesToken, isLoopback } from './token.ts'

export type AdminOptions = {
  readonly facts: Pick<LiveFacts, 'put'>
  /** Undefined where this machine alone can ask. */
  readonly token: string | undefined
  readonly log: Pick<Logger, 'error'>
}

type Env = { Bindings: HttpBindings }

const ITEMS = '/admin/items'
const MAX_BODY_BYTES = 8 * 2 ** 20

/** The routes of the admin port, where what holds of items is set between builds. No page may read its answers. */
export function createAdminApp({ facts, token, log }: AdminOptions): Hono<Env> {
  const app = new Hono<Env>({ getPath: (_, options) => pathOf(targetOf(options!.env!.incoming)) })

  app.use(async (c, next) => {
    const { authorization, host = '' } = c.env.incoming.headers
    if (token === undefined) {
      if (!isLoopback(host.replace(/:\d+$/, ''))) return problem(FOREIGN_HOST)
    } else if (!carriesToken(authorization, token)) {
      return problem(UNAUTHORIZED, { 'www-authenticate': 'Bearer realm="issho admin"' })
    }
    return next()
  })
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => problem(tooLarge(MAX_BODY_BYTES), { connection: 'close' }),
    }),
  )

  app.put(`${ITEMS}/:id`, async c => {
    const text = c.req.path.slice(ITEMS.length + 1)
    const id = percentDecoded(text)
    if (id === undefined) return problem(badBody([{ parameter: 'id', detail: badEncoding(text) }]))
    const read = await bodyOf(c, itemFacts)
    return 'faults' in read ? problem(badBody(read.faults)) : set([{ id, ...read.body }])
  })
  app.put(ITEMS, async c => {
    const read = await bodyOf(c, batchFacts)
    return 'faults' in read ? problem(badBody(read.faults)) : set(read.body.items)
  })

  async function set(changes: readonly Change[]): Promise<Response> {
    try {
      const { model = null, unknown } = await facts.put(changes)
      return json(200, { set: changes.length, model, unknown })
    } catch (error) {
      log.error({ err: error }, 'what was set could not be kept')
      return problem(notKept(error as Error))
    }
  }

  const document = adminDocument()
  app.get('/openapi.json', () => json(200, document))

  app.notFound(c => {
    const { method, path } = c.req
    const allowed = ['PUT', 'GET'].find(other => app.router.match(other, path)[0].length > MIDDLEWARE)
    return allowed === undefined
      ? problem(unknownRoute(path))
      : problem(methodNotAllowed(method, path, allowed), { allow: allowed })
  })
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'unexpected error')
    return problem(UNEXPECTED)
  })
  return app
}

/** What matches every path, before any route. */
const MIDDLEWARE = 2

/** A body that is JSON (or MessagePack, if it says so) and as the schema says, or every fault in it. */
async function bodyOf<T>(c: Context<Env>, schema: z.ZodType<T>) {
  const read = await readBody(c, bodyFormOf(c.env.incoming.headers['content-type']) ?? 'JSON')
  return 'faults' in read ? read : checkBody(read.body, schema)
}

function problem(what: Problem, headers?: Readonly<Record<string, string>>): Response {
  return json(what.status, what, { 'content-type': 'application/problem+json', ...headers })
}

function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}

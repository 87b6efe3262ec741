import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readCurrentModel } from '../../src/models/read.ts'
import { createApp } from '../../src/serve/app.ts'
import { direct, hotReplies } from '../../src/serve/direct.ts'
import { guarded } from '../../src/serve/guard.ts'
import type { HotOptions } from '../../src/serve/hot.ts'
import { LIMITS } from '../../src/serve/limits.ts'
import { ROUTES } from '../../src/serve/metrics/routes.ts'
import { createTally } from '../../src/serve/metrics/tally.ts'
import { prepare } from '../../src/serve/model.ts'
import { listenerOf } from '../../src/serve/server.ts'
import { ask } from './http.ts'
import { sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const log = pino({ level: 'silent' })

type App = Hono<{ Bindings: HttpBindings }>

/** How an answer left the app. */
type Seen = {
  /** Whether it was out when the listener came back: nothing was waited for. */
  readonly isSynchronous: boolean
  /** Whether its headers reached node:http as the handler wrote them, in one plain object. */
  readonly hasPlainHeaders: boolean
  readonly numNativeHeaders: number
}

/** Sends one request through the guard, and looks on. */
async function lookOn(answering: RequestListener, path: string, headers = {}): Promise<Seen> {
  let seen: Seen | undefined
  const limits = { ...LIMITS, maxTurnMs: 0 }
  const listener = guarded(answering, { limits, tally: createTally(), accessLog: false, log })
  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    let written: unknown
    const { writeHead } = outgoing
    outgoing.writeHead = (status: number, given?: unknown) => {
      written = given
      return writeHead.call(outgoing, status, given as Record<string, string>)
    }
    const NativeHeaders = globalThis.Headers
    let numNativeHeaders = 0
    globalThis.Headers = class extends NativeHeaders {
      constructor(init?: ConstructorParameters<typeof NativeHeaders>[0]) {
        super(init)
        numNativeHeaders++
      }
    }
    try {
      listener(incoming, outgoing)
    } finally {
      globalThis.Headers = NativeHeaders
    }
    seen = {
      isSynchronous: outgoing.writableEnded,
      hasPlainHeaders: written !== undefined && Object.getPrototypeOf(written) === Object.prototype,
      numNativeHeaders,
    }
  })
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, path, { headers })
  return seen!
}

const FAST: Seen = { isSynchronous: true, hasPlainHeaders: true, numNativeHeaders: 0 }

async function shopApp(): Promise<App> {
  return createApp({ ...(await options()), isStopping: () => false, log })
}

async function options(): Promise<HotOptions> {
  const model = prepare(await readCurrentModel(modelsDir))
  return { current: () => model, defaults: { locale: 'en' } }
}

/** Hot targets that are not the plainest. */
const OTHERS = [
  '/v1/items/pot?limit=50&exclude=cup',
  '/v1/items/..%2F',
  '/v1/items/a?limit=0',
  '/v1/cart?items=pot:2,cup,nobody&limit=50',
  '/v1/cart?items=pot:0',
]

/** What answers hot routes leaves them to nobody. */
const nobody: RequestListener = () => {
  throw new Error('a hot route was left to the app')
}

describe('the fast path of the adapter', () => {
  const paths = ROUTES.filter(route => route !== 'other').map(route => route.replace('{id}', 'pot'))

  it.each([...paths, ...OTHERS])('is kept by GET %s', async path => {
    expect(await lookOn(listenerOf(await shopApp()), path)).toEqual(FAST)
  })

  it('is kept by MessagePack and by 304', async () => {
    const app = listenerOf(await shopApp())
    expect(await lookOn(app, '/v1/items/pot', { accept: 'application/msgpack' })).toEqual(FAST)
    expect(await lookOn(app, '/v1/items/pot', { 'if-none-match': '*' })).toEqual(FAST)
    expect(await lookOn(app, '/v1/cart?items=pot', { accept: 'application/msgpack' })).toEqual(FAST)
  })

  it.each<[string, (app: App) => void, Partial<Seen>]>([
    [
      'a promise',
      app => app.get('/', async () => new Response('a', { headers: { a: 'b' } })),
      { isSynchronous: false },
    ],
    [
      'a Headers object',
      app => app.get('/', () => new Response('a', { headers: new Headers({ a: 'b' }) })),
      { numNativeHeaders: 1 },
    ],
    [
      'two headers given to the context',
      app => app.get('/', c => c.body('a', 200, { a: 'b', c: 'd' })),
      { numNativeHeaders: 1 },
    ],
    [
      'a native Response',
      app => app.get('/', () => new Response(new TextEncoder().encode('a').buffer)),
      { isSynchronous: false },
    ],
    [
      'middleware',
      app => app.use(async (_, next) => next()).get('/', () => new Response('a', { headers: { a: 'b' } })),
      { isSynchronous: false },
    ],
  ])('is seen to be left by %s', async (_, mount, slow) => {
    const app: App = new Hono()
    mount(app)
    expect(await lookOn(listenerOf(app), '/')).toMatchObject(slow)
  })
})

describe('the direct path', () => {
  const replies = hotReplies({ current: () => undefined, defaults: { locale: 'en' } })
  const paths = [...replies.keys()].map(route => route.replace('{id}', 'pot'))

  it.each([...paths, ...OTHERS])('is taken by GET %s', async path => {
    expect(await lookOn(direct(nobody, await options()), path)).toEqual(FAST)
  })

  it('is taken by MessagePack and by 304', async () => {
    const answering = direct(nobody, await options())
    expect(await lookOn(answering, '/v1/items/pot', { accept: 'application/msgpack' })).toEqual(FAST)
    expect(await lookOn(answering, '/v1/items/pot', { 'if-none-match': '*' })).toEqual(FAST)
  })

  it('is left where somebody waits', async () => {
    const waiting: RequestListener = (_, outgoing) => setImmediate(() => outgoing.writeHead(200, {}).end())
    expect(await lookOn(waiting, '/')).toMatchObject({ isSynchronous: false })
  })
})

describe('the routes of the metrics', () => {
  it('are those of the service', async () => {
    const app = await shopApp()
    const gets = app.routes.filter(({ method }) => method === 'GET')
    expect(new Set(gets.map(({ path }) => path.replace(':id', '{id}')))).toEqual(
      new Set(ROUTES.filter(route => route !== 'other')),
    )
  })
})

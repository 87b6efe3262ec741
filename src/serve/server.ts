import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as oneTurn, setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Limits } from './limits.ts'
import { OTHER } from './metrics/routes.ts'
import type { Tally } from './metrics/tally.ts'
import { BAD_TARGET, problemReply } from './problems.ts'
import { HEADERS_TOO_LARGE, MALFORMED, type Refusal, TOO_SLOW, wireText } from './refusals.ts'
import { responseOf } from './reply.ts'
import { seldom } from './seldom.ts'

/** The app for node:http. A request that is no URL never reaches the app: it answers 400. */
export function listenerOf(app: Hono<{ Bindings: HttpBindings }>): RequestListener {
  return getRequestListener(app.fetch, { errorHandler: () => responseOf(problemReply(BAD_TARGET)) })
}

/** How often node:http looks for requests that take too long. */
const CHECK_EVERY_MS = 1000

/** The listener behind node:http with the limits that hold before there is a request, not listening yet. */
export function serverOf(
  listener: RequestListener,
  limits: Limits,
  tally: Tally,
  log: Pick<Logger, 'warn'>,
): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      requireHostHeader: false, // the app refuses it, with a problem document
    },
    listener,
  )
  server.maxConnections = limits.maxConnections
  const tellRefused = seldom(connections =>
    log.warn({ connections, maxConnections: limits.maxConnections }, 'connections refused at the cap'),
  )
  server.on('drop', () => {
    tally.counts.refusedConnections++
    tellRefused()
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const refusal = refusalFor(error)
    tally.countRefusal(OTHER, refusal.status)
    return socket.end(wireText(refusal), () => socket.destroy())
  })
  return server
}

function refusalFor({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return HEADERS_TOO_LARGE
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? TOO_SLOW : MALFORMED
}

/** A client that is at work sends its next request within this time, one far away included. */
const GRACE_MS = 200
const SWEEP_EVERY_MS = 50
const STOP_LIMIT_MS = 10_000

/**
 * Closes a server without losing a request. For a moment it goes on as ever, except that each answer closes its
 * connection: requests that are on their way arrive, connections that wait to be accepted are (libuv takes one in a turn).
 * Then no new connections, idle ones closed, the others with their answer; those that take longer than ten seconds are
 * cut.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_, answer) => {
    answer.setHeader('connection', 'close')
  })
  await sleep(GRACE_MS)
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS)
  const cut = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS)
  await new Promise(resolve => server.close(resolve))
  clearInterval(sweep)
  clearTimeout(cut)
  await oneTurn() // in which the other ends learn of it
}

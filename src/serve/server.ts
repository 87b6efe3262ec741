import { createServer, type Server } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { BAD_TARGET, problemResponse } from './problems.ts'

/**
 * Load balancers keep idle connections for up to 60 s; a server that closes them sooner resets requests in flight.
 * Headers hold an id and a list of ids to exclude, no cookies.
 */
const LIMITS = {
  keepAliveTimeout: 65_000,
  headersTimeout: 66_000,
  requestTimeout: 70_000,
  maxHeaderSize: 16_384, // bytes
} as const

/** The app behind node:http, not listening yet. A request that is no URL never reaches the app: it answers 400. */
export function serverOf(app: Hono<{ Bindings: HttpBindings }>): Server {
  const errorHandler = () => problemResponse('GET', BAD_TARGET)
  return createServer(LIMITS, getRequestListener(app.fetch, { errorHandler }))
}

const SWEEP_EVERY_MS = 50
const STOP_LIMIT_MS = 10_000

/**
 * Closes a server without losing a request: no new connections, idle ones closed, the others as soon as their
 * answer is out. Those that take longer than ten seconds are cut.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_, answer) => {
    answer.setHeader('connection', 'close')
  })
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS)
  const cut = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS)
  await new Promise(resolve => server.close(resolve))
  clearInterval(sweep)
  clearTimeout(cut)
}

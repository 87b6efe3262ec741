import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Limits } from './limits.ts'
import { ROUTES, routeOf } from './metrics/routes.ts'
import type { Tally } from './metrics/tally.ts'
import { bodyTooLarge, OVERLOADED, type Refusal, refuse, urlTooLong } from './refusals.ts'
import { seldom } from './seldom.ts'
import { tellTiming } from './server-timing.ts'
import { createTurn } from './turn.ts'

export type GuardOptions = {
  readonly limits: Limits
  readonly tally: Tally
  /** Whether each request is logged: route, status and duration, nothing of who asked or for what. */
  readonly accessLog: boolean
  readonly log: Pick<Logger, 'info' | 'warn'>
}

/**
 * Stands before the app: sheds what is too much, refuses what is too large, counts and times the rest. The app answers
 * its hot routes before it returns, so that there is nothing to wait for; this is no middleware, which would end that.
 * Only a body has to be waited for.
 */
export function guarded(
  app: RequestListener,
  { limits, tally, accessLog, log }: GuardOptions,
): RequestListener {
  const turn = createTurn(limits.maxTurnMs === 0 ? Number.POSITIVE_INFINITY : limits.maxTurnMs)
  const tooLong = urlTooLong(limits.maxUrlBytes)
  const tooLarge = bodyTooLarge(limits.maxBodyBytes)
  const tellShed = seldom(requests =>
    log.warn({ requests, maxTurnMs: limits.maxTurnMs }, 'overloaded: requests answered 503'),
  )

  function refusalOf({ url, headers }: IncomingMessage): Refusal | undefined {
    if (url!.length > limits.maxUrlBytes) return tooLong
    const length = headers['content-length']
    if (length !== undefined && Number(length) > limits.maxBodyBytes) return tooLarge
    return headers['transfer-encoding'] === undefined ? undefined : tooLarge
  }

  function done(incoming: IncomingMessage, outgoing: ServerResponse, begunMs: number): void {
    const us = (performance.now() - begunMs) * 1000
    const route = routeOf(incoming.url!)
    tally.count(route, outgoing.statusCode, us)
    turn.took(us)
    if (accessLog)
      log.info({ route: ROUTES[route], status: outgoing.statusCode, us: Math.round(us) }, 'answered')
  }

  return (incoming, outgoing) => {
    if (!turn.admits()) {
      tally.counts.shed++
      tally.countRefusal(routeOf(incoming.url!), OVERLOADED.status)
      tellShed()
      return refuse(outgoing, OVERLOADED)
    }
    const begunMs = performance.now()
    const refusal = refusalOf(incoming)
    if (refusal !== undefined) {
      tally.countRefusal(routeOf(incoming.url!), refusal.status)
      return refuse(outgoing, refusal)
    }
    if (incoming.headers['server-timing'] === 'on') tellTiming(incoming, outgoing, begunMs)
    app(incoming, outgoing)
    if (outgoing.writableEnded) return done(incoming, outgoing, begunMs)
    // The time that a client takes over its body is no work of ours; one that goes away was not answered.
    let wholeMs = begunMs
    incoming.once('end', () => {
      if (!outgoing.writableEnded) wholeMs = performance.now()
    })
    outgoing.once('close', () => {
      if (outgoing.writableEnded) done(incoming, outgoing, wholeMs)
    })
  }
}

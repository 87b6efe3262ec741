import type { IncomingMessage, RequestListener } from 'node:http'
import { type Answer, alsoBought, alternatives, page, upgrades } from './answers.ts'
import { cartReplies } from './cart/replies.ts'
import type { HotOptions } from './hot.ts'
import { itemReplies } from './items.ts'
import { ROUTES, type Route, routeOf } from './metrics/routes.ts'
import type { Reply } from './reply.ts'
import { hasPlainHost, targetOf } from './target.ts'

const ITEM_ANSWERS: readonly (readonly [Route, Answer])[] = [
  ['/v1/items/{id}/also-bought', alsoBought],
  ['/v1/items/{id}/upgrades', upgrades],
  ['/v1/items/{id}/alternatives', alternatives],
  ['/v1/items/{id}', page],
]

/** The hot routes, what pages ask, and what replies to each. */
export function hotReplies(options: HotOptions): ReadonlyMap<Route, (incoming: IncomingMessage) => Reply> {
  const replyTo = itemReplies(options)
  return new Map([
    ...ITEM_ANSWERS.map(
      ([route, answer]) => [route, (incoming: IncomingMessage) => replyTo(answer, incoming)] as const,
    ),
    ['/v1/cart', cartReplies(options)] as const,
  ])
}

/**
 * Answers the hot routes by itself and leaves everything else to the app. What the app would do in between (its adapter's
 * Request, its router, its context, a Response) is a tenth of an answer.
 */
export function direct(app: RequestListener, options: HotOptions): RequestListener {
  const replies = hotReplies(options)
  const byRoute = ROUTES.map(route => replies.get(route))

  return (incoming, outgoing) => {
    const { method } = incoming
    const replyTo = byRoute[routeOf(targetOf(incoming))]
    const isRead = method === 'GET' || method === 'HEAD'
    if (replyTo === undefined || !isRead || !hasPlainHost(incoming)) return app(incoming, outgoing)
    let reply: Reply
    try {
      reply = replyTo(incoming)
    } catch {
      return app(incoming, outgoing) // which makes the same mistake, and says so
    }
    outgoing.writeHead(reply.status, reply.headers).end(reply.body)
  }
}

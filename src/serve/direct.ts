import type { RequestListener } from 'node:http'
import { type Answer, alsoBought, alternatives, page, upgrades } from './answers.ts'
import { type ItemsOptions, itemReplies } from './items.ts'
import { ROUTES, type Route, routeOf } from './metrics/routes.ts'
import type { Reply } from './reply.ts'
import { hasPlainHost, targetOf } from './target.ts'

/** The hot routes: what pages ask. */
export const ITEM_ANSWERS = new Map<Route, Answer>([
  ['/v1/items/{id}/also-bought', alsoBought],
  ['/v1/items/{id}/upgrades', upgrades],
  ['/v1/items/{id}/alternatives', alternatives],
  ['/v1/items/{id}', page],
])

/**
 * Answers the hot routes by itself and leaves everything else to the app. What the app would do in between (its adapter's
 * Request, its router, its context, a Response) is a tenth of an answer.
 */
export function direct(app: RequestListener, options: ItemsOptions): RequestListener {
  const replyTo = itemReplies(options)
  const answers = ROUTES.map(route => ITEM_ANSWERS.get(route))

  return (incoming, outgoing) => {
    const { method } = incoming
    const answer = answers[routeOf(targetOf(incoming))]
    const isRead = method === 'GET' || method === 'HEAD'
    if (answer === undefined || !isRead || !hasPlainHost(incoming)) return app(incoming, outgoing)
    let reply: Reply
    try {
      reply = replyTo(answer, incoming)
    } catch {
      return app(incoming, outgoing) // which makes the same mistake, and says so
    }
    outgoing.writeHead(reply.status, reply.headers).end(reply.body)
  }
}

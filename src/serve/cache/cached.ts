import type { IncomingMessage, RequestListener } from 'node:http'
import { countSource } from '../metrics/sources.ts'
import type { Tally } from '../metrics/tally.ts'
import { type ContentType, contentTypeFor, headersWithLength } from '../respond.ts'
import { hasPlainHost } from '../target.ts'
import type { AnswerCache } from './answer-cache.ts'

export type CachedOptions = {
  readonly cache: AnswerCache
  /** The state of the model in use, undefined until the first is loaded. */
  readonly currentTag: () => string | undefined
  readonly tally: Tally
}

/**
 * Answers what was answered before, without the app. What is not a plain GET (a HEAD, a condition, no plain host) goes to the
 * app, which knows what to say.
 */
export function cached(app: RequestListener, { cache, currentTag, tally }: CachedOptions): RequestListener {
  return (incoming, outgoing) => {
    const tag = currentTag()
    const key = tag === undefined ? undefined : cacheKeyOf(incoming)
    const answer = key === undefined ? undefined : cache.find(tag!, key)
    if (answer === undefined) return app(incoming, outgoing)
    tally.counts.cached++
    if (answer.source !== undefined) countSource(answer.source)
    const contentType = contentTypeFor(incoming.headers.accept)
    outgoing.writeHead(200, headersWithLength(contentType, answer.etag, answer.body.length)).end(answer.body)
    if (outgoing.writableLength > 0) cache.lend(answer) // the client is slow to take it, or others come before it
  }
}

/** What decides the answer beside the model, as one text; undefined where it must be asked of the app. */
export function cacheKeyOf(incoming: IncomingMessage): string | undefined {
  const { method, url, headers } = incoming
  if (method !== 'GET' || headers['if-none-match'] !== undefined || !hasPlainHost(incoming)) return undefined
  return PREFIX[contentTypeFor(headers.accept)] + url
}

/** A target never begins with a letter and a blank. */
const PREFIX: { readonly [T in ContentType]: string } = {
  'application/json': '',
  'application/msgpack': 'm ',
}

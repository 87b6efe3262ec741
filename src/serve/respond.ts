import { pack } from 'msgpackr/pack'
import type { Answered } from './answers.ts'
import type { Finished } from './cache/entry.ts'
import { hashOf } from './hash.ts'
import type { ServedModel } from './model.ts'
import { PUBLIC, type Reply, replyWith } from './reply.ts'

const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600'

/** The parts of a request that decide how an answer is sent. */
export type Asked = {
  /** Path and query as the client sent them. */
  readonly target: string
  readonly accept: string | undefined
  readonly ifNoneMatch: string | undefined
}

/** The rendered answer as JSON or MessagePack, or 304 where the client has it already. */
export function replyFromModel(
  model: ServedModel,
  { target, accept, ifNoneMatch }: Asked,
  locale: string,
  render: () => Answered,
  offer: (answer: Finished) => void,
): Reply {
  const contentType = contentTypeFor(accept)
  const etag = entityTag(model, target, locale, contentType)
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, etag)) {
    return { status: 304, headers: headersOf(contentType, etag), body: null }
  }
  const { json, source } = render()
  const body = inForm(contentType, json)
  offer({ body, etag, source })
  return { status: 200, headers: headersWithLength(contentType, etag, body.length), body }
}

/** The answer to a POST, which no cache keeps. */
export function replyToPost(accept: string | undefined, { json }: Answered): Reply {
  const contentType = contentTypeFor(accept)
  return replyWith(200, inForm(contentType, json), {
    'content-type': contentType,
    'cache-control': 'no-store',
  })
}

/** MessagePack is for machines behind the shop, not for its pages: reading the JSON back keeps one renderer for both. */
function inForm(contentType: ContentType, json: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return contentType === 'application/json'
    ? json
    : (pack(JSON.parse(json.toString())) as Uint8Array<ArrayBuffer>)
}

/** Of an answer with a body, or of one to HEAD. */
export function headersWithLength(contentType: ContentType, etag: string, numBytes: number) {
  const headers = headersOf(contentType, etag)
  headers['content-length'] = String(numBytes)
  return headers
}

/** One literal: two objects spread into a third take a microsecond. */
function headersOf(contentType: ContentType, etag: string): Record<string, string> {
  return {
    'content-type': contentType,
    'cache-control': CACHE_CONTROL,
    etag,
    vary: 'accept',
    'access-control-allow-origin': PUBLIC['access-control-allow-origin'],
    'timing-allow-origin': PUBLIC['timing-allow-origin'],
    'x-content-type-options': PUBLIC['x-content-type-options'],
  }
}

/** A strong tag: model, target (its hash), language and form decide every byte of the body. */
function entityTag(model: ServedModel, target: string, locale: string, contentType: ContentType): string {
  const kind = contentType === 'application/json' ? 'json' : 'msgpack'
  return `"${model.tag}.${locale}.${kind}.${hashOf(target).toString(36)}"`
}

/** Whether an If-None-Match header names the tag. Weak comparison, as RFC 9110 §13.1.2 has it. */
function matches(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch
    .split(',')
    .map(tag => tag.trim())
    .some(tag => tag === '*' || tag.replace(/^W\//, '') === etag)
}

/** The media type, by its registered name and those from before. */
export const MESSAGE_PACK = /^application\/(?:vnd\.|x-)?msgpack$/

export type ContentType = 'application/json' | 'application/msgpack'

export function contentTypeFor(accept: string | undefined): ContentType {
  return prefersMessagePack(accept) ? 'application/msgpack' : 'application/json'
}

/** Whether the Accept header ranks MessagePack above JSON; the first wins where both rank alike. */
function prefersMessagePack(accept: string | undefined): boolean {
  if (!accept?.includes('msgpack')) return false
  let best = { isMessagePack: false, quality: 0 }
  for (const range of accept.split(',')) {
    const [type, ...parameters] = range.split(';').map(part => part.trim().toLowerCase())
    const isMessagePack = MESSAGE_PACK.test(type!)
    if (!isMessagePack && type !== 'application/json') continue
    const quality = Number(parameters.find(p => p.startsWith('q='))?.slice(2) ?? 1)
    if (quality > best.quality) best = { isMessagePack, quality }
  }
  return best.isMessagePack
}

import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Problem } from './problems.ts'
import { PUBLIC } from './reply.ts'

/*
 * Requests that the app never sees: too large, too slow, too many, or no HTTP. They are answered with problem documents
 * that are written once, because refusing has to be cheap.
 */

export type Refusal = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

function refusal(
  status: number,
  name: string,
  detail: string,
  headers: Readonly<Record<string, string>> = { connection: 'close' },
): Refusal {
  const title = STATUS_CODES[status]!
  const body = JSON.stringify({ type: `urn:issho:problem:${name}`, title, status, detail } satisfies Problem)
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      ...headers,
      ...PUBLIC,
    },
    body,
  }
}

export const MALFORMED = refusal(400, 'malformed', 'the request is no HTTP/1.1 request')
export const TOO_SLOW = refusal(408, 'too-slow', 'the request took too long to arrive')
export const HEADERS_TOO_LARGE = refusal(431, 'headers-too-large', 'the head of the request is too large')
export const OVERLOADED = refusal(503, 'overloaded', 'too many requests came at once; try again', {
  'retry-after': '1',
})

export function urlTooLong(maxBytes: number): Refusal {
  return refusal(414, 'url-too-long', `path and query of a request may have ${maxBytes} bytes`)
}

export function bodyTooLarge(maxBytes: number): Refusal {
  return refusal(
    413,
    'body-too-large',
    `a request may have a body of ${maxBytes} bytes, its length told before it`,
  )
}

export function refuse(outgoing: ServerResponse, { status, headers, body }: Refusal): void {
  outgoing.writeHead(status, headers).end(body)
}

/** The refusal as it goes over the wire where there is no request to answer. */
export function wireText({ status, headers, body }: Refusal): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}

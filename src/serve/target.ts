import type { IncomingMessage } from 'node:http'

/** Path and query as the client sent them; it may have put scheme and host before them. */
export function targetOf({ url }: IncomingMessage): string {
  return url!.startsWith('/') ? url! : url!.replace(/^https?:\/\/[^/?]*/i, '')
}

/** A host as every client writes it. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** Most requests come with the same. */
let lastPlain: string | undefined

/** Whether the Host header names a host beyond doubt; the app judges the others. */
export function hasPlainHost({ headers: { host } }: IncomingMessage): boolean {
  if (host === lastPlain) return host !== undefined
  if (host === undefined || !HOST.test(host)) return false
  lastPlain = host
  return true
}

/** An answer as node:http writes it. */
export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

/** What every answer of the service carries, so that any page may read it and nobody guesses its type. */
export const PUBLIC = {
  'access-control-allow-origin': '*',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
} as const

/** An answer with its length, which one to HEAD has, too: its body is left out by who sends it. */
export function replyWith(
  status: number,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Reply {
  return {
    status,
    headers: { ...headers, ...PUBLIC, 'content-length': String(Buffer.byteLength(body)) },
    body,
  }
}

/** For Hono. One plain headers object, nothing asynchronous: its adapter writes no other form without detours. */
export function responseOf({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers })
}

import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { traceparentOf } from './traceparent.ts'

/**
 * Makes an answer say how long it took (milliseconds, as Server-Timing has it) and which trace it belongs to. The time
 * is known when the head is written. It is of this one request, so that no cache may keep the answer.
 */
export function tellTiming(incoming: IncomingMessage, outgoing: ServerResponse, begunMs: number): void {
  const trace = traceparentOf(incoming)
  const writeHead = outgoing.writeHead
  outgoing.writeHead = (status: number, headers?: unknown) => {
    const ms = (performance.now() - begunMs).toFixed(3)
    const timing = `app;dur=${ms}${trace === undefined ? '' : `, traceparent;desc="${trace}"`}`
    return writeHead.call(outgoing, status, {
      ...(headers as OutgoingHttpHeaders),
      'cache-control': 'no-store',
      'server-timing': timing,
    })
  }
}

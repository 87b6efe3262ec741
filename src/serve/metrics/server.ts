import { createServer, type Server } from 'node:http'

/** A server for the monitoring alone, not listening yet: `GET /metrics` in the Prometheus text format. */
export function metricsServerOf(text: () => string): Server {
  return createServer((incoming, outgoing) => {
    if (incoming.url !== '/metrics' || incoming.method !== 'GET') {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('GET /metrics\n')
      return
    }
    outgoing
      .writeHead(200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
        'cache-control': 'no-store',
      })
      .end(text())
  })
}

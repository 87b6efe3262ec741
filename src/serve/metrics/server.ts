import { createServer, type Server } from 'node:http'
import type { Registry } from 'prom-client'

/** A server for the monitoring alone, not listening yet: `GET /metrics` in the Prometheus text format. */
export function metricsServerOf(registry: Registry): Server {
  return createServer(async (incoming, outgoing) => {
    if (incoming.url !== '/metrics' || incoming.method !== 'GET') {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('GET /metrics\n')
      return
    }
    const text = await registry.metrics()
    outgoing.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text)
  })
}

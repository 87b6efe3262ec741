import { createServer, type Server } from 'node:http'

type Told = { readonly text: string; readonly contentType: string }

/** A server for the monitoring alone, not listening yet: `GET /metrics` in the Prometheus text format. */
export function metricsServerOf(tell: () => Promise<Told>): Server {
  return createServer(async (incoming, outgoing) => {
    if (incoming.url !== '/metrics' || incoming.method !== 'GET') {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('GET /metrics\n')
      return
    }
    const { text, contentType } = await tell()
    outgoing.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text)
  })
}

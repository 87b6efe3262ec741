import { type Counted, registryOf } from './registry.ts'
import { metricsServerOf } from './server.ts'

/** The server that shows what is counted; text is made when it is asked for. */
export function createMetrics(counted: Counted) {
  const registry = registryOf(counted)
  const server = metricsServerOf(registry)
  return {
    server,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

import type { ServedModel } from '../model.ts'
import type { Counted } from './counted.ts'
import type { ModelTally } from './models.ts'
import { registryOf } from './registry.ts'
import { metricsServerOf } from './server.ts'

export type MetricsOptions = {
  /** Asks those who answer what they have counted. */
  readonly count: () => Promise<Counted>
  readonly models: ModelTally
  readonly current: () => ServedModel | undefined
}

/** The server that shows what is counted; those who count are asked, and text is made, when it is asked for. */
export function createMetrics({ count, models, current }: MetricsOptions) {
  let counted: Counted
  const registry = registryOf({ counted: () => counted, models, current })
  const server = metricsServerOf(async () => {
    counted = await count()
    return { text: await registry.metrics(), contentType: registry.contentType }
  })
  return {
    server,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

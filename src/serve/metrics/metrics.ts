import type { ServedModel } from '../model.ts'
import type { ModelTally } from './models.ts'
import { watchRuntime } from './runtime.ts'
import { metricsServerOf } from './server.ts'
import { sourcesText } from './sources.ts'
import type { Tally } from './tally.ts'

export type MetricsOptions = {
  readonly tally: Tally
  readonly models: ModelTally
  readonly current: () => ServedModel | undefined
}

/** The server that shows what is counted, and what it watches of the process. Text is made when it is asked for. */
export function createMetrics({ tally, models, current }: MetricsOptions) {
  const runtime = watchRuntime()
  const server = metricsServerOf(() =>
    [tally.text(), sourcesText(), models.text(current(), Date.now()), runtime.text()].join(''),
  )
  return {
    server,
    stop() {
      runtime.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { createApp } from './serve/app.ts'
import { guarded } from './serve/guard.ts'
import { LIMITS } from './serve/limits.ts'
import { createMetrics } from './serve/metrics/metrics.ts'
import { createModelTally } from './serve/metrics/models.ts'
import { createTally } from './serve/metrics/tally.ts'
import type { ServedModel } from './serve/model.ts'
import { watchModels } from './serve/reload.ts'
import { drain, listenerOf, serverOf } from './serve/server.ts'
import type { ServiceConfig } from './serve/service-config.ts'

/** Starts the service and resolves after the first look for a model; without one it answers 503 until one appears. */
export async function startService(config: ServiceConfig, log: Logger = pino()) {
  let model: ServedModel | undefined
  let stopped: Promise<void> | undefined
  const app = createApp({ current: () => model, isStopping: () => !!stopped, defaults: config, log })
  const { limits = LIMITS, accessLog = false } = config
  const tally = createTally()
  const models = createModelTally()
  const server = serverOf(guarded(listenerOf(app), { limits, tally, accessLog, log }), limits, tally, log)
  const url = await listen(server, config, '--host or --port')
  const metrics = config.metrics && createMetrics({ tally, models, current: () => model })
  const metricsUrl = metrics && (await listenToo(metrics.server, config.metrics!))
  const watch = await watchModels({
    ...config,
    log,
    onLoad(loaded) {
      model = loaded
      models.countLoad()
    },
    onRefuse: models.countRefusal,
  })
  log.info({ url, metricsUrl }, 'listening')

  function listenToo(other: Server, address: Address): Promise<string> {
    return listen(other, address, '--metrics-host or --metrics-port').catch(error => {
      server.close()
      throw error
    })
  }

  const stop = () => (stopped ??= end())
  async function end(): Promise<void> {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal) // a second signal ends the process at once
    watch.stop()
    await drain(server)
    metrics?.stop()
  }
  const onSignal = () => stop().then(() => process.exit(0))
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return { url, metricsUrl, stop }
}

type Address = { readonly host: string; readonly port: number }

async function listen(server: Server, { host, port }: Address, flags: string): Promise<string> {
  await once(server.listen(port, host), 'listening').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'another process listens there' : error.message
    throw new Error(`cannot listen on ${host}:${port}: ${why}; choose another ${flags}`)
  })
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name}:${(server.address() as AddressInfo).port}`
}

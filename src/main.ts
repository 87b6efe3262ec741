import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { createApp } from './serve/app.ts'
import type { ServedModel } from './serve/model.ts'
import { watchModels } from './serve/reload.ts'
import { drain, serverOf } from './serve/server.ts'
import type { ServiceConfig } from './serve/service-config.ts'

/** Starts the service and resolves after the first look for a model; without one it answers 503 until one appears. */
export async function startService(config: ServiceConfig, log: Logger = pino()) {
  let model: ServedModel | undefined
  let stopped: Promise<void> | undefined
  const app = createApp({ current: () => model, isStopping: () => !!stopped, defaults: config, log })
  const server = serverOf(app)
  const url = await listen(server, config)
  const watch = await watchModels({ ...config, log, onLoad: loaded => (model = loaded) })
  log.info({ url }, 'listening')

  const stop = () => (stopped ??= end())
  async function end(): Promise<void> {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal) // a second signal ends the process at once
    watch.stop()
    await drain(server)
  }
  const onSignal = () => stop().then(() => process.exit(0))
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return { url, stop }
}

async function listen(server: Server, { host, port }: ServiceConfig): Promise<string> {
  await once(server.listen(port, host), 'listening').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'another process listens there' : error.message
    throw new Error(`cannot listen on ${host}:${port}: ${why}; choose another --host or --port`)
  })
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name}:${(server.address() as AddressInfo).port}`
}

import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { createAdminApp } from './serve/admin/app.ts'
import { isLoopback } from './serve/admin/token.ts'
import { createAnswerCache } from './serve/answer-cache.ts'
import { createApp } from './serve/app.ts'
import { cached } from './serve/cached.ts'
import { guarded } from './serve/guard.ts'
import { LIMITS } from './serve/limits.ts'
import { openLiveFacts } from './serve/live/live-facts.ts'
import { createMetrics } from './serve/metrics/metrics.ts'
import { createModelTally } from './serve/metrics/models.ts'
import { createTally } from './serve/metrics/tally.ts'
import { watchModels } from './serve/reload.ts'
import { drain, listenerOf, serverOf } from './serve/server.ts'
import type { ServiceConfig } from './serve/service-config.ts'

/** Starts the service and resolves after the first look for a model; without one it answers 503 until one appears. */
export async function startService(config: ServiceConfig, log: Logger = pino()) {
  const { modelsDir, admin, overlay = join(modelsDir, 'overlay.log') } = config
  if (admin) refuseOpenDoor(admin)
  let stopped: Promise<void> | undefined
  const { limits = LIMITS, accessLog = false } = config
  const facts = await openLiveFacts({ path: overlay, log })
  const tally = createTally()
  const models = createModelTally()
  const cache = createAnswerCache(limits.maxCacheBytes)
  const app = createApp({ current: facts.current, isStopping: () => !!stopped, defaults: config, log, cache })
  const listener = cached(listenerOf(app), { cache, currentTag: () => facts.current()?.tag, tally })
  const server = serverOf(guarded(listener, { limits, tally, accessLog, log }), limits, tally, log)
  const adminApp = admin && createAdminApp({ facts, token: admin.token, log })
  const adminServer = adminApp && serverOf(listenerOf(adminApp), limits, tally, log)
  const metrics = config.metrics && createMetrics({ tally, models, cache, current: facts.current })

  const open: Server[] = []
  async function openDoor(door: Server | undefined, address: Address | undefined, flags: string) {
    if (!door || !address) return undefined
    try {
      const url = await listen(door, address, flags)
      open.push(door)
      return url
    } catch (error) {
      for (const other of open) other.close() // else the process would live on for them
      throw error
    }
  }
  const adminUrl = await openDoor(adminServer, admin, '--admin-host or --admin-port')
  const metricsUrl = await openDoor(metrics?.server, config.metrics, '--metrics-host or --metrics-port')
  const url = (await openDoor(server, config, '--host or --port'))!
  const watch = await watchModels({
    ...config,
    log,
    onLoad(model) {
      facts.take(model)
      models.countLoad()
    },
    onRefuse: models.countRefusal,
  })
  log.info({ url, adminUrl, metricsUrl }, 'listening')

  const stop = () => (stopped ??= end())
  async function end(): Promise<void> {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal) // a second signal ends the process at once
    watch.stop()
    await Promise.all([drain(server), adminServer && drain(adminServer)])
    metrics?.stop()
    await facts.close()
  }
  const onSignal = () => stop().then(() => process.exit(0))
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return { url, adminUrl, metricsUrl, stop }
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

function refuseOpenDoor({ host, token }: NonNullable<ServiceConfig['admin']>): void {
  if (token !== undefined || isLoopback(host)) return
  throw new Error(
    `the admin port on ${host} can be reached from other machines and has no token; ` +
      'set ISSHO_ADMIN_TOKEN, or leave --admin-host at 127.0.0.1',
  )
}

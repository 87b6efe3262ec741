import type { Server } from 'node:http'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { createAdminApp } from './serve/admin/app.ts'
import { isLoopback } from './serve/admin/token.ts'
import { growFreely } from './serve/heap.ts'
import { LIMITS } from './serve/limits.ts'
import { type Address, listen } from './serve/listen.ts'
import { openLiveFacts } from './serve/live/live-facts.ts'
import { type Reader, readerFor } from './serve/loading/reader.ts'
import { NOTHING_COUNTED } from './serve/metrics/counted.ts'
import { createModelTally } from './serve/metrics/models.ts'
import { createTally } from './serve/metrics/tally.ts'
import { freeOldModels } from './serve/old-models.ts'
import { watchModels } from './serve/reload.ts'
import { drain, listenerOf, serverOf } from './serve/server.ts'
import type { ServiceConfig } from './serve/service-config.ts'
import { openAlone, type Shopfront } from './serve/shopfront.ts'
import { startPool } from './serve/workers/pool.ts'

/**
 * Starts the service and resolves after the first look for a model; without one it answers 503 until one appears. The
 * reader may have begun before.
 */
export async function startService(
  config: ServiceConfig,
  log: Logger = pino(),
  reader: Reader = readerFor(config.modelsDir),
) {
  const { modelsDir, admin, workers = 1, limits = LIMITS, overlay = join(modelsDir, 'overlay.log') } = config
  if (admin) refuseOpenDoor(admin)
  growFreely()
  let shopfront: Shopfront | undefined
  const facts = await openLiveFacts({
    path: overlay,
    log,
    spread: async batches => shopfront?.apply(batches),
  })
  const models = createModelTally()
  const adminApp = admin && createAdminApp({ facts, token: admin.token, log })
  const adminServer = adminApp && serverOf(listenerOf(adminApp), limits, createTally(), log)
  const metrics =
    config.metrics &&
    (await import('./serve/metrics/metrics.ts')).createMetrics({
      count: async () => (await shopfront?.count()) ?? NOTHING_COUNTED,
      models,
      current: facts.current,
    })

  const open: Server[] = []
  async function openDoor(door: Server | undefined, address: Address | undefined, flags: string) {
    if (!door || !address) return undefined
    const url = await listen(door, address, { flags })
    open.push(door)
    return url
  }
  async function openAll() {
    const adminUrl = await openDoor(adminServer, admin, '--admin-host or --admin-port')
    const metricsUrl = await openDoor(metrics?.server, config.metrics, '--metrics-host or --metrics-port')
    if (workers > 1) {
      const pool = await startPool({ config, numWorkers: workers, snapshot: facts.snapshot, log })
      return { adminUrl, metricsUrl, shopfront: pool }
    }
    const alone = await openAlone(config, { config, current: facts.current, log })
    return { adminUrl, metricsUrl, shopfront: alone }
  }
  const doors = await openAll().catch(error => {
    for (const door of open) door.close() // else the process would live on for them
    throw error
  })
  shopfront = doors.shopfront
  const { adminUrl, metricsUrl } = doors
  const { url } = shopfront

  const watch = await watchModels({
    ...config,
    read: reader.read,
    log,
    async onLoad(model) {
      facts.take(model)
      freeOldModels()
      models.countLoad()
      await doors.shopfront.take()
    },
    onRefuse: models.countRefusal,
  })
  log.info({ url, adminUrl, metricsUrl }, 'listening')

  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= end())
  async function end(): Promise<void> {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal) // a second signal ends the process at once
    watch.stop()
    await Promise.all([doors.shopfront.drain(), adminServer && drain(adminServer)])
    metrics?.stop()
    await facts.close()
  }
  const onSignal = () => stop().then(() => process.exit(0))
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return { url, adminUrl, metricsUrl, stop }
}

function refuseOpenDoor({ host, token }: NonNullable<ServiceConfig['admin']>): void {
  if (token !== undefined || isLoopback(host)) return
  throw new Error(
    `the admin port on ${host} can be reached from other machines and has no token; ` +
      'set ISSHO_ADMIN_TOKEN, or leave --admin-host at 127.0.0.1',
  )
}

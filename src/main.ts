import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { createAdminApp } from './serve/admin/app.ts'
import { isLoopback } from './serve/admin/token.ts'
import { createApp } from './serve/app.ts'
import { openLiveFacts } from './serve/live/live-facts.ts'
import { watchModels } from './serve/reload.ts'
import { drain, serverOf } from './serve/server.ts'
import type { ServiceConfig } from './serve/service-config.ts'

/** Starts the service and resolves after the first look for a model; without one it answers 503 until one appears. */
export async function startService(config: ServiceConfig, log: Logger = pino()) {
  const { modelsDir, admin, overlay = join(modelsDir, 'overlay.log') } = config
  if (admin) refuseOpenDoor(admin)
  let stopped: Promise<void> | undefined
  const facts = await openLiveFacts({ path: overlay, log })
  const app = createApp({ current: facts.current, isStopping: () => !!stopped, defaults: config, log })
  const server = serverOf(app)
  const adminServer = admin && serverOf(createAdminApp({ facts, token: admin.token, log }))
  const adminUrl = adminServer && (await listen(adminServer, admin, '--admin-host or --admin-port'))
  const url = await listen(server, config, '--host or --port').catch(error => {
    adminServer?.close() // else the process would live on for it
    throw error
  })
  const watch = await watchModels({ ...config, log, onLoad: facts.take })
  log.info({ url, adminUrl }, 'listening')

  const stop = () => (stopped ??= end())
  async function end(): Promise<void> {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal) // a second signal ends the process at once
    watch.stop()
    await Promise.all([drain(server), adminServer && drain(adminServer)])
    await facts.close()
  }
  const onSignal = () => stop().then(() => process.exit(0))
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return { url, adminUrl, stop }
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

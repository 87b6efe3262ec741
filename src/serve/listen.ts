import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Address = { readonly host: string; readonly port: number }

export type ListenOptions = {
  /** The settings that name the address, for the message where it is taken. */
  readonly flags: string
  /** Whether others listen there, too, and share what comes. */
  readonly reusePort?: boolean
}

/** Listens there and returns the URL; port 0 takes a free one. */
export async function listen(
  server: Server,
  { host, port }: Address,
  { flags, reusePort = false }: ListenOptions,
): Promise<string> {
  const listening = once(server.listen({ host, port, reusePort }), 'listening')
  await listening.catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'another process listens there' : error.message
    throw new Error(`cannot listen on ${host}:${port}: ${why}; choose another ${flags}`)
  })
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name}:${(server.address() as AddressInfo).port}`
}

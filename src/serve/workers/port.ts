import { createServer } from 'node:http'
import { type Address, listen } from '../listen.ts'

const FLAGS = '--host or --port'

export type Shared = {
  readonly url: string
  /** The address with the port that was found free. */
  readonly address: Address
  /** Whether several can listen on it by themselves, which threads need. */
  readonly byThemselves: boolean
}

/**
 * Finds out how an address can be shared, by trying: Node before 22.12 ignores the wish, some systems refuse it. Throws
 * where somebody listens there already; later nobody would notice, for who shares a port is not told of others.
 */
export async function sharedPort(address: Address): Promise<Shared> {
  const alone = createServer()
  const url = await listen(alone, address, { flags: FLAGS })
  await closed(alone)
  const found = { host: address.host, port: Number(new URL(url).port) }
  const [one, other] = [createServer(), createServer()]
  try {
    await listen(one, found, { flags: FLAGS, reusePort: true })
    await listen(other, found, { flags: FLAGS, reusePort: true })
    return { url, address: found, byThemselves: true }
  } catch {
    return { url, address: found, byThemselves: false }
  } finally {
    await Promise.all([closed(one), closed(other)])
  }
}

function closed(server: ReturnType<typeof createServer>): Promise<unknown> {
  return new Promise(resolve => server.close(resolve))
}

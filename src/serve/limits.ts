import { totalmem } from 'node:os'

/** What the service takes from a client, how much at once, and what it keeps of it. */
export type Limits = {
  /** Of the request target: path and query. */
  readonly maxUrlBytes: number
  /** Of the head of a request, its target included. */
  readonly maxHeaderBytes: number
  readonly maxBodyBytes: number
  /** From the first byte of a request, or from the start of a connection, to the end of its head. */
  readonly headersTimeoutMs: number
  /** The same to the end of its body. */
  readonly requestTimeoutMs: number
  /** How long a connection may be idle between two requests. */
  readonly keepAliveTimeoutMs: number
  readonly maxConnections: number
  /** Work of one turn of the event loop beyond which requests are shed; 0 sheds none. */
  readonly maxTurnMs: number
  /** Finished answers that are kept, by all workers together; 0 keeps none. */
  readonly maxCacheBytes: number
}

/** The answers about 100,000 items take 420 MB; at half of that one in twelve is made anew. */
const MAX_DEFAULT_CACHE_BYTES = 512 * 2 ** 20
const CACHE_SHARE = 1 / 16

/**
 * Headers hold an id and a list of ids to exclude, no cookies. Load balancers keep idle connections for up to 60 s; a
 * server that closes them sooner resets requests in flight.
 */
export const LIMITS: Limits = {
  maxUrlBytes: 8192,
  maxHeaderBytes: 16_384,
  maxBodyBytes: 65_536,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  maxConnections: 16_384,
  maxTurnMs: 50,
  maxCacheBytes: Math.min(CACHE_SHARE * memoryBytes(), MAX_DEFAULT_CACHE_BYTES),
}

/** What this process may use: of the machine, or of a container's limit. */
function memoryBytes(): number {
  const limit = process.constrainedMemory() // undefined, 0 or a huge number where there is none
  return Math.min(totalmem(), limit || Number.POSITIVE_INFINITY)
}

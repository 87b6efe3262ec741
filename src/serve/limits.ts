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
  /** Finished answers that are kept; 0 keeps none. */
  readonly maxCacheBytes: number
}

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
  maxCacheBytes: 64 * 2 ** 20,
}

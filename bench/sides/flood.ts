import { connect, type Socket } from 'node:net'
import { answerAll } from '../child.ts'

export type Flood = {
  readonly url: string
  /** What is asked, in turn. */
  readonly paths: readonly string[]
  readonly accept: string
  readonly perSecond: number
  readonly seconds: number
  /** Most connections; a request that finds none free waits, and its waiting counts. */
  readonly connections: number
}

export type Flooded = {
  /** Milliseconds from the time at which a request should have been sent, ascending. */
  readonly acceptedMs: readonly number[]
  readonly shedMs: readonly number[]
  /** Requests that should have been sent and got no answer before the end. */
  readonly unanswered: number
  readonly failures: number
}

type Connection = { readonly socket: Socket; dueMs: number; rest: Buffer }

const EMPTY = Buffer.alloc(0)

/** Sends at a fixed rate whatever comes back (an open loop), each request on a connection with no other in flight. */
async function flood({ url, paths, accept, perSecond, seconds, connections }: Flood): Promise<Flooded> {
  const { hostname, port } = new URL(url)
  const requests = paths.map(path =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nHost: bench\r\nAccept: ${accept}\r\n\r\n`),
  )
  const acceptedMs: number[] = []
  const shedMs: number[] = []
  let failures = 0
  const idle: Connection[] = []
  const all: Connection[] = []
  for (let i = 0; i < connections; i++) {
    const connection: Connection = { socket: connect(Number(port), hostname), dueMs: 0, rest: EMPTY }
    const { socket } = connection
    socket.setNoDelay(true)
    await new Promise(resolve => socket.once('connect', resolve))
    socket.on('data', chunk => receive(connection, chunk))
    socket.on('error', () => failures++)
    idle.push(connection)
    all.push(connection)
  }

  function receive(connection: Connection, chunk: Buffer): void {
    const bytes = connection.rest.length === 0 ? chunk : Buffer.concat([connection.rest, chunk])
    const headEnd = bytes.indexOf('\r\n\r\n')
    const head = headEnd === -1 ? '' : bytes.toString('latin1', 0, headEnd)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    if (!(bytes.length >= headEnd + 4 + length)) {
      connection.rest = bytes
      return
    }
    connection.rest = EMPTY
    const tookMs = performance.now() - connection.dueMs
    if (head.startsWith('HTTP/1.1 200 ')) acceptedMs.push(tookMs)
    else if (head.startsWith('HTTP/1.1 503 ')) shedMs.push(tookMs)
    else failures++
    idle.push(connection)
  }

  const numDue = Math.round(perSecond * seconds)
  const begunMs = performance.now()
  let sent = 0
  await new Promise<void>(resolve => {
    const step = () => {
      const nowMs = performance.now() - begunMs
      const due = Math.min(numDue, Math.floor((nowMs / 1000) * perSecond))
      while (sent < due && idle.length > 0) {
        const connection = idle.pop()!
        connection.dueMs = begunMs + (sent * 1000) / perSecond
        connection.socket.write(requests[sent % requests.length]!)
        sent++
      }
      if (nowMs < seconds * 1000) setImmediate(step)
      else resolve()
    }
    step()
  })
  for (const { socket } of all) socket.destroy()
  const ascending = (values: number[]) => values.sort((a, b) => a - b)
  return {
    acceptedMs: ascending(acceptedMs),
    shedMs: ascending(shedMs),
    unanswered: numDue - acceptedMs.length - shedMs.length - failures,
    failures,
  }
}

answerAll({ flood })

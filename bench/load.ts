import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as oneTurn, setTimeout as sleep } from 'node:timers/promises'
import { build, type Histogram } from 'hdr-histogram-js'

/** How often, and on how many connections. Each has at most one request in flight. */
export type Pace = {
  readonly connections: number
  readonly seconds: number
  /**
   * Open loop: so many requests are due each second, whatever comes back; one that finds no connection free waits, and its
   * waiting counts. Absent: a closed loop, every connection always has a request in flight.
   */
  readonly perSecond?: number | undefined
  /** Of an open loop: for so long it runs before anything counts, as both ends begin slowly. */
  readonly leadSeconds?: number
  /** How long to wait at the end for what is due and not answered; 1000 where absent. */
  readonly graceMs?: number
}

export type Asking<R> = {
  readonly url: string
  /** What to ask next. */
  readonly next: () => R
  /** The whole of it as it goes over the wire, Latin-1. */
  readonly textOf: (request: R) => string
  /** Whether an answer with status 200 is a right one. */
  readonly isRight: (request: R, body: Buffer) => boolean
  /** Hears of every answer with status 200: when the request was due and when its answer was there. */
  readonly onAnswer?: (request: R, dueMs: number, answeredMs: number) => void
}

/** In µs. */
export type Latencies = {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

export type Loaded = {
  readonly seconds: number
  /** From the time at which a request was due. Status 200. */
  readonly answered: Latencies
  /** The same of status 503. */
  readonly shed: Latencies
  /** Due and not answered at the end. */
  readonly unanswered: number
  /** Other answers and broken connections. */
  readonly failures: number
  readonly wrong: number
}

/** Requests without a right answer. */
export function numBad({ shed, unanswered, failures, wrong }: Loaded): number {
  return shed.count + unanswered + failures + wrong
}

type Answer = { readonly status: number; readonly body: Buffer }

type Connection<R> = {
  readonly socket: Socket
  request: R | undefined
  dueMs: number
  /** Of an answer that is not there whole. */
  begun: Buffer
}

const EMPTY = Buffer.alloc(0)
const HEAD = /^HTTP\/1\.1 (\d{3}) .*\r\ncontent-length: (\d+)/is
const READ_BYTES = 65_536
/** A connection is open before the server has taken it up: hundreds of them keep it busy for a while. */
const SETTLE_MS = 250

/**
 * Loads a server whose answers have a content-length. A connection that the server closes is opened anew; the request in
 * flight on it has failed.
 */
export async function load<R>(
  asking: Asking<R>,
  { connections, seconds, perSecond, leadSeconds = 0, graceMs = 1000 }: Pace,
): Promise<Loaded> {
  const { url, next, textOf, isRight, onAnswer } = asking
  const answered = createHistogram()
  const shed = createHistogram()
  let numLed = 0
  let failures = 0
  let wrong = 0
  let numSent = 0
  let numInFlight = 0
  let hasBegun = false
  let countedMs = 0
  let isOver = false
  const all = new Set<Connection<R>>()
  /** The last to come is the first to be used again: no more are in use than are needed. */
  let idle: Connection<R>[] = []
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES) // for all: what is read is looked at before anything else is read

  async function open(): Promise<void> {
    const { hostname, port } = new URL(url)
    const callback = (numBytes: number) => {
      const answer = answerIn(connection, buffer.subarray(0, numBytes))
      if (answer !== undefined) receive(connection, answer)
      return true
    }
    const socket = connect({
      port: Number(port),
      host: hostname,
      noDelay: true,
      onread: { buffer, callback },
    })
    const connection: Connection<R> = { socket, request: undefined, dueMs: 0, begun: EMPTY }
    socket.on('error', () => {}) // and "close" after it
    socket.on('close', () => lose(connection))
    all.add(connection)
    await once(socket, 'connect')
    rest(connection)
  }

  /** Idle in an open loop; in a closed one it is never, but before the first and after the last request. */
  function rest(connection: Connection<R>): void {
    if (perSecond === undefined && hasBegun && !isOver) send(connection, performance.now())
    else idle.push(connection)
  }

  function send(connection: Connection<R>, dueMs: number): void {
    const request = next()
    connection.request = request
    connection.dueMs = dueMs
    numSent++
    numInFlight++
    connection.socket.write(textOf(request), 'latin1')
  }

  function receive(connection: Connection<R>, answer: Answer): void {
    const nowMs = performance.now()
    const { request, dueMs } = connection
    if (request === undefined) return // 408 on an idle one, which the server closes
    connection.request = undefined
    numInFlight--
    if (dueMs < countedMs) numLed++
    else if (answer.status === 200) {
      answered.recordValue(Math.round((nowMs - dueMs) * 1000))
      onAnswer?.(request, dueMs, nowMs)
      if (!isRight(request, answer.body)) wrong++
    } else if (answer.status === 503) shed.recordValue(Math.round((nowMs - dueMs) * 1000))
    else failures++
    rest(connection)
  }

  function lose(connection: Connection<R>): void {
    all.delete(connection)
    if (connection.request !== undefined) {
      numInFlight--
      failures++
    } else idle = idle.filter(other => other !== connection)
    if (!isOver) open().catch(() => {}) // "close" comes after it, and it is opened anew
  }

  for (let i = 0; i < connections; i++) await open()
  await sleep(SETTLE_MS)
  hasBegun = true
  const begunMs = performance.now()
  countedMs = begunMs + leadSeconds * 1000
  const endMs = countedMs + seconds * 1000
  const numDue = perSecond === undefined ? 0 : Math.round(perSecond * (leadSeconds + seconds))
  if (perSecond === undefined) {
    for (const connection of idle.splice(0)) send(connection, performance.now())
    await sleep(seconds * 1000)
  } else {
    for (let nowMs = begunMs; nowMs < endMs || (numSent < numDue && nowMs < endMs + graceMs); ) {
      const due = Math.min(numDue, 1 + Math.floor(((nowMs - begunMs) / 1000) * perSecond))
      while (numSent < due && idle.length > 0) send(idle.pop()!, begunMs + (numSent * 1000) / perSecond)
      await oneTurn() // a timer would be late by a millisecond
      nowMs = performance.now()
    }
  }
  isOver = true
  while (numInFlight > 0 && performance.now() < endMs + graceMs) await oneTurn()
  const tookMs = performance.now() - countedMs
  for (const { socket } of all) socket.removeAllListeners('close').destroy()
  return {
    seconds: tookMs / 1000,
    answered: latenciesOf(answered),
    shed: latenciesOf(shed),
    unanswered:
      (perSecond === undefined ? numSent : numDue) -
      numLed -
      answered.totalCount -
      shed.totalCount -
      failures,
    failures,
    wrong,
  }
}

/** The answer, once it is there whole. It is valid until the next read. */
function answerIn<R>(connection: Connection<R>, chunk: Buffer): Answer | undefined {
  const bytes = connection.begun.length === 0 ? chunk : Buffer.concat([connection.begun, chunk])
  const headEnd = bytes.indexOf('\r\n\r\n')
  const head = headEnd === -1 ? '' : bytes.toString('latin1', 0, headEnd)
  const [, status, length] = HEAD.exec(head) ?? []
  const bodyEnd = headEnd + 4 + Number(length)
  if (!(bytes.length >= bodyEnd)) {
    connection.begun = Buffer.from(bytes)
    return undefined
  }
  connection.begun = EMPTY
  return { status: Number(status), body: bytes.subarray(headEnd + 4, bodyEnd) }
}

function createHistogram(): Histogram {
  return build({ highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 })
}

function latenciesOf(histogram: Histogram): Latencies {
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile)
  return { count: histogram.totalCount, p50: at(50), p99: at(99), p999: at(99.9), max: histogram.maxValue }
}

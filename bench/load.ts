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
const GRACE_MS = 1000

/**
 * Loads a server whose answers have a content-length. What is due and not answered at the end is waited for, a
 * second at the most.
 */
export async function load<R>(asking: Asking<R>, { connections, seconds, perSecond }: Pace): Promise<Loaded> {
  const { url, next, textOf, isRight, onAnswer } = asking
  const answered = createHistogram()
  const shed = createHistogram()
  let failures = 0
  let wrong = 0
  let numSent = 0
  let numInFlight = 0
  let isOver = false
  const all = await openConnections<R>(url, connections, receive, lose)
  const idle = [...all]

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
    connection.request = undefined
    numInFlight--
    if (answer.status === 200) {
      answered.recordValue(Math.round((nowMs - dueMs) * 1000))
      onAnswer?.(request!, dueMs, nowMs)
      if (!isRight(request!, answer.body)) wrong++
    } else if (answer.status === 503) shed.recordValue(Math.round((nowMs - dueMs) * 1000))
    else failures++
    if (perSecond === undefined && !isOver) send(connection, performance.now())
    else idle.push(connection)
  }

  function lose(connection: Connection<R>): void {
    if (connection.request === undefined) return
    numInFlight--
    failures++
  }

  const begunMs = performance.now()
  const endMs = begunMs + seconds * 1000
  const numDue = perSecond === undefined ? 0 : Math.round(perSecond * seconds)
  if (perSecond === undefined) {
    for (const connection of idle.splice(0)) send(connection, performance.now())
    await sleep(seconds * 1000)
  } else {
    for (let nowMs = begunMs; nowMs < endMs || (numSent < numDue && nowMs < endMs + GRACE_MS); ) {
      const due = Math.min(numDue, 1 + Math.floor(((nowMs - begunMs) / 1000) * perSecond))
      while (numSent < due && idle.length > 0) send(idle.pop()!, begunMs + (numSent * 1000) / perSecond)
      await oneTurn() // a timer would be late by a millisecond
      nowMs = performance.now()
    }
  }
  isOver = true
  while (numInFlight > 0 && performance.now() < endMs + GRACE_MS) await oneTurn()
  const tookMs = performance.now() - begunMs
  for (const { socket } of all) socket.removeAllListeners('close').destroy()
  return {
    seconds: tookMs / 1000,
    answered: latenciesOf(answered),
    shed: latenciesOf(shed),
    unanswered:
      (perSecond === undefined ? numSent : numDue) - answered.totalCount - shed.totalCount - failures,
    failures,
    wrong,
  }
}

async function openConnections<R>(
  url: string,
  num: number,
  onAnswer: (connection: Connection<R>, answer: Answer) => void,
  onLoss: (connection: Connection<R>) => void,
): Promise<Connection<R>[]> {
  const { hostname, port } = new URL(url)
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES) // for all: what is read is looked at before anything else is read
  const connections: Connection<R>[] = []
  for (let i = 0; i < num; i++) {
    const callback = (numBytes: number) => {
      const answer = answerIn(connection, buffer.subarray(0, numBytes))
      if (answer !== undefined) onAnswer(connection, answer)
      return true
    }
    const socket = connect({
      port: Number(port),
      host: hostname,
      noDelay: true,
      onread: { buffer, callback },
    })
    const connection: Connection<R> = { socket, request: undefined, dueMs: 0, begun: EMPTY }
    await once(socket, 'connect')
    socket.on('error', () => {}) // and "close" after it
    socket.on('close', () => onLoss(connection))
    connections.push(connection)
  }
  return connections
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

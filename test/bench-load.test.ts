import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Asking, load } from '../bench/load.ts'
import { percentile } from '../bench/stats.ts'

const stops: (() => unknown)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function listening(listener: RequestListener, onOpen = (_: Socket) => {}): Promise<string> {
  const server = createServer(listener).on('connection', onOpen)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  stops.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Asks for /0, /1, /2 … and notes when each was due and answered. */
function numbered(url: string) {
  const dueMs: number[] = []
  const answeredMs: number[] = []
  let numAsked = 0
  const asking: Asking<number> = {
    url,
    next: () => numAsked++,
    textOf: number => `GET /${number} HTTP/1.1\r\nHost: test\r\n\r\n`,
    isRight: (number, body) => body.toString() === `answer ${number}`,
    onAnswer(number, due, answered) {
      dueMs[number] = due
      answeredMs[number] = answered
    },
  }
  return { asking, dueMs, answeredMs }
}

const numberIn = (url: string | undefined) => Number(url!.slice(1))

describe('the load generator', () => {
  it.each([4, 400])(
    'shows what was due in a stall as stalled, no more and no less: %i connections',
    async connections => {
      const perSecond = 1000
      const stallMs = 100
      let beginMs = Number.POSITIVE_INFINITY
      let endMs = Number.POSITIVE_INFINITY
      const arrivedMs: number[] = []
      const held: (() => void)[] = []
      const url = await listening((request, response) => {
        const number = numberIn(request.url)
        arrivedMs[number] = performance.now()
        const answer = () => response.end(`answer ${number}`)
        if (number === 200) {
          beginMs = arrivedMs[number]
          setTimeout(goOn, stallMs)
        }
        if (arrivedMs[number] >= beginMs && endMs === Number.POSITIVE_INFINITY) held.push(answer)
        else answer()
      })
      const { asking, dueMs, answeredMs } = numbered(url)
      /** Not before the client has read what was answered before the stall, however slow the machine. */
      function goOn() {
        if (arrivedMs.some((arrived, n) => arrived < beginMs && answeredMs[n] === undefined)) {
          setTimeout(goOn, 1)
          return
        }
        endMs = performance.now()
        for (const answer of held) answer()
      }

      const result = await load(asking, { connections, seconds: 1, perSecond, graceMs: 60_000 })
      expect(result).toMatchObject({ unanswered: 0, failures: 0, wrong: 0, answered: { count: perSecond } })
      const numbers = dueMs.map((_, n) => n)
      for (const n of numbers) expect(dueMs[n]).toBeCloseTo(dueMs[0]! + (n * 1000) / perSecond, 6)

      // As the client saw it, by when a request was due, and as the server did.
      const stalled = numbers.filter(n => dueMs[n]! < endMs && answeredMs[n]! >= endMs)
      const keptWaiting = numbers.filter(n => dueMs[n]! < endMs && arrivedMs[n]! >= beginMs)
      expect(stalled).toEqual(keptWaiting)
      const dueInStall = numbers.filter(n => dueMs[n]! >= beginMs && dueMs[n]! < endMs)
      expect(dueInStall.length).toBeGreaterThanOrEqual((perSecond * stallMs) / 1000 - 1)
      expect(stalled).toEqual(expect.arrayContaining(dueInStall))
      for (const n of stalled) expect(answeredMs[n]).toBeGreaterThanOrEqual(endMs)
      // A client that waits for its answers would have shown no more than one for each connection.
      expect(held.length).toBeLessThanOrEqual(connections)

      const tookUs = numbers.map(n => (answeredMs[n]! - dueMs[n]!) * 1000).sort((a, b) => a - b)
      const { p50, p99, p999, max } = result.answered
      for (const [got, share] of [
        [p50, 0.5],
        [p99, 0.99],
        [p999, 0.999],
        [max, 1],
      ] as const) {
        const exact = percentile(tookUs, share)
        expect(Math.abs(got - exact)).toBeLessThanOrEqual(1 + exact / 1000)
      }
    },
  )

  it('keeps one request in flight on every connection where no rate is given', async () => {
    const waiting: (() => void)[] = []
    let most = 0
    const url = await listening((request, response) => {
      most = Math.max(
        most,
        waiting.push(() => response.end(`answer ${numberIn(request.url)}`)),
      )
      if (waiting.length === 7) for (const answer of waiting.splice(0)) answer()
    })
    const { asking, answeredMs } = numbered(url)
    const result = await load(asking, { connections: 7, seconds: 0.2 })
    expect(most).toBe(7)
    expect(result).toMatchObject({ failures: 0, wrong: 0 })
    expect(result.answered.count).toBe(answeredMs.length)
    expect(result.unanswered).toBe(waiting.length)
  })

  it('reads answers that come in pieces', async () => {
    const url = await listening((request, response) => {
      const text = `answer ${numberIn(request.url)}`
      response.writeHead(200, { 'content-length': text.length }).write(text.slice(0, 3))
      setImmediate(() => response.end(text.slice(3)))
    })
    const pace = { connections: 2, seconds: 0.1, perSecond: 200, graceMs: 60_000 }
    const result = await load(numbered(url).asking, pace)
    expect(result).toMatchObject({ answered: { count: 20 }, unanswered: 0, failures: 0, wrong: 0 })
  })

  it('tells apart what is shed, failed, wrong and never answered', async () => {
    const url = await listening((request, response) => {
      const number = numberIn(request.url)
      if (number < 2) response.statusCode = number === 0 ? 503 : 404
      if (number < 2) response.end('none')
      else if (number === 2) response.end('answer 3')
      else if (number === 3) request.socket.destroy()
      else if (number > 4) response.end(`answer ${number}`)
    })
    const result = await load(numbered(url).asking, { connections: 8, seconds: 0.1, perSecond: 100 })
    expect(result).toMatchObject({
      shed: { count: 1 },
      failures: 2,
      wrong: 1,
      unanswered: 1,
      answered: { count: 6 },
    })
  })
  it('does not count what was due before the time that counts', async () => {
    const url = await listening((request, response) => response.end(`answer ${numberIn(request.url)}`))
    const { asking, answeredMs } = numbered(url)
    const pace = { connections: 5, seconds: 0.1, leadSeconds: 0.2, perSecond: 500, graceMs: 60_000 }
    expect(await load(asking, pace)).toMatchObject({ answered: { count: 50 }, unanswered: 0, failures: 0 })
    expect(answeredMs.filter(answered => answered !== undefined)).toHaveLength(50)
  })

  it('opens anew what the server closes, and takes it for no failure of a request', async () => {
    const opened: Socket[] = []
    const url = await listening(
      (request, response) => {
        response.end(`answer ${numberIn(request.url)}`)
        // To those that are silent and far from being used, as a server does whose patience is at its end.
        if (numberIn(request.url) === 0) {
          for (const socket of opened.slice(0, 50)) socket.end('HTTP/1.1 408 \r\nContent-Length: 0\r\n\r\n')
        }
      },
      socket => opened.push(socket),
    )
    const pace = { connections: 200, seconds: 0.2, perSecond: 500, graceMs: 60_000 }
    const result = await load(numbered(url).asking, pace)
    expect(result).toMatchObject({ answered: { count: 100 }, unanswered: 0, failures: 0, wrong: 0 })
    expect(opened).toHaveLength(250)
  })
})

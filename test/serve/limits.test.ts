import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as contract from '../../src/serve/contract.ts'
import { LIMITS } from '../../src/serve/limits.ts'
import { ask } from './http.ts'
import { answersIn, open, readToCut, readToEnd } from './raw.ts'
import { runService, sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const POT = '/v1/items/pot/also-bought'
const HOST = 'Host: shop.example\r\n'

/** What a service says to this until it closes the connection. */
async function tell(url: string, text: string) {
  const socket = await open(url)
  socket.write(text)
  return answersIn(await readToEnd(socket))
}

describe('a request that is too large', () => {
  it('is refused by its target', async () => {
    const { url } = await runService(modelsDir)
    const ids = (bytes: number) => `${POT}?exclude=`.padEnd(bytes, 'a')
    expect((await ask(url, ids(LIMITS.maxUrlBytes))).status).toBe(200)
    const { status, headers, json } = await ask(url, ids(LIMITS.maxUrlBytes + 1))
    expect(status).toBe(414)
    expect(headers['content-type']).toBe('application/problem+json')
    expect(contract.problem.parse(json).detail).toBe('path and query of a request may have 8192 bytes')
  })

  it('is refused by its head', async () => {
    const { url } = await runService(modelsDir)
    const [answer] = await tell(
      url,
      `GET ${POT} HTTP/1.1\r\n${HOST}Cookie: ${'a'.repeat(LIMITS.maxHeaderBytes)}\r\n\r\n`,
    )
    expect(answer!.status).toBe(431)
    expect(answer!.headers.get('content-type')).toBe('application/problem+json')
    contract.problem.parse(JSON.parse(answer!.body))
  })

  it.each([
    ['a length beyond the limit', `Content-Length: ${LIMITS.maxBodyBytes + 1}\r\n`],
    ['no length', 'Transfer-Encoding: chunked\r\n'],
  ])('is refused by its body of %s, before the body came', async (_, header) => {
    const { url } = await runService(modelsDir)
    const [answer] = await tell(url, `POST ${POT} HTTP/1.1\r\n${HOST}${header}\r\n`)
    expect(answer!.status).toBe(413)
    expect(answer!.headers.get('connection')).toBe('close')
    contract.problem.parse(JSON.parse(answer!.body))
  })

  it('is answered up to the limit', async () => {
    const { url } = await runService(modelsDir)
    const body = 'a'.repeat(LIMITS.maxBodyBytes)
    const [answer] = await tell(
      url,
      `GET ${POT} HTTP/1.1\r\n${HOST}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(answer!.status).toBe(200)
  })
})

describe('a slow client', () => {
  it('is told so and cut off, while others are answered', async () => {
    const limits = { ...LIMITS, headersTimeoutMs: 200, requestTimeoutMs: 400 }
    const { url } = await runService(modelsDir, { limits })
    const slow = await Promise.all(Array.from({ length: 50 }, () => open(url)))
    const drips = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('X-A: b\r\n')
    }, 50)
    onTestFinished(() => clearInterval(drips))
    const told = slow.map(readToCut)
    for (const socket of slow) socket.write(`GET ${POT} HTTP/1.1\r\n`)
    expect((await ask(url, POT)).status).toBe(200)
    const answers = (await Promise.all(told)).flatMap(answersIn)
    expect(answers.length).toBeGreaterThan(0) // the drip after the cut may take the answer with it
    for (const { status, body } of answers) {
      expect(status).toBe(408)
      contract.problem.parse(JSON.parse(body))
    }
    expect((await ask(url, POT)).status).toBe(200)
  })

  it('with half a body is cut off, too', async () => {
    const limits = { ...LIMITS, headersTimeoutMs: 200, requestTimeoutMs: 400 }
    const { url } = await runService(modelsDir, { limits })
    const [first] = await tell(url, `POST ${POT} HTTP/1.1\r\n${HOST}Content-Length: 10\r\n\r\nhalf`)
    expect(first!.status).toBe(405)
  })
})

describe('what is no HTTP', () => {
  it.each([
    ['an empty line of letters', 'hello\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a target with a blank', `GET /v1/items/a b HTTP/1.1\r\n${HOST}\r\n`],
    ['a header without a name', `GET ${POT} HTTP/1.1\r\n${HOST}: b\r\n\r\n`],
    ['two lengths', `GET ${POT} HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    [
      'a length and chunks',
      `POST ${POT} HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['no host', `GET ${POT} HTTP/1.1\r\nConnection: close\r\n\r\n`],
  ])('answers 400 to %s and closes', async (_, text) => {
    const { url } = await runService(modelsDir)
    const [answer, ...others] = await tell(url, text)
    expect(answer!.status).toBe(400)
    expect(others).toEqual([])
    expect((await ask(url, POT)).status).toBe(200)
  })
})

describe('pipelined requests', () => {
  it('are answered in turn, each with its own', async () => {
    const { url } = await runService(modelsDir)
    const limits = Array.from({ length: 200 }, (_, i) => (i % 3) + 1)
    const requests = limits.map((limit, i) => {
      const isLast = i === limits.length - 1
      return `GET ${POT}?limit=${limit}&fallback=popular HTTP/1.1\r\n${HOST}${isLast ? 'Connection: close\r\n' : ''}\r\n`
    })
    const answers = await tell(url, requests.join(''))
    expect(answers.map(({ status }) => status)).toEqual(limits.map(() => 200))
    expect(answers.map(({ body }) => JSON.parse(body).items.length)).toEqual(limits)
  })

  it('keep their order where a HEAD stands between them', async () => {
    const { url } = await runService(modelsDir)
    const socket = await open(url)
    socket.write(`HEAD ${POT} HTTP/1.1\r\n${HOST}\r\nGET /livez HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)
    const text = await readToEnd(socket)
    const [head, live] = text.split(/(?=HTTP\/1\.1)/)
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(head).toMatch(/\r\n\r\n$/)
    expect(live).toMatch(/\{"live":true\}$/)
  })
})

describe('the cap on connections', () => {
  it('closes what comes beyond it, says so once, and takes others when there is room', async () => {
    const { url, logged } = await runService(modelsDir, { limits: { ...LIMITS, maxConnections: 3 } })
    const kept = await Promise.all([open(url), open(url), open(url)])
    onTestFinished(() => {
      for (const socket of kept) socket.destroy()
    })
    for (let i = 0; i < 4; i++) {
      expect(await readToCut(await open(url))).toBe('')
    }
    const warned = logged.filter(({ msg }) => msg === 'connections refused at the cap')
    expect(warned).toEqual([expect.objectContaining({ level: 40, connections: 1, maxConnections: 3 })])
    kept[0]!.destroy()
    await once(kept[0]!, 'close')
    for (;;) {
      const status = await ask(url, POT).then(
        answer => answer.status,
        () => undefined,
      )
      if (status === 200) break
      await sleep(10)
    }
  })
})

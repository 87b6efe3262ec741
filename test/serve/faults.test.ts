import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import fc from 'fast-check'
import { pack } from 'msgpackr'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isMissing } from '../require.ts'
import { ask } from './http.ts'
import { answersIn, askUntilStopped, open, readToEnd } from './raw.ts'
import { runService, sharedModel, spawnService } from './running.ts'
import { nastyIds, teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const POT = '/v1/items/pot/also-bought'

describe('fuzzed requests', () => {
  // What HTTP lets through as a target: any visible character, any byte from 0x80.
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...nastyIds.map(encodeURIComponent), 'also-bought', 'upgrades') },
    fc.stringMatching(/^[!-~]{0,12}$/),
    fc.uint8Array({ maxLength: 8 }).map(bytes => [...bytes].map(b => `%${b.toString(16)}`).join('')),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map(encodeURIComponent),
  )
  const pair = fc
    .tuple(
      fc.oneof(
        fc.constantFrom('limit', 'exclude', 'fields', 'locale', 'fallback', 'at', 'segment', 'items'),
        piece,
      ),
      fc.oneof(fc.constantFrom('1', '50', 'id', 'ja', 'none', 'pot,cup', '2026-12-24T18:00Z'), piece),
    )
    .map(([name, value]) => `${name}=${value}`)
  const target = fc
    .tuple(
      fc.constantFrom('/v1/items/', '/v1/items/pot/', '/', 'http://shop.example/v1/items/', '//'),
      fc.array(piece, { maxLength: 3 }),
      fc.array(pair, { maxLength: 4 }),
    )
    .map(
      ([start, path, query]) => `${start}${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    )
  const line = fc
    .tuple(fc.oneof(fc.constantFrom('pot', 'cup', ...nastyIds.map(encodeURIComponent)), piece), piece)
    .map(([id, quantity]) => `${id}:${quantity}`)
  const cartTarget = fc
    .tuple(
      fc.array(fc.oneof(fc.constantFrom('pot', 'cup:2'), line), { maxLength: 8 }),
      fc.array(pair, { maxLength: 2 }),
    )
    .map(([lines, query]) => `/v1/cart?${[`items=${lines.join(',')}`, ...query].join('&')}`)
  const header = fc.oneof(
    fc.constantFrom(
      'Accept: application/msgpack',
      'Accept: application/msgpack;q=, */*;q=x',
      'If-None-Match: *',
      'Server-Timing: on',
      'Connection: keep-alive',
    ),
    fc.stringMatching(/^[!-~]{0,20}$/).map(value => `Traceparent: ${value}`),
    fc.stringMatching(/^[!-~]{0,20}$/).map(value => `If-None-Match: ${value}`),
    fc.stringMatching(/^[!-~]{0,20}$/).map(value => `Accept: ${value}`),
  )
  const request = fc
    .tuple(
      fc.constantFrom('GET', 'GET', 'GET', 'POST', 'OPTIONS', 'DELETE'),
      fc.oneof({ weight: 3, arbitrary: target }, cartTarget),
      fc.array(header, { maxLength: 2 }),
    )
    .map(([method, path, headers]) => ({
      head: [`${method} ${path} HTTP/1.1`, 'Host: shop.example', ...headers],
      body: Buffer.of(),
    }))

  const scrap = fc.oneof(fc.constantFrom(null, -1, 1e99, '', [], {}), fc.jsonValue({ maxDepth: 2 }))
  const id = fc.constantFrom('pot', 'cup', '__proto__', ...nastyIds)
  const sound = {
    items: fc.array(fc.record({ id, quantity: fc.integer({ min: 1, max: 99 }) }), { minLength: 1 }),
    limit: fc.integer({ min: 1, max: 50 }),
    exclude: fc.array(id),
    locale: fc.constantFrom('en', 'ja'),
  }
  const posted = fc.oneof(
    fc.record(sound, { requiredKeys: ['items'] }),
    fc.record({ ...sound, items: fc.array(fc.oneof(scrap, fc.record({ id, quantity: scrap }))), at: scrap }),
    scrap,
  )
  const bytes = fc.oneof(
    posted.map(cart => ({ type: 'application/json', body: Buffer.from(JSON.stringify(cart)) })),
    posted.map(cart => ({ type: 'application/msgpack', body: Buffer.from(pack(cart)) })),
    // sound but for one byte
    fc.tuple(posted, fc.nat(), fc.nat({ max: 255 })).map(([cart, at, byte]) => {
      const body = Buffer.from(pack(cart))
      body[at % body.length] = byte
      return { type: 'application/msgpack', body }
    }),
    fc
      .tuple(fc.constantFrom('application/json', 'application/msgpack', 'text/plain'), fc.uint8Array())
      .map(([type, body]) => ({ type, body: Buffer.from(body) })),
  )
  const post = fc.tuple(bytes, fc.array(header, { maxLength: 2 })).map(([{ type, body }, headers]) => ({
    head: [
      'POST /v1/cart HTTP/1.1',
      'Host: shop.example',
      `Content-Type: ${type}`,
      `Content-Length: ${body.length}`,
      ...headers,
    ],
    body,
  }))

  const PER_CONNECTION = 20
  const NUM_REQUESTS = Number(process.env.ISSHO_FUZZ_REQUESTS ?? 4000)

  it('never meet a fault of ours, thousands of them, pipelined', async () => {
    let numAnswers = 0
    const { url, logged } = await runService(modelsDir)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: request }, post), {
          minLength: PER_CONNECTION,
          maxLength: PER_CONNECTION,
        }),
        async requests => {
          const socket = await open(url)
          requests.forEach(({ head, body }, i) => {
            const lines = i === requests.length - 1 ? [...head, 'Connection: close'] : head
            socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]))
          })
          const text = await readToEnd(socket)
          const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
          expect(statuses.length).toBeGreaterThan(0)
          numAnswers += statuses.length
          for (const status of statuses) expect(status).toBeLessThan(500)
        },
      ),
      { numRuns: NUM_REQUESTS / PER_CONNECTION },
    )
    expect(logged.filter(({ level }) => level >= 40)).toEqual([])
    expect(numAnswers).toBeGreaterThan(NUM_REQUESTS / 2) // a malformed one ends its connection
  })
})

describe('ten thousand idle connections', () => {
  const NUM = 10_000
  const limit = /^Max open files\s+\d+\s+(\d+)/m.exec(readText('/proc/self/limits'))
  const isTooFew = isMissing('files', Number(limit?.[1] ?? 0) > NUM + 500)

  it.skipIf(isTooFew)('hinder no answer', async () => {
    const { url } = await spawnService(modelsDir)
    const sockets: Socket[] = []
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    while (sockets.length < NUM) {
      sockets.push(...(await Promise.all(Array.from({ length: 100 }, () => open(url)))))
    }
    expect((await ask(url, POT)).status).toBe(200)
    const asked = sockets.filter((_, i) => i % 100 === 0)
    for (const socket of asked)
      socket.write(`GET ${POT} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n`)
    for (const text of await Promise.all(asked.map(readToEnd))) {
      expect(answersIn(text).map(({ status }) => status)).toEqual([200])
    }
  })
})

describe('SIGTERM under load', () => {
  it('fails no request', async () => {
    const { url, child } = await spawnService(modelsDir)
    const exited = once(child, 'exit')
    const results = await askUntilStopped(url, POT, () => child.kill('SIGTERM'))
    for (const { status, sent, whole } of results) {
      expect(status).toEqual([200])
      expect(whole).toBe(sent)
    }
    expect(await exited).toEqual([0, null])
  })
})

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

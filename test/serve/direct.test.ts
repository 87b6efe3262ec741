import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { readCurrentModel } from '../../src/models/read.ts'
import { createApp } from '../../src/serve/app.ts'
import { createAnswerCache } from '../../src/serve/cache/answer-cache.ts'
import { cached } from '../../src/serve/cache/cached.ts'
import { direct } from '../../src/serve/direct.ts'
import { createTally } from '../../src/serve/metrics/tally.ts'
import { prepare } from '../../src/serve/model.ts'
import { listenerOf } from '../../src/serve/server.ts'
import { ask } from './http.ts'
import { sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)

async function urlOf(listener: RequestListener): Promise<string> {
  const server = createServer({ requireHostHeader: false }, listener)
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('answers hot routes as the app does, anew or from the cache, whoever asks and however', async () => {
  const model = prepare(await readCurrentModel(modelsDir))
  const options = { current: () => model, defaults: { locale: 'ja' } } as const
  const app = listenerOf(createApp({ ...options, isStopping: () => false, log: pino({ level: 'silent' }) }))
  const cache = createAnswerCache(1_000_000)
  const keeping = direct(app, { ...options, cache })
  const front = cached(keeping, { cache, currentTag: () => model.tag, tally: createTally() })
  const urls = [await urlOf(front), await urlOf(app)]

  const id = fc.constantFrom(
    'pot',
    'cup',
    'unknown',
    '',
    '.',
    '..',
    '%2E%2E',
    'a%2Fb',
    '%zz',
    'a/b',
    '%F0%9F',
  )
  const rest = fc.constantFrom('', '/', '/also-bought', '/upgrades', '/alternatives', '/other', '//upgrades')
  const query = fc.constantFrom('', '?', '?limit=3', '?limit=0', '?fallback=none', '?exclude=/upgrades', '?x')
  const path = fc.tuple(id, rest, query).map(([item, list, asked]) => `/v1/items/${item}${list}${asked}`)
  const carts = fc.constantFrom('?items=pot:2,cup', '?items=%zz&limit=0', '?items=a%2Fb&limit=3', '', '/')
  const target = fc.oneof(
    { weight: 5, arbitrary: path },
    carts.map(query => `/v1/cart${query}`),
    path.map(one => `http://shop.example${one}`),
    path.map(one => `//shop.example${one}`),
    fc.constantFrom('/', '*', '/readyz/', '/v1/items', '/v1/Items/pot'),
  )
  const headers = fc.record(
    {
      host: fc.constantFrom(
        'shop.example',
        'shop.example:8080',
        '[::1]:80',
        'a b',
        '',
        'a/b',
        '{',
        'é.example',
      ),
      accept: fc.constantFrom('application/msgpack', 'application/json;q=0.1', '*/*'),
      'if-none-match': fc.constantFrom('*', '"none"'),
    },
    { requiredKeys: [] },
  )
  const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS')
  await fc.assert(
    fc.asyncProperty(target, method, headers, async (path, method, headers) => {
      const [ours, theirs] = await Promise.all(
        urls.map(async url => {
          const { status, headers: sent, bytes } = await ask(url, path, { method, headers })
          const { date: _, ...rest } = sent
          return { status, sent: rest, body: bytes.toString('hex') }
        }),
      )
      expect(ours).toEqual(theirs)
    }),
    { numRuns: 1500 },
  )
})

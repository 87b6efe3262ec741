import { describe, expect, it } from 'vitest'
import * as contract from '../../src/serve/contract.ts'
import { tempDir } from '../temp-dir.ts'
import { ask } from './http.ts'
import { publishShop, runService, sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)

const POT = '/v1/items/pot/also-bought'

describe('an answer', () => {
  it('carries the headers that pages and caches need', async () => {
    const { url } = await runService(modelsDir)
    const { headers } = await ask(url, POT)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=60, stale-while-revalidate=600',
      etag: expect.stringMatching(/^"v1\.en\.json\.[0-9a-z]+"$/),
      vary: 'accept',
      'access-control-allow-origin': '*',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
  })

  it('has its own exact length, whatever was sent before it', async () => {
    const { url } = await runService(modelsDir)
    for (const path of ['/v1/items/..%2F/upgrades', '/v1/items/pot?limit=50', `${POT}?limit=1`, POT]) {
      const { headers, bytes } = await ask(url, path)
      expect(headers['content-length']).toBe(String(bytes.length))
      expect(headers).not.toHaveProperty('transfer-encoding')
    }
  })

  it.each([POT, '/v1/items/pot', '/livez', '/readyz', '/openapi.json', '/nowhere', `${POT}?limit=0`])(
    'has the same headers without its body for HEAD %s',
    async path => {
      const { url } = await runService(modelsDir)
      const get = await ask(url, path)
      const head = await ask(url, path, { method: 'HEAD' })
      expect(head.status).toBe(get.status)
      expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
      expect(head.bytes).toHaveLength(0)
    },
  )

  it('is the same for the same model and query', async () => {
    const [one, other] = [await runService(modelsDir), await runService(modelsDir)]
    const [a, b] = [await ask(one.url, POT), await ask(other.url, POT)]
    expect(a.text).toBe(b.text)
    expect(a.headers.etag).toBe(b.headers.etag)
  })
})

describe('an entity tag', () => {
  it('differs by query, language, representation and model', async () => {
    const { url } = await runService(modelsDir)
    const tag = async (path: string, headers = {}) => (await ask(url, path, { headers })).headers.etag
    const tags = [
      await tag(POT),
      await tag(`${POT}?limit=2`),
      await tag(`${POT}?locale=ja`),
      await tag(POT, { accept: 'application/msgpack' }),
    ]
    const japanese = await runService(modelsDir, { locale: 'ja' })
    tags.push((await ask(japanese.url, POT)).headers.etag)
    const otherDir = tempDir()
    await publishShop(otherDir, 'v2', teaShop)
    const otherModel = await runService(otherDir)
    tags.push((await ask(otherModel.url, POT)).headers.etag)
    expect(new Set(tags).size).toBe(tags.length)
  })

  it.each([
    ['itself', (tag: string) => tag],
    ['itself as a weak tag', (tag: string) => `W/${tag}`],
    ['a list that holds it', (tag: string) => `"other", W/"third" , ${tag}`],
    ['a star', () => '*'],
  ])('spares the body for If-None-Match with %s', async (_, headerFor) => {
    const { url } = await runService(modelsDir)
    const full = await ask(url, POT)
    const sent = { headers: { 'if-none-match': headerFor(full.headers.etag!) } }
    const answer = await ask(url, POT, sent)
    expect(answer.status).toBe(304)
    expect(answer.bytes).toHaveLength(0)
    expect(answer.headers).toMatchObject({
      etag: full.headers.etag,
      vary: 'accept',
      'cache-control': full.headers['cache-control'],
    })
    expect((await ask(url, POT, { ...sent, method: 'HEAD' })).status).toBe(304)
  })

  it('sends the body for another tag', async () => {
    const { url } = await runService(modelsDir)
    const { status, json } = await ask(url, POT, { headers: { 'if-none-match': '"other", "v1"' } })
    expect(status).toBe(200)
    contract.alsoBoughtList.parse(json)
  })
})

describe('routes', () => {
  it.each(['/', '/v1', '/v1/items', '/v1/items/', '/v1/items//also-bought', '/v1/items/a/b', '/%6Civez'])(
    'answers 404 at %s',
    async path => {
      const { url } = await runService(modelsDir)
      const { status, headers, json } = await ask(url, path)
      expect(status).toBe(404)
      expect(headers['content-type']).toBe('application/problem+json')
      contract.problem.parse(json)
      expect(json.detail).toBe(`there is nothing at ${path}; /openapi.json lists the routes`)
    },
  )

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])('answers 405 to %s', async method => {
    const { url } = await runService(modelsDir)
    const { status, headers, json } = await ask(url, POT, { method })
    expect(status).toBe(405)
    expect(headers.allow).toBe('GET, HEAD, OPTIONS')
    contract.problem.parse(json)
    expect(json.detail).toBe(`${POT} answers GET, HEAD and OPTIONS, not ${method}`)
  })

  it('lets any page ask', async () => {
    const { url } = await runService(modelsDir)
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'GET' }
    const preflight = await ask(url, POT, { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(204)
    expect(preflight.bytes).toHaveLength(0)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    })
  })

  it('understands a target in absolute form', async () => {
    const { url } = await runService(modelsDir)
    const { status, json } = await ask(url, `${url}${POT}?limit=1`)
    expect(status).toBe(200)
    expect(json.items).toHaveLength(1)
  })

  it('refuses a Host that is none', async () => {
    const { url } = await runService(modelsDir)
    const { status, headers, json } = await ask(url, POT, { headers: { host: 'a b' } })
    expect(status).toBe(400)
    expect(headers['content-type']).toBe('application/problem+json')
    contract.problem.parse(json)
  })
})

describe('health', () => {
  it('lives and is ready with a model', async () => {
    const { url } = await runService(modelsDir)
    contract.live.parse((await ask(url, '/livez')).json)
    const { status, headers, json } = await ask(url, '/readyz')
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    contract.ready.parse(json)
    expect(json).toMatchObject({ model: 'v1', builtAt: '2026-11-22T03:15:00.000Z' })
  })

  it('lives without a model, but is not ready', async () => {
    const { url } = await runService(tempDir())
    expect((await ask(url, '/livez')).status).toBe(200)
    const ready = await ask(url, '/readyz')
    expect(ready.status).toBe(503)
    expect(contract.notReady.parse(ready.json).reasons).toEqual(['no model is loaded yet'])
    const answer = await ask(url, POT)
    expect(answer.status).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    contract.problem.parse(answer.json)
  })
})

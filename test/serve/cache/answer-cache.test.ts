import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAnswerCache } from '../../../src/serve/cache/answer-cache.ts'
import type { Finished } from '../../../src/serve/cache/entry.ts'
import { hashOf } from '../../../src/serve/hash.ts'
import { LIMITS } from '../../../src/serve/limits.ts'
import { ask } from '../http.ts'
import { answersIn, open, readToEnd } from '../raw.ts'
import { runService, sharedModel } from '../running.ts'
import { teaShop } from '../tea-shop.ts'

const answerOf = (text: string): Finished => ({
  body: Buffer.from(text),
  etag: `"${text.length}"`,
  source: 'item',
})

/** Two targets of one hash, found by trying: of 200,000 texts some pairs share 32 bits. */
function collidingKeys(): string[] {
  const byHash = new Map<number, string>()
  for (let n = 0; n < 1_000_000; n++) {
    const key = `/v1/items/${n}`
    const other = byHash.get(hashOf(key))
    if (other !== undefined) return [other, key]
    byHash.set(hashOf(key), key)
  }
  throw new Error('no two hashes are the same')
}

const textOf = (answer: Finished | undefined) => answer && Buffer.from(answer.body).toString()

describe('an answer cache', () => {
  it('keeps what is asked for twice', () => {
    const cache = createAnswerCache(100_000)
    cache.offer('v1', '/a', answerOf('a'))
    expect(cache.find('v1', '/a')).toBeUndefined()
    cache.offer('v1', '/a', answerOf('a'))
    expect(cache.find('v1', '/a')).toMatchObject({ etag: '"1"', source: 'item' })
    expect(textOf(cache.find('v1', '/a'))).toBe('a')
  })

  it('keeps a copy: memory that is written again later is not seen', () => {
    const cache = createAnswerCache(100_000)
    const body = Buffer.from('first')
    for (let i = 0; i < 2; i++) cache.offer('v1', '/a', { body, etag: '"1"', source: undefined })
    body.fill('x')
    expect(textOf(cache.find('v1', '/a'))).toBe('first')
  })

  it('knows nothing of another state of the model', () => {
    const cache = createAnswerCache(100_000)
    for (let i = 0; i < 2; i++) cache.offer('v1', '/a', answerOf('old'))
    expect(cache.find('v2', '/a')).toBeUndefined()
    cache.offer('v2', '/a', answerOf('new'))
    expect(textOf(cache.find('v2', '/a'))).toBe('new')
    expect(cache.find('v1', '/a')).toBeUndefined()
  })

  it('answers, whatever happens, with what was offered last, and never holds more than it may', () => {
    const step = fc.record({
      tag: fc.constantFrom('v1', 'v1', 'v1', 'v2'),
      key: fc.constantFrom(...'abcdefgh'),
      size: fc.integer({ min: 1, max: 6000 }),
      isOffer: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 0, max: 20_000 }), (steps, most) => {
        const cache = createAnswerCache(most)
        const offered = new Map<string, string>()
        for (const { tag, key, size, isOffer } of steps) {
          if (isOffer) {
            const text = `${tag} ${key} `.padEnd(size, key)
            if (!offered.has(tag + key)) offered.set(tag + key, text)
            cache.offer(tag, key, answerOf(offered.get(tag + key)!))
          } else {
            const found = textOf(cache.find(tag, key))
            if (found !== undefined) expect(found).toBe(offered.get(tag + key))
          }
          expect(cache.bytes()).toBeLessThanOrEqual(most)
        }
      }),
    )
  })

  it('keeps what is asked for again and lets go what is not', () => {
    const cache = createAnswerCache(40_000)
    const body = 'x'.repeat(1000)
    for (let i = 0; i < 2; i++) cache.offer('v', '/hot', answerOf(body))
    for (let n = 2; n < 200; n++) {
      for (let i = 0; i < 2; i++) cache.offer('v', `/${n}`, answerOf(body))
      expect(cache.find('v', '/hot')).toBeDefined()
    }
    expect(cache.find('v', '/2')).toBeUndefined()
  })

  it('keeps everything where there is room, and tells it apart', () => {
    const cache = createAnswerCache(40_000_000)
    const keys = Array.from({ length: 5000 }, (_, n) => `/v1/items/sku-${n}?locale=${n % 2 ? 'ja' : 'en'}`)
    for (const key of keys) {
      for (let i = 0; i < 2; i++) cache.offer('v', key, answerOf(`${key} ${'é'.repeat(400)}`))
    }
    for (const key of keys) expect(textOf(cache.find('v', key))).toBe(`${key} ${'é'.repeat(400)}`)
  })

  it('keeps answers to two questions of one hash, one after the other', () => {
    const cache = createAnswerCache(1_000_000)
    const keys = collidingKeys()
    for (const key of [...keys, ...keys]) {
      for (let i = 0; i < 2; i++) cache.offer('v', key, answerOf(key))
      expect(textOf(cache.find('v', key))).toBe(key)
      for (const other of keys) expect([key, undefined]).toContain(textOf(cache.find('v', other)))
    }
  })

  it('has nothing to keep an answer in that is larger than a slab', () => {
    const cache = createAnswerCache(40_000)
    for (let i = 0; i < 3; i++) cache.offer('v', '/a', answerOf('x'.repeat(20_000)))
    expect(cache.find('v', '/a')).toBeUndefined()
    expect(cache.bytes()).toBe(0)
  })

  it('writes over no answer that is lent', () => {
    const cache = createAnswerCache(400_000)
    const textAt = (n: number) => `${n}`.padEnd(1000, `${n}`)
    const offer = (n: number) => {
      for (let i = 0; i < 2; i++) cache.offer('v', `/${n}`, answerOf(textAt(n)))
    }
    const held: (Finished | undefined)[] = []
    for (let n = 0; n < 3000; n++) {
      offer(n)
      if (n % 7 > 0) continue
      const kept = cache.find('v', `/${n}`)!
      cache.lend(kept)
      held.push(kept)
    }
    expect(held.map(textOf)).toEqual(held.map((_, at) => textAt(7 * at)))
  })
})

describe('a service with a cache', () => {
  const modelsDir = sharedModel(teaShop)

  it('sends a slow client the answers it asked for, though others have gone through the cache since', async () => {
    const limits = { ...LIMITS, maxCacheBytes: 2_000_000, maxTurnMs: 0 }
    const { url } = await runService(modelsDir, { limits })
    const path = '/v1/items/pot/also-bought?limit=50'
    for (let i = 0; i < 3; i++) await ask(url, path)
    const { bytes } = await ask(url, path)
    const slow = await open(url)
    slow.pause()
    const numAsked = 4000
    const requestWith = (line: string) => `GET ${path} HTTP/1.1\r\nHost: shop.example\r\n${line}\r\n`
    slow.write(requestWith('').repeat(numAsked - 1) + requestWith('Connection: close\r\n'))
    for (let limit = 50; limit > 10; limit--) {
      for (const { id } of teaShop.items) {
        for (let i = 0; i < 2; i++) await ask(url, `/v1/items/${encodeURIComponent(id)}?limit=${limit}`)
      }
    }
    const answers = answersIn(await readToEnd(slow))
    expect(answers).toHaveLength(numAsked)
    expect(new Set(answers.map(({ body }) => body))).toEqual(new Set([bytes.toString()]))
  })

  it('sends every answer as one without', async () => {
    const withCache = await runService(modelsDir)
    const without = await runService(modelsDir, { limits: { ...LIMITS, maxCacheBytes: 0 } })
    const paths = fc.constantFrom(
      '/v1/items/pot',
      '/v1/items/pot?locale=ja',
      '/v1/items/pot/also-bought?limit=3',
      '/v1/items/cup/upgrades',
      '/v1/items/unknown',
      '/v1/items/unknown?fallback=none',
      '/v1/items/pot?limit=0',
      '/readyz',
    )
    const headers = fc.record(
      {
        accept: fc.constantFrom('application/json', 'application/msgpack', '*/*'),
        'if-none-match': fc.constantFrom('*', '"none"'),
        'server-timing': fc.constant('on'),
      },
      { requiredKeys: [] },
    )
    const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS')
    const request = fc.record({ path: paths, method, headers })
    await fc.assert(
      fc.asyncProperty(request, async ({ path, method, headers }) => {
        const [ours, theirs] = await Promise.all(
          [withCache, without].map(async ({ url }) => {
            const response = await fetch(url + path, { method, headers: headers as Record<string, string> })
            const { date: _, 'server-timing': timing, ...sent } = Object.fromEntries(response.headers)
            const body = Buffer.from(await response.arrayBuffer()).toString('hex')
            return { status: response.status, sent, isTimed: timing !== undefined, body }
          }),
        )
        const isAged = path === '/readyz' // it tells how many seconds old the model is
        expect(isAged ? { ...ours, body: '' } : ours).toEqual(isAged ? { ...theirs, body: '' } : theirs)
      }),
      { numRuns: 400 },
    )
  })
})

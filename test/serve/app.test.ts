import type { HttpBindings } from '@hono/node-server'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCurrentModel } from '../../src/models/read.ts'
import { createApp } from '../../src/serve/app.ts'
import * as carts from '../../src/serve/cart/contract.ts'
import * as contract from '../../src/serve/contract.ts'
import { prepare, type ServedModel } from '../../src/serve/model.ts'
import { pathOf } from '../../src/serve/params.ts'
import { ask } from './http.ts'
import { runService, sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const HOT_PATHS = [
  '/v1/items/pot/also-bought',
  '/v1/items/pot/upgrades',
  '/v1/items/pot/alternatives',
  '/v1/items/pot',
  '/v1/items/pot?at=2026-12-24T18:00Z&segment=trade',
  '/v1/cart?items=pot:2,cup',
]

const modelsDir = sharedModel(teaShop)
let model: ServedModel
beforeAll(async () => {
  model = prepare(await readCurrentModel(modelsDir))
})

function appOf(current: () => ServedModel | undefined) {
  const errors: object[] = []
  const log = { error: (details: object) => void errors.push(details) }
  const app = createApp({ current, isStopping: () => false, defaults: { locale: 'en' }, log })
  const dispatch = (path: string) => {
    const incoming = { url: path, method: 'GET', headers: {} }
    return app.fetch(new Request(`http://shop.example${path}`), { incoming } as unknown as HttpBindings)
  }
  return { app, dispatch, errors }
}

describe('the fast path', () => {
  it.each(HOT_PATHS)('answers GET %s synchronously', path => {
    const { dispatch } = appOf(() => model)
    const answer = dispatch(path)
    expect(answer).toBeInstanceOf(Response)
    expect(answer).toHaveProperty('status', 200)
  })

  it('has no middleware and the router that compiles to one expression', () => {
    const { app, dispatch } = appOf(() => model)
    for (const path of HOT_PATHS) {
      dispatch(path)
      expect(app.router.match('GET', pathOf(path))[0]).toHaveLength(1)
    }
    expect(app.router.name).toBe('SmartRouter + RegExpRouter')
  })
})

describe('an unexpected error', () => {
  it('is logged, and answered without a stack trace', async () => {
    const fault = new Error('out of tea')
    const { dispatch, errors } = appOf(() => {
      throw fault
    })
    const answer = await dispatch('/v1/items/pot')
    expect(answer.status).toBe(500)
    const text = await answer.text()
    contract.problem.parse(JSON.parse(text))
    expect(text).not.toMatch(/out of tea|\.ts/)
    expect(errors).toEqual([{ err: fault, path: '/v1/items/pot' }])
  })
})

describe('any request', () => {
  const segment = fc.oneof(
    fc.constantFrom('v1', 'items', 'pot', 'also-bought', 'upgrades', '%2e%2e', '..', '%', '%ff', '"', '{}'),
    fc.string({ unit: 'grapheme' }).map(encodeURIComponent),
    fc.stringMatching(/^[!-~]{0,8}$/),
  )
  const parameter = fc
    .tuple(
      fc.oneof(
        fc.constantFrom(
          'limit',
          'exclude',
          'fields',
          'locale',
          'fallback',
          'at',
          'segment',
          'items',
          '__proto__',
        ),
        segment,
      ),
      fc.oneof(
        fc.constantFrom(
          '1',
          '50',
          '51',
          'id',
          'ja',
          'none',
          'pot,cup',
          'pot:2,cup',
          '%2C',
          '+',
          '2026-12-24T18:00Z',
        ),
        segment,
      ),
    )
    .map(([name, value]) => `${name}=${value}`)
  const target = fc
    .tuple(
      fc.oneof(
        fc.constant('/v1/items/'),
        fc.constant('/'),
        fc.constantFrom('/v1/cart', '/v1/cart?items=pot:2&'),
        segment.map(s => `/v1/items/${s}/`),
      ),
      fc.array(segment, { maxLength: 3 }),
      fc.array(parameter, { maxLength: 4 }),
    )
    .map(
      ([start, path, query]) => `${start}${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    )

  it('is answered as the contract says, and never by a fault of ours', async () => {
    const { url } = await runService(modelsDir)
    await fc.assert(
      fc.asyncProperty(target, fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS'), async (path, method) => {
        const { status, headers, json } = await ask(url, path, { method })
        expect(status).toBeLessThan(500)
        if (headers['content-type'] === 'application/problem+json' && method !== 'HEAD') {
          expect(contract.problem.parse(json).status).toBe(status)
        }
        if (status === 200 && method === 'GET') {
          const known = [contract.productPage, contract.alsoBoughtList, contract.upgradesList, carts.cart]
          expect(known.some(schema => schema.safeParse(json).success)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { createClient, IsshoError } from '../src/client.ts'
import * as carts from '../src/serve/cart/contract.ts'
import * as contract from '../src/serve/contract.ts'
import { openApiDocument } from '../src/serve/openapi.ts'
import { runService, sharedModel } from './serve/running.ts'
import { nastyIds, teaShop } from './serve/tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const client = async () => createClient((await runService(modelsDir)).url)

describe('the client', () => {
  it('gets what the contract promises, and knows its types', async () => {
    const issho = await client()
    const page = contract.productPage.parse(await issho.productPage('kettle', { limit: 5 }))
    expect(page.upgrades).toEqual(await issho.upgrades('kettle', { limit: 5 }))
    expect(page.alsoBought).toEqual(await issho.alsoBought('kettle', { limit: 5 }))
    expect(page.alternatives).toEqual(await issho.alternatives('kettle', { limit: 5 }))
    const [step] = page.upgrades.items
    expect(step!.priceDifference!.currency).toBe('GBP')
    contract.ready.parse(await issho.ready())
  })

  it('asks for any id and excludes any', async () => {
    const issho = await client()
    for (const id of nastyIds.filter(id => id !== '.' && id !== '..')) {
      const { item, known } = await issho.alsoBought(id, { fields: 'id' })
      expect([item, known]).toEqual([id, true])
    }
    const { items } = await issho.alsoBought('cup', { limit: 50, exclude: nastyIds })
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ id }) => nastyIds.includes(id))).toEqual([])
    await expect(async () => issho.upgrades('..')).rejects.toThrow(RangeError)
  })

  it('asks for a cart of any items, as many as there may be', async () => {
    const issho = await client()
    const items = nastyIds.map((id, i) => ({ id, quantity: i + 1 }))
    const answer = carts.cart.parse(await issho.cart(items, { limit: 2, exclude: ['pot'], locale: 'ja' }))
    expect(answer.cart).toEqual(items.map(line => ({ ...line, known: true })))
    expect(answer.complements.items.map(({ id }) => id)).toEqual(['cup', 'napkins'])
    const long = Array.from({ length: 50 }, (_, i) => ({ id: `${i}`.padEnd(300, '湯') }))
    expect((await issho.cart(long)).complements.source).toBe('popular')
    const refused = await issho.cart([{ id: 'pot', quantity: 0 }]).catch(error => error)
    expect(refused).toBeInstanceOf(IsshoError)
    expect(refused.problem.errors).toMatchObject([{ parameter: 'items.0.quantity' }])
  })

  it('speaks the languages', async () => {
    const { items } = await (await client()).upgrades('kettle', { locale: 'ja' })
    expect(items[0]!.reason.text).toContain('差額')
  })

  it('rejects with the problem, every fault named', async () => {
    const issho = await client()
    const refused = await issho.upgrades('kettle', { limit: 0 }).catch(error => error)
    expect(refused).toBeInstanceOf(IsshoError)
    expect(refused).toMatchObject({ status: 400, problem: { errors: [{ parameter: 'limit' }] } })
    await expect(issho.alsoBought('nobody', { fallback: 'none' })).rejects.toMatchObject({ status: 404 })
  })

  it('tells why a service without a model is not ready', async () => {
    const { url } = await runService(`${modelsDir}/none`)
    contract.notReady.parse(await createClient(`${url}/`).ready())
  })

  it('gives up a service that does not answer', async () => {
    const never: typeof fetch = (_, { signal } = {}) =>
      new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)))
    const issho = createClient('http://shop.example', { fetch: never, timeoutMs: 1 })
    await expect(issho.productPage('kettle')).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('has a method for every route of the service that a shop asks', () => {
    const answers = Object.entries(openApiDocument().paths).map(
      ([, { get }]) =>
        (get.responses[200] as { content?: Record<string, { schema: { $ref: string } }> }).content,
    )
    const schemas = answers.map(content => content!['application/json']!.schema.$ref.split('/').at(-1)!)
    const methods = Object.keys(createClient('http://shop.example'))
    const asked = schemas.filter(name => name !== 'Live').map(name => name[0]!.toLowerCase() + name.slice(1))
    expect(methods.toSorted()).toEqual(asked.toSorted())
  })
})

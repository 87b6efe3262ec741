import { setImmediate as oneTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/serve/limits.ts'
import { createTurn } from '../../src/serve/turn.ts'
import { ask } from './http.ts'
import { answersIn, open, readToEnd } from './raw.ts'
import { runService, sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)

/** How many of a thousand requests at once are answered, after so many that each took so long. */
async function answered(maxTurnMs: number, numBefore: number, us: number): Promise<number> {
  const turn = createTurn(maxTurnMs)
  for (let i = 0; i < numBefore; i++) turn.took(us)
  await oneTurn()
  let count = 0
  for (let i = 0; i < 1000; i++) if (turn.admits()) count++
  return count
}

describe('a turn of the event loop', () => {
  it('answers what fits into its time at the mean cost', async () => {
    expect(await answered(50, 20_000, 100)).toBe(500)
    expect(await answered(10, 20_000, 100)).toBe(100)
    expect(await answered(50, 20_000, 2000)).toBe(25)
    expect(await answered(Number.POSITIVE_INFINITY, 20_000, 2000)).toBe(1000)
  })

  it('always answers the first, however long answers take', async () => {
    expect(await answered(1, 20_000, 5000)).toBe(1)
  })

  it('is hardly shortened by one pause', async () => {
    expect(await answered(50, 1, 1e6)).toBeGreaterThan(990)
  })

  it('learns within a thousand requests that they got dearer', async () => {
    expect(await answered(50, 1000, 2000)).toBeLessThan(50)
  })

  it('begins anew with the next one', async () => {
    const turn = createTurn(1)
    const taken = () => Array.from({ length: 100 }, () => turn.admits()).filter(Boolean).length
    expect(taken()).toBe(20)
    expect(taken()).toBe(0)
    await oneTurn()
    expect(taken()).toBe(20)
  })
})

describe('a service with more to do than it can', () => {
  it('answers the first and refuses the others at once, with a time to come again', async () => {
    const { url, logged } = await runService(modelsDir, { limits: { ...LIMITS, maxTurnMs: 1 } })
    const request = 'GET /v1/items/pot HTTP/1.1\r\nHost: shop.example\r\n'
    const socket = await open(url)
    socket.write(`${`${request}\r\n`.repeat(200)}${request}Connection: close\r\n\r\n`)
    const answers = answersIn(await readToEnd(socket))
    expect(answers).toHaveLength(201)
    const [first] = answers
    expect(first!.status).toBe(200)
    const shed = answers.filter(({ status }) => status === 503)
    expect(shed.length).toBeGreaterThan(0)
    expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true)
    expect(shed[0]!.headers.get('retry-after')).toBe('1')
    expect(JSON.parse(shed[0]!.body)).toMatchObject({ status: 503, type: 'urn:issho:problem:overloaded' })
    expect(logged.filter(({ msg }) => msg === 'overloaded: requests answered 503')).toHaveLength(1)
    expect((await ask(url, '/livez')).status).toBe(200)
  })
})

import { setImmediate as oneTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/serve/limits.ts'
import { createTurn, type Turn } from '../../src/serve/turn.ts'
import { ask } from './http.ts'
import { answersIn, open, readToEnd } from './raw.ts'
import { runService, sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)

const NUM_AT_ONCE = 5000

function admitted(turn: Turn): number {
  let count = 0
  for (let i = 0; i < NUM_AT_ONCE; i++) if (turn.admits()) count++
  return count
}

/** How many of five thousand requests are answered in each of two turns, after so many that each took so long. */
async function inTwoTurns(maxTurnMs: number, numBefore: number, us: number): Promise<number[]> {
  const turn = createTurn(maxTurnMs)
  for (let i = 0; i < numBefore; i++) turn.took(us)
  const first = admitted(turn)
  await oneTurn()
  return [first, admitted(turn)]
}

describe('a turn of the event loop', () => {
  it('answers what fits into four times its time at the mean cost, then into its time', async () => {
    expect(await inTwoTurns(50, 20_000, 100)).toEqual([2000, 500])
    expect(await inTwoTurns(10, 20_000, 100)).toEqual([400, 100])
    expect(await inTwoTurns(50, 20_000, 2000)).toEqual([100, 25])
  })

  it('answers all where no limit is set', async () => {
    expect(await inTwoTurns(Number.POSITIVE_INFINITY, 20_000, 2000)).toEqual([NUM_AT_ONCE, NUM_AT_ONCE])
  })

  it('always answers the first, however long answers take', async () => {
    expect(await inTwoTurns(1, 20_000, 5000)).toEqual([1, 1])
  })

  it('is hardly shortened by one pause', async () => {
    const [, second] = await inTwoTurns(50, 1, 1e6)
    expect(second).toBeGreaterThan(990)
  })

  it('is shortened within a thousand requests that got dearer', async () => {
    const [, second] = await inTwoTurns(50, 1000, 2000)
    expect(second).toBeLessThan(50)
  })

  it('is held to its time until a hundred in a row were not too full', async () => {
    const turn = createTurn(1)
    expect(admitted(turn)).toBe(80)
    await oneTurn()
    for (let i = 0; i < 99; i++) {
      expect(turn.admits()).toBe(true)
      await oneTurn()
    }
    expect(admitted(turn)).toBe(20)
    await oneTurn()
    for (let i = 0; i < 100; i++) {
      expect(turn.admits()).toBe(true)
      await oneTurn()
    }
    expect(admitted(turn)).toBe(80)
  })
})

describe('a service with more to do than it can', () => {
  it('answers the first and refuses the others at once, with a time to come again', async () => {
    const { url, logged } = await runService(modelsDir, { limits: { ...LIMITS, maxTurnMs: 1 } })
    const request = 'GET /v1/items/pot HTTP/1.1\r\nHost: shop.example\r\n'
    const atOnce = async () => {
      const socket = await open(url)
      socket.write(`${`${request}\r\n`.repeat(200)}${request}Connection: close\r\n\r\n`)
      return answersIn(await readToEnd(socket))
    }
    const answers = await atOnce()
    expect(answers).toHaveLength(201)
    expect(answers[0]!.status).toBe(200)
    const shed = answers.filter(({ status }) => status === 503)
    expect(shed.length).toBeGreaterThan(0)
    expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true)
    expect(shed[0]!.headers.get('retry-after')).toBe('1')
    expect(JSON.parse(shed[0]!.body)).toMatchObject({ status: 503, type: 'urn:issho:problem:overloaded' })
    expect(logged.filter(({ msg }) => msg === 'overloaded: requests answered 503')).toHaveLength(1)
    expect((await ask(url, '/livez')).status).toBe(200)
  })
})

import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { guarded } from '../../src/serve/guard.ts'
import { LIMITS } from '../../src/serve/limits.ts'
import { routeOf } from '../../src/serve/metrics/routes.ts'
import { createTally, durationsOf } from '../../src/serve/metrics/tally.ts'

type Step = 'head' | 'end' | 'answer' | 'close'

/** Requests that are counted where the steps of one happen at these times, and their microseconds. */
function counted(steps: readonly (readonly [Step, atUs: number])[]) {
  const clock = vi.spyOn(performance, 'now')
  onTestFinished(() => void clock.mockRestore())
  const incoming = new EventEmitter() as IncomingMessage
  const outgoing = Object.assign(new EventEmitter(), { statusCode: 200 }) as ServerResponse
  const answer = () => Object.assign(outgoing, { writableEnded: true })
  Object.assign(incoming, { url: '/v1/cart', headers: {} })
  const tally = createTally()
  const log = pino({ level: 'silent' })
  const listener = guarded(() => {}, { limits: LIMITS, tally, accessLog: false, log })
  const act: Record<Step, () => void> = {
    head: () => listener(incoming, outgoing),
    end: () => void incoming.emit('end'),
    answer,
    close: () => void outgoing.emit('close'),
  }
  for (const [step, atUs] of steps) {
    clock.mockReturnValue(atUs / 1000)
    act[step]()
  }
  const { counts, sumUs } = durationsOf(tally, routeOf('/v1/cart'))
  return { requests: counts.reduce((sum, count) => sum + count), us: Math.round(sumUs) }
}

it.each<[string, [Step, number][], number]>([
  [
    'a body that was waited for counts from its end',
    [
      ['head', 0],
      ['end', 9000],
      ['answer', 9040],
      ['close', 9050],
    ],
    50,
  ],
  [
    'a body that nobody reads counts from its head',
    [
      ['head', 0],
      ['answer', 30],
      ['end', 35],
      ['close', 40],
    ],
    40,
  ],
  [
    'a request without a body counts from its head',
    [
      ['head', 0],
      ['answer', 30],
      ['close', 40],
    ],
    40,
  ],
])('%s', (_, steps, us) => {
  expect(counted(steps)).toEqual({ requests: 1, us })
})

it('a request whose client went away before its answer is not counted', () => {
  const told = counted([
    ['head', 0],
    ['close', 9000],
  ])
  expect(told).toEqual({ requests: 0, us: 0 })
})

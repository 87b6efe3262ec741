import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { guarded } from '../src/serve/guard.ts'
import { LIMITS } from '../src/serve/limits.ts'
import { createTally } from '../src/serve/metrics/tally.ts'

const NUM_TURNS = 200_000

/**
 * What the guard adds to a request, in nanoseconds: turns of the event loop with one request each, less turns with none.
 * More requests in a turn cost less each.
 */
export async function guardAloneNs(paths: readonly string[]): Promise<number> {
  const app: RequestListener = () => {}
  const log = { info() {}, warn() {} }
  const listener = guarded(app, { limits: LIMITS, tally: createTally(), accessLog: false, log })
  const outgoing = { writableEnded: true, statusCode: 200 } as ServerResponse
  const requests = paths.map(
    url => ({ url, headers: { host: 'bench', connection: 'keep-alive' } }) as unknown as IncomingMessage,
  )
  const withIt = await nsOfTurn(turn => void listener(requests[turn % requests.length]!, outgoing))
  return withIt - (await nsOfTurn(() => {}))
}

function nsOfTurn(work: (turn: number) => void): Promise<number> {
  return new Promise(resolve => {
    const begin = process.hrtime.bigint()
    let turn = 0
    const step = () => {
      work(turn)
      if (++turn < NUM_TURNS) setImmediate(step)
      else resolve(Number(process.hrtime.bigint() - begin) / NUM_TURNS)
    }
    setImmediate(step)
  })
}

import autocannon from 'autocannon'
import { answerAll } from '../child.ts'

export type Cannon = {
  readonly url: string
  /** What is asked, in turn. */
  readonly paths: readonly string[]
  readonly connections: number
  readonly seconds: number
}
export type Cannoned = { readonly perSecond: number; readonly failures: number }

answerAll({
  /** Its latencies are in whole milliseconds and not looked at. */
  async load({ url, paths, connections, seconds }: Cannon): Promise<Cannoned> {
    const requests = paths.map(path => ({ method: 'GET' as const, path }))
    const result = await autocannon({ url, connections, duration: seconds, requests })
    const failures = result.errors + result.timeouts + result.non2xx + result.mismatches
    return { perSecond: result.requests.total / result.duration, failures }
  },
})

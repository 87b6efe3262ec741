import autocannon from 'autocannon'
import { answerAll } from '../child.ts'

export type Load = {
  readonly url: string
  readonly paths: readonly string[]
  readonly connections: number
  readonly seconds: number
}
export type Loaded = { readonly requests: number; readonly seconds: number; readonly failures: number }

answerAll({
  /** Its latencies are in whole milliseconds and not looked at. */
  async load({ url, paths, connections, seconds }: Load): Promise<Loaded> {
    const requests = paths.map(path => ({ method: 'GET' as const, path }))
    const result = await autocannon({ url, connections, duration: seconds, requests })
    const failures = result.errors + result.timeouts + result.non2xx + result.mismatches
    return { requests: result.requests.total, seconds: result.duration, failures }
  },
})

import { once } from 'node:events'
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { startService } from '../../src/main.ts'
import { LIMITS } from '../../src/serve/limits.ts'
import { answerAll } from '../child.ts'

const [modelsDir, maxCacheBytes, pollMs] = process.argv.slice(2)
/** When a model was taken into use, in ms since 1970. */
export type ModelLoad = { readonly version: string; readonly atMs: number }

const loads: ModelLoad[] = []
const address = { host: '127.0.0.1', port: 0 }

const { url, metricsUrl } = await startService(
  {
    ...address,
    modelsDir: modelsDir!,
    pollMs: Number(pollMs),
    locale: 'en',
    metrics: address,
    limits: { ...LIMITS, maxCacheBytes: Number(maxCacheBytes) },
  },
  pino({}, { write: note }),
)

/** Nothing is logged but what happens to models. */
function note(line: string): void {
  const { msg, model } = JSON.parse(line)
  if (msg === 'model loaded') loads.push({ version: model, atMs: performance.timeOrigin + performance.now() })
}

answerAll({
  url: () => url,
  cpu: () => process.cpuUsage(),
  memory: () => process.memoryUsage(),
  loads: () => loads,

  /** Of its metrics, by name. On a connection of its own, for one that is kept would end while this stands still. */
  async metric(name: string): Promise<number> {
    const [answer] = await once(get(`${metricsUrl}/metrics`, { agent: false }), 'response')
    const metrics = await text(answer)
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)![1])
  },
})

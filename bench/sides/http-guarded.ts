import { pino } from 'pino'
import { startService } from '../../src/main.ts'
import { readCurrentModel } from '../../src/models/read.ts'
import { createApp } from '../../src/serve/app.ts'
import { LIMITS } from '../../src/serve/limits.ts'
import { prepare } from '../../src/serve/model.ts'
import { listenerOf } from '../../src/serve/server.ts'
import { answerAll } from '../child.ts'
import { listen } from '../listen.ts'

/** The service with metrics, without a cache; with "bare" for its maxTurnMs the same app with nothing before it. */
const [modelsDir, maxTurnMs] = process.argv.slice(2) as [string, string]
const ONE_DAY_MS = 86_400_000
const log = pino({ level: 'silent' })
const address = { host: '127.0.0.1', port: 0 }

async function bareUrl(): Promise<string> {
  const model = prepare(await readCurrentModel(modelsDir))
  const defaults = { locale: 'en' } as const
  const app = createApp({ current: () => model, isStopping: () => false, defaults, log })
  return listen(listenerOf(app))
}

async function serviceUrl(): Promise<string> {
  const limits = { ...LIMITS, maxTurnMs: Number(maxTurnMs), maxCacheBytes: 0 }
  const config = {
    ...address,
    modelsDir,
    pollMs: ONE_DAY_MS,
    locale: 'en',
    metrics: address,
    limits,
  } as const
  return (await startService(config, log)).url
}

const url = await (maxTurnMs === 'bare' ? bareUrl() : serviceUrl())

answerAll({ url: () => url, cpu: () => process.cpuUsage() })

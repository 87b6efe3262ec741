import { pino } from 'pino'
import { startService } from '../../src/main.ts'
import { answerAll } from '../child.ts'

const [modelsDir] = process.argv.slice(2)
const ONE_DAY_MS = 86_400_000

const { url } = await startService(
  { modelsDir: modelsDir!, host: '127.0.0.1', port: 0, pollMs: ONE_DAY_MS, locale: 'en' },
  pino({ level: 'silent' }),
)

answerAll({ url: () => url, cpu: () => process.cpuUsage() })

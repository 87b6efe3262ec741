import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Recipe } from '../../src/build/score.ts'
import type { Shop } from '../../src/build/shop.ts'
import { VERSION } from '../../src/format/layout.ts'
import { startService } from '../../src/main.ts'
import type { Manifest } from '../../src/models/manifest.ts'
import { publish } from '../../src/models/publish.ts'
import type { ServiceConfig } from '../../src/serve/service-config.ts'
import { compileGolden } from '../golden-shop.ts'

/** A folder with the shop's model as v1, shared by the tests of a file. */
export function sharedModel(shop: Shop): string {
  const modelsDir = mkdtempSync(join(tmpdir(), 'issho-test-'))
  beforeAll(() => publishShop(modelsDir, 'v1', shop))
  afterAll(() => rmSync(modelsDir, { recursive: true }))
  return modelsDir
}

/** Publishes a shop's model under a version name of the test's choice. */
export function publishShop(
  modelsDir: string,
  version: string,
  shop: Shop,
  { recipe, inputs = [] }: { readonly recipe?: Recipe; readonly inputs?: Manifest['inputs'] } = {},
) {
  const { files, counts } = compileGolden(shop, recipe)
  const description: Omit<Manifest, 'files'> = {
    version,
    formatVersion: VERSION,
    builtAt: '2026-11-22T03:15:00.000Z',
    builtBy: 'test',
    inputs,
    parameters: {},
    counts,
  }
  return publish(modelsDir, description, files)
}

/** A service on a free port that stops with the test, and the lines that it logs. */
export async function runService(modelsDir: string, config: Partial<ServiceConfig> = {}) {
  const logged: { readonly level: number; readonly msg: string }[] = []
  const log = pino({}, { write: line => logged.push(JSON.parse(line)) })
  const settings: ServiceConfig = {
    modelsDir,
    host: '127.0.0.1',
    port: 0,
    pollMs: 10,
    locale: 'en',
    ...config,
  }
  const service = await startService(settings, log)
  onTestFinished(service.stop)
  return { ...service, logged }
}

/** A service of the compiled code in a process of its own, so that signals and limits of files are its own. */
export async function spawnService(modelsDir: string) {
  const config: ServiceConfig = { modelsDir, host: '127.0.0.1', port: 0, pollMs: 1000, locale: 'en' }
  const main = new URL('../../dist/src/main.js', import.meta.url).href
  const script = `import { startService } from ${JSON.stringify(main)}
    const { url } = await startService(${JSON.stringify(config)})
    process.send(url)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [url] = await once(child, 'message')
  return { url: url as string, child }
}

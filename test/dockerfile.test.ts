import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMissing } from './require.ts'

/*
 * No Docker engine is needed: each stage of the Dockerfile gets a clean folder that stands for its root, and every
 * COPY and RUN is carried out in it. COPY sees only what .dockerignore lets through.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

type Stage = {
  readonly name: string
  readonly root: string
  readonly env: Record<string, string>
  workdir: string
}

const instructions = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
  .map(line => line.match(/^(\w+)\s+(.*)$/)!.slice(1) as [string, string])
const context = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('!'))
  .map(line => line.slice(1))

function canInstall(): boolean {
  if (process.getuid?.() !== 0) return false // the stages change owners, as docker build does
  try {
    execFileSync('npm', ['ping'], { stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

/** Builds all stages below `base`; the Dockerfile's absolute paths become paths below the stage's root. */
function buildStages(base: string): Map<string, Stage> {
  const stages = new Map<string, Stage>()
  let stage: Stage | undefined
  for (const [instruction, argument] of instructions) {
    if (instruction === 'FROM') {
      const name = argument.split(' AS ')[1]!
      stage = { name, root: join(base, name), env: {}, workdir: '/' }
      mkdirSync(stage.root)
      stages.set(name, stage)
    } else if (instruction === 'WORKDIR') {
      stage!.workdir = argument
      mkdirSync(join(stage!.root, argument), { recursive: true })
    } else if (instruction === 'ENV') {
      for (const pair of argument.split(' ')) stage!.env[pair.split('=')[0]!] = pair.split('=')[1]!
    } else if (instruction === 'COPY') {
      copy(stage!, argument, stages)
    } else if (instruction === 'RUN') {
      const command = argument.replace(/(?<= )\/(?=\w)/g, `${stage!.root}/`)
      const env = { ...process.env, NODE_ENV: '', ...stage!.env }
      execFileSync('sh', ['-ec', command], { cwd: join(stage!.root, stage!.workdir), env, stdio: 'pipe' })
    }
  }
  return stages
}

function copy(stage: Stage, argument: string, stages: ReadonlyMap<string, Stage>): void {
  const [, from, paths] = argument.match(/^(?:--from=(\S+) )?(.*)$/)!
  const sources = paths!.split(' ')
  const to = sources.pop()!
  const target = isAbsolute(to) ? join(stage.root, to) : join(stage.root, stage.workdir, to)
  for (const source of sources) {
    if (!from) expect(context, `.dockerignore lets ${source} through`).toContain(source)
    const path = from ? join(stages.get(from)!.root, source) : join(ROOT, source)
    const isFolder = statSync(path).isDirectory()
    cpSync(path, isFolder ? target : join(target, source), { recursive: true, verbatimSymlinks: true })
  }
}

describe.skipIf(isMissing('registry', canInstall()))('the Dockerfile', () => {
  const base = mkdtempSync(join(tmpdir(), 'issho-docker-'))
  let stages: Map<string, Stage>
  beforeAll(() => {
    stages = buildStages(base)
  }, 300_000)
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  const appOf = (name: string) => join(stages.get(name)!.root, 'app')
  /** The words of a stage's ENTRYPOINT, CMD or HEALTHCHECK. */
  const wordsOf = (name: string, wanted: string): string[] => {
    const from = instructions.findIndex(([i, a]) => i === 'FROM' && a.endsWith(` AS ${name}`))
    const argument = instructions.slice(from).find(([instruction]) => instruction === wanted)![1]
    return JSON.parse(argument.slice(argument.indexOf('[')))
  }

  it('puts DuckDB and what draws reports into the job, not into the service, and the compiler into neither', () => {
    expect(existsSync(join(appOf('job'), 'node_modules/@duckdb/node-api'))).toBe(true)
    expect(existsSync(join(appOf('job'), 'node_modules/@observablehq/plot'))).toBe(true)
    for (const name of ['@duckdb', '@observablehq', 'd3', 'linkedom'])
      expect(existsSync(join(appOf('service'), 'node_modules', name)), name).toBe(false)
    for (const name of ['job', 'service']) {
      expect(existsSync(join(appOf(name), 'node_modules/typescript'))).toBe(false)
      expect(existsSync(join(appOf(name), 'node_modules/hono'))).toBe(true)
    }
  })

  it('makes a models folder that the user of the job may write', () => {
    expect(statSync(join(stages.get('job')!.root, 'models')).uid).toBe(1000)
    expect(instructions.filter(([i]) => i === 'USER')).toEqual([
      ['USER', 'node'],
      ['USER', 'node'],
    ])
  })

  it('builds a model with the job, serves it with the service, and is found healthy', async () => {
    const models = join(base, 'models')
    const orders = join(base, 'orders.csv')
    const lines = Array.from({ length: 9 }, (_, i) => `${i},cup\n${i},saucer`)
    writeFileSync(orders, ['order_id,item_id', ...lines, 'x,spoon', 'y,spoon'].join('\n'))
    const job = wordsOf('job', 'ENTRYPOINT')
    const build = [...job.slice(1), 'build', '--orders', orders, '--models', models]
    execFileSync(process.execPath, build, { cwd: appOf('job'), stdio: 'pipe' })

    const port = await freePort()
    const command = [...wordsOf('service', 'ENTRYPOINT'), ...wordsOf('service', 'CMD')]
    const env = {
      ...process.env,
      ...stages.get('service')!.env,
      ISSHO_MODELS: models,
      ISSHO_PORT: String(port),
    }
    const service = spawn(process.execPath, command.slice(1), { cwd: appOf('service'), env })
    try {
      const answer = await eventually(() => fetch(`http://127.0.0.1:${port}/v1/items/cup/also-bought`))
      expect(await answer.json()).toMatchObject({ items: [{ id: 'saucer' }, { id: 'spoon' }] })
      const [, ...healthcheck] = wordsOf('service', 'HEALTHCHECK')
      execFileSync(process.execPath, healthcheck, { env, stdio: 'pipe' })
    } finally {
      service.kill('SIGTERM')
    }
    const code = await new Promise(resolve => service.on('exit', resolve))
    expect(code).toBe(0)
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The first answer that comes, asking again until the service is up. */
async function eventually(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await ask().catch(() => undefined)
    if (answer?.ok) return answer
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return ask()
}

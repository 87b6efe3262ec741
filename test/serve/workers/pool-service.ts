import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { start } from '../../commands/run.ts'
import { isThreadsMissing, THREADS_NODE } from '../../require.ts'
import { tempDir } from '../../temp-dir.ts'
import { type Answer, ask } from '../http.ts'

export type Logged = { readonly msg: string } & Readonly<Record<string, unknown>>

/** What this machine can serve with; the one that it lacks is skipped, visibly. */
export const KINDS = [
  { as: 'threads', isSkipped: isThreadsMissing() },
  { as: 'processes', isSkipped: false },
] as const
export type As = (typeof KINDS)[number]['as']

/** Refuses to share a port, as systems without SO_REUSEPORT do. */
const NO_SHARING = `
  import { Server } from 'node:net'
  const { listen } = Server.prototype
  Server.prototype.listen = function (options, ...rest) {
    if (!options?.reusePort) return listen.call(this, options, ...rest)
    const error = Object.assign(new Error('listen ENOTSUP'), { code: 'ENOTSUP' })
    queueMicrotask(() => this.emit('error', error))
    return this
  }`

/** Lets a test end one of the threads that answer from outside: SIGUSR2 ends the one that began first. */
const MORTAL = `
  import { isMainThread, threadId } from 'node:worker_threads'
  const fates = new BroadcastChannel('fates')
  fates.unref()
  if (isMainThread) {
    const living = []
    fates.onmessage = ({ data }) => living.push(data.born)
    process.on('SIGUSR2', () => fates.postMessage({ dies: living.shift() }))
  } else if (process.argv[1].endsWith('worker.js')) {
    fates.postMessage({ born: threadId })
    fates.onmessage = ({ data }) => {
      if (data.dies === threadId) throw new Error('struck down')
    }
  }`

const preloaded = (code: string) => `--import=data:text/javascript,${encodeURIComponent(code)}`

export type PoolOptions = {
  readonly as: As
  readonly overlay?: string
  readonly args?: readonly string[]
}

/** The real command with two workers on free ports, as soon as it listens. */
export async function servePool(
  modelsDir: string,
  { as, overlay = join(tempDir(), 'overlay.log'), args = [] }: PoolOptions,
) {
  const child = start(
    [
      ...['serve', '--models', modelsDir, '--port', '0', '--workers', '2', '--poll-ms', '50'],
      ...['--admin-port', '0', '--metrics-port', '0', '--overlay', overlay, ...args],
    ],
    as === 'threads'
      ? { node: THREADS_NODE, env: { NODE_OPTIONS: preloaded(MORTAL) } }
      : { env: { NODE_OPTIONS: preloaded(NO_SHARING) } },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stderr!.pipe(process.stderr)
  const exited = once(child, 'exit')
  const logged: Logged[] = []
  let heard = () => {}
  createInterface({ input: child.stdout! }).on('line', line => {
    logged.push(JSON.parse(line))
    heard()
  })

  /** The first line of the log that fits, those of the past included. */
  async function line(fits: (entry: Logged) => boolean): Promise<Logged> {
    for (;;) {
      const found = logged.find(fits)
      if (found) return found
      const next = new Promise<void>(resolve => {
        heard = resolve
      })
      await Promise.race([
        next,
        exited.then(() => Promise.reject(new Error(`the service ended: ${JSON.stringify(logged)}`))),
      ])
    }
  }

  /** Ends one worker, as a fault or the system would. */
  function strikeDown(): void {
    if (as === 'threads') child.kill('SIGUSR2')
    else process.kill(childrenOf(child.pid!)[0]!, 'SIGKILL')
  }

  const { url, adminUrl, metricsUrl } = (await line(({ msg }) => msg === 'listening')) as unknown as {
    readonly url: string
    readonly adminUrl: string
    readonly metricsUrl: string
  }
  return { url, adminUrl, metricsUrl, child, exited, logged, line, strikeDown }
}

export type Pool = Awaited<ReturnType<typeof servePool>>

/** The processes that a process has started, in the order in which it did. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

/**
 * The answers to one request on so many new connections that no worker is left out: the system deals connections out to
 * threads by a hash, 40 fall to one of two alone in one of 10¹² cases.
 */
export function askAll(url: string, path: string): Promise<Answer[]> {
  return Promise.all(Array.from({ length: 40 }, () => askAnew(url, path)))
}

/** One request on a connection of its own. */
export function askAnew(url: string, path: string): Promise<Answer> {
  return ask(url, path, { headers: { connection: 'close' } })
}

export function put(adminUrl: string, items: readonly object[]): Promise<Answer> {
  return ask(adminUrl, '/admin/items', { method: 'PUT', body: JSON.stringify({ items }) })
}

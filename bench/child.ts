import { fork } from 'node:child_process'
import { once } from 'node:events'

/** One side of a comparison in a process of its own, which answers one question at a time. */
export type Side = {
  readonly ask: <T>(question: string, detail?: unknown) => Promise<T>
  /** Stands still, so that what it has left to do (a collection of garbage) takes nothing from others on its core. */
  readonly rest: () => void
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

type Reply = { readonly value: unknown } | { readonly error: string }

export type SideOptions = {
  /** The logical core to stay on, where `taskset` is there; undefined for any. */
  readonly core?: number | undefined
  /** The path of another Node than the bench's own. */
  readonly node?: string
  readonly nodeFlags?: readonly string[]
}

/** Starts bench/sides/<name>. */
export function startSide(name: string, args: readonly string[], options: SideOptions = {}): Side {
  const { core, node = process.execPath, nodeFlags = [] } = options
  const file = new URL(`sides/${name}.js`, import.meta.url)
  const child = fork(
    file,
    args,
    core === undefined
      ? { execPath: node, execArgv: [...nodeFlags] }
      : { execPath: 'taskset', execArgv: ['-c', String(core), node, ...nodeFlags] },
  )
  const ended = once(child, 'exit').then(([code, signal]) => ({ error: `ended with ${signal ?? code}` }))
  return {
    async ask<T>(question: string, detail?: unknown): Promise<T> {
      child.send({ question, detail }, () => {}) // one that has ended says so below
      const answered = once(child, 'message').then(([reply]) => reply as Reply)
      const reply: Reply = await Promise.race([answered, ended])
      if ('error' in reply) throw new Error(`${name}: ${question}: ${reply.error}`)
      return reply.value as T
    },
    rest: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGCONT')
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

type Answers = Readonly<Record<string, (detail: never) => unknown>>

/** The other end, in the side's own process; it ends when the bench lets go of it. */
export function answerAll(answers: Answers): void {
  process.on('message', async ({ question, detail }: { question: string; detail: never }) => {
    try {
      process.send!({ value: await answers[question]!(detail) })
    } catch (error) {
      process.send!({ error: (error as Error).stack })
    }
  })
  process.on('disconnect', () => process.exit(0))
}

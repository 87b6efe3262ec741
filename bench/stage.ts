import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Side, startSide } from './child.ts'

/** Where a bench of servers plays: what it starts ends with it. */
export type Stage = {
  /** Temporary, and empty at first. */
  readonly folder: string
  /** In words. */
  readonly pinning: string
  /** The servers share a core, and one at a time is asked; the client has another. */
  readonly server: (name: string, args: readonly string[]) => Side
  readonly client: (name: string) => Side
  readonly atEnd: (stop: () => unknown) => void
}

const SERVER_CORE = 0
const CLIENT_CORE = 1
/** The path of the Node that servers run on, where it is not the one of the bench. */
export const OTHER_NODE = process.env.ISSHO_BENCH_NODE
const SERVER_NODE = OTHER_NODE ?? process.execPath

export async function onStage<T>(play: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-'))
  const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
  const start = (name: string, args: readonly string[], core: number, node: string) => {
    const side = startSide(name, args, { node, ...(isPinned && { core }) })
    stops.push(side.stop)
    return side
  }
  try {
    return await play({
      folder,
      pinning: isPinned
        ? `servers to core ${SERVER_CORE}, client to core ${CLIENT_CORE}`
        : 'no (one core, or no taskset)',
      server: (name, args) => start(name, args, SERVER_CORE, SERVER_NODE),
      client: name => start(name, [], CLIENT_CORE, process.execPath),
      atEnd: stop => stops.push(stop),
    })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

/** The version of the Node that the servers run on. */
export function serverNode(): string {
  return spawnSync(SERVER_NODE, ['--version']).stdout.toString().trim().slice(1)
}

import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The compiled command line. */
export const BIN = fileURLToPath(new URL('../../dist/scripts/issho.js', import.meta.url))

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string }
type RunOptions = {
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly cwd?: string
  readonly node?: string | undefined
}

/** Starts the real command line in a process of its own. */
export function start(
  args: readonly string[],
  { env, uid, cwd, node = process.execPath }: RunOptions = {},
): ChildProcess {
  return spawn(node, [BIN, ...args], {
    env: { ...process.env, NO_COLOR: '1', ...env },
    ...(uid !== undefined && { uid, gid: uid }),
    ...(cwd !== undefined && { cwd }),
  })
}

/** Runs it to its end. */
export function run(args: readonly string[], options?: RunOptions): Promise<Finished> {
  return finished(start(args, options))
}

export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', chunk => (stdout += chunk))
  child.stderr?.on('data', chunk => (stderr += chunk))
  return new Promise(resolve => child.on('close', code => resolve({ code, stdout, stderr })))
}

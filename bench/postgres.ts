import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Stage } from './stage.ts'
import { CREATE, DATABASE } from './tables.ts'

const DEBIAN = '/usr/lib/postgresql'
/** Everything in memory, nothing waits for the disk. */
const SETTINGS = ['shared_buffers=1GB', 'fsync=off', 'autovacuum=off', 'jit=off', 'listen_addresses=']

/** A PostgreSQL of our own with these rows, behind a Unix socket; undefined where none is installed. */
export async function startPostgres({ atEnd }: Stage, tables: () => Readonly<Record<string, string>>) {
  const programs = installed()
  if (programs === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'issho-bench-')) // not in the stage's: another user must enter it
  atEnd(() => rmSync(folder, { recursive: true }))
  const who = unprivileged()
  if (who) chownSync(folder, who.uid, who.gid)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', DATABASE.user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(join(programs, 'initdb'), init, { ...who, stdio: 'ignore' })
  const settings = SETTINGS.flatMap(setting => ['-c', setting])
  const child = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, ...settings], {
    ...who,
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  atEnd(() => {
    child.kill('SIGINT') // fast shutdown: connections are cut
    return ended
  })
  while (child.exitCode === null && spawnSync(join(programs, 'pg_isready'), ['-h', folder]).status !== 0) {
    await sleep(50)
  }
  const psql = (command: string, input = '') =>
    execFileSync(
      join(programs, 'psql'),
      ['-qAt', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', DATABASE.user, '-c', command],
      { input },
    )
      .toString()
      .trim()
  psql(CREATE)
  for (const [name, lines] of Object.entries(tables())) psql(`copy ${name} from stdin`, lines)
  psql('vacuum analyze')
  return { socketFolder: folder, version: psql('show server_version') }
}

/** The folder of its newest programs. */
function installed(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined
  const newest = readdirSync(DEBIAN)
    .filter(version => existsSync(join(DEBIAN, version, 'bin/postgres')))
    .sort((a, b) => Number(b) - Number(a))[0]
  return newest && join(DEBIAN, newest, 'bin')
}

/** PostgreSQL refuses to be run by root; its package brings a user. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid!() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString())
  return { uid: id('-u'), gid: id('-g') }
}

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'redis'
import type { Stage } from './stage.ts'

const BATCH = 500

/** A Redis of our own with these entries, saving nothing, behind a Unix socket; undefined where none is installed. */
export async function startRedis(
  { folder, atEnd }: Stage,
  num: number,
  entry: (i: number) => [string, Buffer],
) {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined
  const socket = join(folder, 'redis.sock')
  const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder]
  const child = spawn('redis-server', args, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  atEnd(() => {
    child.kill()
    return ended
  })
  while (!existsSync(socket) && child.exitCode === null) await sleep(20)
  const client = await createClient({
    socket: { path: socket, tls: false, reconnectStrategy: false },
  }).connect()
  for (let begin = 0; begin < num; begin += BATCH) {
    const length = Math.min(BATCH, num - begin)
    await client.mSet(Array.from({ length }, (_, i) => entry(begin + i)))
  }
  const version = /redis_version:(\S+)/.exec(await client.info('server'))![1]!
  await client.close()
  return { socket, version }
}

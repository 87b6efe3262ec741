import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ModelsError } from './errors.ts'

/**
 * Runs `work` while no other build or rollback may touch the models folder. The lock is a file that names its
 * holder; one left by a process that is gone from this machine is taken over. Throws ModelsError where it is held.
 */
export async function withLock<T>(modelsDir: string, work: () => Promise<T>): Promise<T> {
  await mkdir(modelsDir, { recursive: true })
  const path = join(modelsDir, '.lock')
  const release = await acquire(path)
  try {
    return await work()
  } finally {
    await release()
  }
}

/** The locks that this process holds: a restarted container finds its own process number in a lock that is stale. */
const held = new Set<string>()

async function acquire(path: string): Promise<() => Promise<void>> {
  const mine = `${path}-${process.pid}`
  for (;;) {
    // linked with its content already in it, so that nobody reads an empty lock
    await writeFile(mine, `${process.pid} ${hostname()}`)
    try {
      await link(mine, path)
      held.add(path)
      return async () => {
        held.delete(path)
        await rm(path, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      await rm(mine, { force: true })
    }
    const holder = await readFile(path, 'utf8').catch(() => '')
    if (isAlive(holder, path)) {
      const [pid, host] = holder.split(' ')
      throw new ModelsError(
        `${path}: held by process ${pid} on ${host}: another build is at work. ` +
          'Wait for it to end, or remove the file if that process is gone.',
      )
    }
    await rm(path, { force: true })
  }
}

/** Whether the holder may still be at work. A holder on another machine cannot be asked, so it is believed. */
function isAlive(holder: string, path: string): boolean {
  const [pid, host] = holder.split(' ')
  if (host !== hostname()) return host !== undefined
  if (Number(pid) === process.pid) return held.has(path)
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

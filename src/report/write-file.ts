import { constants } from 'node:fs'
import { access, lstat, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Why no file can be written there, or undefined: asked before the work, not after it. */
export async function faultOf(path: string): Promise<string | undefined> {
  const folder = dirname(path)
  const there = await stat(folder).catch(() => undefined)
  if (!there) return `${path}: the folder ${folder} does not exist; expected a file in a folder that does`
  if (!there.isDirectory()) return `${path}: ${folder} is no folder; expected a file in a folder`
  // A folder, a device, a link: whatever is renamed over it would take its place.
  if ((await lstat(path).catch(() => undefined))?.isFile() === false)
    return `${path}: is there and no plain file; expected a new file, or one to replace`
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  return isWritable ? undefined : `${path}: the folder ${folder} cannot be written; expected one that can`
}

/** Writes a file whole or not at all: beside it under another name first, then renamed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished-${process.pid}`
  try {
    await writeFile(unfinished, text)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { storedChecksum } from '../format/checksum.ts'
import { KINDS, type Kind, type ModelBytes } from '../format/layout.ts'
import { syncFolder, writeDurably } from './durable.ts'
import { fileName } from './files.ts'
import type { Manifest } from './manifest.ts'
import { readModel, readNearMisses } from './read.ts'

/** Begins the name of every folder that a build works in; never a version's name. */
export const UNFINISHED = '.unfinished-'

/**
 * Writes a model, reads it back whole, and only then points models/current at it. Until that last rename the model
 * in use stays in use; whatever goes wrong before it leaves no trace. Returns the manifest with its files.
 */
export async function publish(
  modelsDir: string,
  description: Omit<Manifest, 'files'>,
  files: ModelBytes,
): Promise<Manifest> {
  const manifest: Manifest = {
    ...description,
    files: filesIn(files).map(([kind, file]) => ({
      kind,
      bytes: file.length,
      checksum: storedChecksum(file),
    })),
  }
  const unfinished = UNFINISHED + manifest.version
  const folder = join(modelsDir, unfinished)
  try {
    await mkdir(folder, { recursive: true })
    for (const [kind, file] of filesIn(files)) await writeDurably(join(folder, fileName(kind)), file)
    await writeDurably(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    await syncFolder(folder)
    await readNearMisses(modelsDir, unfinished, await readModel(modelsDir, unfinished))
    await rename(folder, join(modelsDir, manifest.version)).catch(async error => {
      if (error.code !== 'ENOTEMPTY') throw error
      await rm(folder, { recursive: true }) // the same second and the same digest: the same model is there already
    })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  await pointTo(modelsDir, manifest.version)
  return manifest
}

/** The files that there are, by kind. */
function filesIn(files: ModelBytes): [Kind, Uint8Array][] {
  return KINDS.flatMap(kind => (files[kind] ? [[kind, files[kind]] as [Kind, Uint8Array]] : []))
}

/** The name of a model: when it was built, then the first digits of a digest of its files. */
export function versionName(builtAt: Date, files: ModelBytes): string {
  const digest = createHash('sha256')
  for (const [, file] of filesIn(files)) digest.update(file)
  const time = builtAt.toISOString().replace(/[-:]|\.\d+/g, '')
  return `${time}-${digest.digest('hex').slice(0, 6)}`
}

/** Makes a version the one in use: models/current is replaced in one step, never half written. */
export async function pointTo(modelsDir: string, version: string): Promise<void> {
  const next = join(modelsDir, '.current-next')
  await writeDurably(next, `${version}\n`)
  await rename(next, join(modelsDir, 'current'))
  await syncFolder(modelsDir)
}

/** Removes what builds that were killed left behind. Only under the lock. */
export async function sweep(modelsDir: string): Promise<void> {
  for (const name of await readdir(modelsDir)) {
    if (name.startsWith(UNFINISHED)) await rm(join(modelsDir, name), { recursive: true, force: true })
  }
}

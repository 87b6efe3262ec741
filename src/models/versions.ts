import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelsError } from './errors.ts'
import type { Manifest } from './manifest.ts'
import { pointTo } from './publish.ts'
import { currentVersion, readManifest, readModel } from './read.ts'

export type VersionEntry = {
  readonly version: string
  readonly current: boolean
  readonly manifest?: Manifest
}

/** The models of a folder, newest first. One whose manifest cannot be read is listed without, by its name. */
export async function listVersions(modelsDir: string): Promise<VersionEntry[]> {
  const current = await currentVersion(modelsDir)
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch(() => [])
  const names = entries.filter(e => e.isDirectory() && !e.name.startsWith('.')).map(e => e.name)
  const versions = await Promise.all(
    names.map(async version => {
      const manifest = await readManifest(modelsDir, version).catch(() => undefined)
      return { version, current: version === current, ...(manifest && { manifest }) }
    }),
  )
  return versions.sort((a, b) => (ageKey(a) < ageKey(b) ? 1 : -1))
}

/** Sorts by age: a name tells the second, the manifest the millisecond. */
function ageKey({ version, manifest }: VersionEntry): string {
  return version.replace(/-.*/, '') + (manifest?.builtAt ?? '') + version
}

/**
 * Points models/current at `to`, or at the version before the current one, after reading it whole.
 * Returns where it pointed and where it points. Throws ModelsError where there is nothing to go back to.
 */
export async function rollBack(
  modelsDir: string,
  to?: string,
): Promise<{ from: string | undefined; to: string }> {
  const from = await currentVersion(modelsDir)
  const versions = (await listVersions(modelsDir)).map(v => v.version)
  const target = to ?? (from === undefined ? undefined : versions[versions.indexOf(from) + 1])
  if (target === undefined) {
    const older = from === undefined ? 'no model was published yet' : `${from} is the oldest model`
    throw new ModelsError(`${modelsDir}: ${older}, there is nothing to roll back to`)
  }
  if (!versions.includes(target)) {
    throw new ModelsError(
      `${modelsDir}: there is no model ${target}; there are: ${versions.join(', ') || 'none'}`,
    )
  }
  await readModel(modelsDir, target)
  await pointTo(modelsDir, target)
  return { from, to: target }
}

/** Removes all but the newest `keep` models and the one in use. Returns the versions that it removed. */
export async function prune(modelsDir: string, keep: number): Promise<string[]> {
  const old = (await listVersions(modelsDir)).filter((v, i) => i >= keep && !v.current).map(v => v.version)
  for (const version of old) await rm(join(modelsDir, version), { recursive: true, force: true })
  return old
}

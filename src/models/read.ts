import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FormatError } from '../format/errors.ts'
import type { ModelFile } from '../format/layout.ts'
import { ModelsError } from './errors.ts'
import { ignoreMissing, type Model, readFiles, readIndex, refuseOtherItems } from './files.ts'
import { type Manifest, manifestSchema } from './manifest.ts'
import { ownMemory, together } from './whole-file.ts'

/** The version that models/current names, or undefined where nothing was published yet. */
export async function currentVersion(modelsDir: string): Promise<string | undefined> {
  const pointer = await readFile(join(modelsDir, 'current'), 'utf8').catch(ignoreMissing)
  return pointer?.trim() || undefined
}

/** The manifest of one version. Throws FormatError where it cannot be read. */
export async function readManifest(modelsDir: string, version: string): Promise<Manifest> {
  const path = join(modelsDir, version, 'manifest.json')
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  if (text === undefined)
    throw new ModelsError(`${path}: not found; there is no model ${version} in ${modelsDir}`)
  const parsed = manifestSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const fault = parsed.error.issues[0]!
  throw new FormatError('HEADER', `${path}: ${fault.path.join('.') || 'the manifest'}: ${fault.message}`)
}

/**
 * One version, read whole and checked: every file against its own checksum and against the manifest.
 * Throws ModelsError where something is missing, FormatError where something is damaged or foreign.
 */
export async function readModel(
  modelsDir: string,
  version: string,
  readWhole = together(ownMemory),
): Promise<Model> {
  return readFiles(join(modelsDir, version), await readManifest(modelsDir, version), readWhole)
}

/** What a model says of items that are no higher models, which no answer needs; undefined where it says nothing. */
export async function readNearMisses(
  modelsDir: string,
  version: string,
  { manifest, items }: Model,
): Promise<ModelFile<'near-misses'> | undefined> {
  if (!manifest.files.some(({ kind }) => kind === 'near-misses')) return undefined
  const folder = join(modelsDir, version)
  const file = await readIndex(folder, manifest, 'near-misses', together(ownMemory))
  refuseOtherItems(folder, items, file)
  return file
}

/** The version in use, read whole. Throws ModelsError where none was published. */
export async function readCurrentModel(modelsDir: string): Promise<Model> {
  const version = await currentVersion(modelsDir)
  if (version === undefined) {
    throw new ModelsError(
      `${join(modelsDir, 'current')}: not found; publish a model first: issho build --orders FILE`,
    )
  }
  return readModel(modelsDir, version)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { storedChecksum } from '../format/checksum.ts'
import { decode } from '../format/decode.ts'
import { FormatError } from '../format/errors.ts'
import type { Kind, ModelFile } from '../format/layout.ts'
import { ModelsError } from './errors.ts'
import { fileName, type Manifest, manifestSchema } from './manifest.ts'
import { ownMemory, type ReadWhole, together } from './whole-file.ts'

/** A whole model in memory: its manifest and its files as views. */
export type Model = {
  readonly manifest: Manifest
  readonly items: ModelFile<'items'>
  readonly alsoBought: ModelFile<'also-bought'>
  readonly higherModel: ModelFile<'higher-model'>
  /** Absent where the model knows no segments. */
  readonly segments?: ModelFile<'segments'>
}

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
  const manifest = await readManifest(modelsDir, version)
  const hasSegments = manifest.files.some(({ kind }) => kind === 'segments')
  const [items, alsoBought, higherModel, segments] = await Promise.all([
    readIndex(join(modelsDir, version), manifest, 'items', readWhole),
    readIndex(join(modelsDir, version), manifest, 'also-bought', readWhole),
    readIndex(join(modelsDir, version), manifest, 'higher-model', readWhole),
    hasSegments ? readIndex(join(modelsDir, version), manifest, 'segments', readWhole) : undefined,
  ])
  refuseOtherItems(join(modelsDir, version), items, alsoBought, higherModel, ...(segments ? [segments] : []))
  return { manifest, items, alsoBought, higherModel, ...(segments && { segments }) }
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

/** Throws FormatError where a file is about other items than items.idx. */
function refuseOtherItems(
  folder: string,
  items: ModelFile<'items'>,
  ...files: readonly { readonly kind: Kind; readonly counts: { readonly numItems: number } }[]
): void {
  for (const { kind, counts } of files) {
    if (counts.numItems === items.counts.numItems) continue
    throw new FormatError(
      'BOUNDS',
      `${join(folder, fileName(kind))}: has ${counts.numItems} items, items.idx has ${items.counts.numItems}`,
    )
  }
}

async function readIndex<K extends Kind>(
  folder: string,
  manifest: Manifest,
  kind: K,
  readWhole: ReadWhole,
): Promise<ModelFile<K>> {
  const path = join(folder, fileName(kind))
  const bytes = await readWhole(path).catch(ignoreMissing)
  if (bytes === undefined) throw new ModelsError(`${path}: not found; the model is not whole`)
  const file = decode(kind, bytes, path)
  if (storedChecksum(bytes) !== manifest.files.find(f => f.kind === kind)?.checksum) {
    throw new FormatError(
      'CHECKSUM',
      `${path}: is not the file that its manifest names; copy the whole folder again`,
    )
  }
  return file
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

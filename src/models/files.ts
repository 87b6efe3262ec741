import { join } from 'node:path'
import { storedChecksum } from '../format/checksum.ts'
import { decode } from '../format/decode.ts'
import { FormatError } from '../format/errors.ts'
import type { Kind, ModelFile } from '../format/layout.ts'
import { ModelsError } from './errors.ts'
import type { Manifest } from './manifest.ts'
import type { ReadWhole } from './whole-file.ts'

/** A whole model in memory: its manifest and its files as views. */
export type Model = {
  readonly manifest: Manifest
  readonly items: ModelFile<'items'>
  readonly alsoBought: ModelFile<'also-bought'>
  readonly higherModel: ModelFile<'higher-model'>
  /** Absent where the model knows no segments. */
  readonly segments?: ModelFile<'segments'>
}

/** The file that holds one kind of index, in a model's folder. */
export function fileName(kind: Kind): string {
  return `${kind}.idx`
}

/** The files that the manifest names, each read whole and checked, and that all are of the same items. */
export async function readFiles(folder: string, manifest: Manifest, readWhole: ReadWhole): Promise<Model> {
  const hasSegments = manifest.files.some(({ kind }) => kind === 'segments')
  const [items, alsoBought, higherModel, segments] = await Promise.all([
    readIndex(folder, manifest, 'items', readWhole),
    readIndex(folder, manifest, 'also-bought', readWhole),
    readIndex(folder, manifest, 'higher-model', readWhole),
    hasSegments ? readIndex(folder, manifest, 'segments', readWhole) : undefined,
  ])
  refuseOtherItems(folder, items, alsoBought, higherModel, ...(segments ? [segments] : []))
  return { manifest, items, alsoBought, higherModel, ...(segments && { segments }) }
}

/** Throws FormatError where a file is about other items than items.idx. */
export function refuseOtherItems(
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

/** Throws ModelsError where the file is missing, FormatError where it is damaged or foreign. */
export async function readIndex<K extends Kind>(
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

export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

import { type Model, readFiles } from '../../models/files.ts'
import type { Manifest } from '../../models/manifest.ts'
import type { ReadWhole } from '../../models/whole-file.ts'
import { bestSellersOf } from '../best-sellers.ts'

/** A model, and its best sellers if they have been listed: that takes a look at every item. */
export type LoadedModel = Model & { readonly popular?: Uint32Array }

/** A model with all that takes long, in memory that threads share; `readWhole` gives such. */
export async function load(folder: string, manifest: Manifest, readWhole: ReadWhole): Promise<LoadedModel> {
  const model = await readFiles(folder, manifest, readWhole)
  const listed = bestSellersOf(model, model.items.columns.flags)
  const popular = new Uint32Array(new SharedArrayBuffer(listed.byteLength))
  popular.set(listed)
  return { ...model, popular }
}

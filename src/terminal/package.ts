import { readFileSync } from 'node:fs'

/** Name and version of this package, wherever it runs from: the sources or dist. */
export const PACKAGE: { readonly name: string; readonly version: string } = read(
  new URL('.', import.meta.url),
)

function read(folder: URL): { name: string; version: string } {
  try {
    return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
  } catch {
    return read(new URL('..', folder))
  }
}

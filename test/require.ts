import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What a test needs and a machine may lack. Where it is missing the test is skipped, visibly; where ISSHO_REQUIRE
 * names it ("data,registry"), the skip is a failure.
 */
export function isMissing(need: string, isThere: boolean): boolean {
  if (isThere) return false
  if ((process.env.ISSHO_REQUIRE ?? '').split(',').includes(need)) {
    throw new Error(`ISSHO_REQUIRE names ${need}, and this machine lacks it`)
  }
  return true
}

/** Folder of the real data sets, beside the checkout or where ISSHO_DATA says. */
export const DATA_DIR = process.env.ISSHO_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))

export function isDataMissing(): boolean {
  return isMissing('data', existsSync(DATA_DIR))
}

/** A headless browser, by any of the names that Chromium has; undefined where there is none. */
export const BROWSER = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap(folder => ['chromium', 'chromium-browser', 'google-chrome'].map(name => join(folder, name)))
  .find(existsSync)

export function isBrowserMissing(): boolean {
  return isMissing('browser', BROWSER !== undefined)
}

import { spawnSync } from 'node:child_process'
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

/** Node that lets threads share a port (22.12 and later): this one, or the one that ISSHO_NODE names. */
export const THREADS_NODE = [process.execPath, process.env.ISSHO_NODE].find(
  node => node !== undefined && canShareAPort(node),
)

export function isThreadsMissing(): boolean {
  return isMissing('threads', THREADS_NODE !== undefined)
}

function canShareAPort(node: string): boolean {
  const script = `const { createServer } = require('node:net')
    const one = createServer().listen({ port: 0, reusePort: true }, () => {
      const again = { port: one.address().port, reusePort: true }
      createServer().on('error', () => process.exit(1)).listen(again, () => process.exit(0))
    }).on('error', () => process.exit(1))`
  return spawnSync(node, ['--eval', script]).status === 0
}

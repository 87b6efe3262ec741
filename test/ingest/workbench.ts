import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Shop } from '../../src/build/shop.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import type { IngestRequest } from '../../src/ingest/request.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** A folder with these files; it goes when the test ends. */
export async function folderWith(files: Files): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'issho-ingest-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content)
  return dir
}

/** Ingests files by name: orders*, and catalog* where there are such. Paths in messages lose the folder. */
export async function ingestFiles(files: Files, request: Partial<IngestRequest> = {}) {
  const dir = await folderWith(files)
  const named = (start: string) =>
    Object.keys(files)
      .filter(name => name.startsWith(start))
      .map(name => join(dir, name))
  const tempDir = join(dir, 'scratch')
  await mkdir(tempDir)
  const rejectsFile = join(dir, 'rejects.csv')
  const rejects = () => readFile(rejectsFile, 'utf8').then(text => text.replaceAll(`${dir}/`, ''))
  try {
    const { shop, report } = await ingest({
      orders: named('orders'),
      catalog: named('catalog'),
      maxRejects: 1,
      ...request,
      rejectsFile,
      tempDir,
    })
    const notices = report.notices.map(notice => notice.replaceAll(`${dir}/`, ''))
    return { shop, report: { ...report, notices }, rejects: await rejects() }
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replaceAll(`${dir}/`, '')
    throw error
  }
}

/** The baskets as lists of item ids, sorted. */
export function basketsOf({ items, baskets }: Shop): string[][] {
  return Array.from({ length: baskets.start.length - 1 }, (_, b) =>
    [...baskets.item.subarray(baskets.start[b], baskets.start[b + 1])].map(n => items[n]!.id).sort(),
  )
}

/** Lines of text, each ended. */
export function lines(...rows: string[]): string {
  return rows.map(row => `${row}\n`).join('')
}

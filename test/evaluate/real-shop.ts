import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shop } from '../../src/build/shop.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { DATA_DIR } from '../require.ts'

/** The shop of one file of the real data sets. */
export async function realShop(file: string): Promise<Shop> {
  const dir = await mkdtemp(join(tmpdir(), 'issho-evaluate-'))
  try {
    const tempDir = join(dir, 'scratch')
    await mkdir(tempDir)
    const rejectsFile = join(dir, 'rejects.csv')
    return (await ingest({ orders: [join(DATA_DIR, file)], rejectsFile, maxRejects: 0, tempDir })).shop
  } finally {
    await rm(dir, { recursive: true })
  }
}

export function mean(gains: Float64Array): number {
  return gains.reduce((sum, gain) => sum + gain, 0) / gains.length
}

import { copyFileSync, cpSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from '../../src/models/read.ts'
import { tempDir } from '../temp-dir.ts'
import { sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

/** The compiled reader: threads begin with JavaScript alone. */
const compiled = new URL('../../dist/src/serve/loading/reader.js', import.meta.url).href
const { readerFor }: typeof import('../../src/serve/loading/reader.ts') = await import(compiled)

describe('a reader of models', () => {
  const modelsDir = sharedModel(teaShop)

  it('brings the first and those that follow alike, in memory that threads share', async () => {
    const { read } = readerFor(modelsDir)
    const models = [await read('v1'), await read('v1'), await read('v1')]
    const { items, alsoBought } = await readModel(modelsDir, 'v1')
    for (const model of models) {
      expect(model.items).toEqual(items)
      expect(model.alsoBought).toEqual(alsoBought)
      expect(model.items.columns.cardText.buffer).toBeInstanceOf(SharedArrayBuffer)
    }
  })

  it('says of a model that it reads beside what it would say here, and reads on', async () => {
    const folder = tempDir()
    cpSync(modelsDir, folder, { recursive: true })
    cpSync(join(folder, 'v1'), join(folder, 'cut'), { recursive: true })
    truncateSync(join(folder, 'cut', 'items.idx'), 1000)
    cpSync(join(folder, 'v1'), join(folder, 'mixed'), { recursive: true })
    copyFileSync(join(folder, 'mixed', 'items.idx'), join(folder, 'mixed', 'also-bought.idx'))
    const { read } = readerFor(folder)
    await read('v1')
    for (const version of ['cut', 'mixed', 'nowhere']) {
      const here = await readModel(folder, version).catch(error => error.message)
      expect(here).toContain(folder)
      await expect(read(version)).rejects.toThrow(here)
    }
    expect((await read('v1')).manifest.version).toBe('v1')
  })
})

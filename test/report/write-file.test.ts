import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultOf, writeWhole } from '../../src/report/write-file.ts'
import { tempDir } from '../temp-dir.ts'

describe('writing a report', () => {
  it('replaces the file whole and leaves nothing beside it', async () => {
    const dir = tempDir()
    const path = join(dir, 'report.html')
    await writeWhole(path, 'old')
    await writeWhole(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(dir)).toEqual(['report.html'])
    expect(await faultOf(path)).toBeUndefined()
  })

  it('leaves nothing where it fails', async () => {
    const dir = tempDir()
    mkdirSync(join(dir, 'taken', 'full'), { recursive: true })
    await expect(writeWhole(join(dir, 'taken'), 'text')).rejects.toThrow('taken')
    expect(readdirSync(dir)).toEqual(['taken'])
  })

  it('says what is wrong with a path before any work is done', async () => {
    const dir = tempDir()
    const file = join(dir, 'file')
    writeFileSync(file, '')
    symlinkSync(file, join(dir, 'link'))
    expect(await faultOf(join(dir, 'none', 'a.html'))).toBe(
      `${dir}/none/a.html: the folder ${dir}/none does not exist; expected a file in a folder that does`,
    )
    expect(await faultOf(join(file, 'a.html'))).toContain(`${file} is no folder`)
    expect(await faultOf(dir)).toContain(`${dir}: is there and no plain file`)
    expect(await faultOf(join(dir, 'link'))).toContain('is there and no plain file')
    expect(await faultOf('/dev/null')).toContain('/dev/null: is there and no plain file')
    if (process.getuid?.() === 0) return // nothing is closed to root
    chmodSync(dir, 0o500)
    expect(await faultOf(join(dir, 'a.html'))).toContain('cannot be written')
    chmodSync(dir, 0o700)
  })
})

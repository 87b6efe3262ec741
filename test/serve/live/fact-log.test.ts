import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lineOf, openFactLog, parseLog } from '../../../src/serve/live/fact-log.ts'
import type { Batch } from '../../../src/serve/live/facts.ts'
import { isMissing } from '../../require.ts'
import { tempDir } from '../../temp-dir.ts'

const BATCHES: readonly Batch[] = [
  { at: 1, items: [{ id: 'a', available: false }] },
  { at: 2, items: [{ id: '湯呑\n"x"', price: { amount: 1200, currency: 'GBP' } }] },
  {
    at: 3,
    items: [
      { id: 'a', available: null, price: null },
      { id: '🍵', available: true },
    ],
  },
]
const PATH = '/shop/overlay.log'
const whole = Buffer.from(BATCHES.map(lineOf).join(''))
const lastLine = lineOf(BATCHES[2]!)
const lastStart = whole.length - Buffer.byteLength(lastLine)

async function opened(path: string) {
  const log = await openFactLog(path)
  onTestFinished(log.close)
  return log
}

describe('a log of facts', () => {
  it('reads what was written', () => {
    expect(parseLog(PATH, whole)).toEqual({ batches: BATCHES, wholeBytes: whole.length })
    expect(parseLog(PATH, Buffer.alloc(0))).toEqual({ batches: [], wholeBytes: 0 })
  })

  it('leaves a last line out that was cut anywhere', () => {
    for (let end = lastStart; end < whole.length; end++) {
      const torn = parseLog(PATH, whole.subarray(0, end))
      expect(torn).toEqual({ batches: BATCHES.slice(0, 2), wholeBytes: lastStart })
    }
  })

  it('leaves a last line out of which a part never reached the disk', () => {
    for (let at = lastStart; at < whole.length - 1; at++) {
      const torn = Buffer.from(whole)
      torn.fill(0, at, Math.min(at + 8, whole.length - 1))
      expect(parseLog(PATH, torn).batches).toEqual(BATCHES.slice(0, 2))
    }
  })

  it('is refused with file and line where any other byte is wrong', () => {
    for (let at = 0; at < lastStart; at++) {
      const damaged = Buffer.from(whole)
      damaged[at]! ^= 0x20
      expect(() => parseLog(PATH, damaged), `byte ${at}`).toThrow(
        /^\/shop\/overlay\.log:[12]: is damaged, its checksum does not fit; bring the file back from a copy/,
      )
    }
  })

  it('is not created before something is set', async () => {
    const dir = tempDir()
    await opened(join(dir, 'overlay.log'))
    expect(readdirSync(dir)).toEqual([])
  })

  it('goes on where it ended, without the torn line', async () => {
    const path = join(tempDir(), 'overlay.log')
    writeFileSync(path, whole.subarray(0, whole.length - 5))
    const log = await opened(path)
    expect(log.batches).toEqual(BATCHES.slice(0, 2))
    expect(log.tornBytes).toBe(Buffer.byteLength(lastLine) - 5)
    await log.append([{ at: 9, items: [] }])
    await log.append([{ at: 10, items: [] }])
    expect(readFileSync(path, 'utf8')).toBe(
      [...BATCHES.slice(0, 2), { at: 9, items: [] }, { at: 10, items: [] }].map(lineOf).join(''),
    )
  })

  it('is written anew and goes on from there', async () => {
    const dir = tempDir()
    const path = join(dir, 'overlay.log')
    const log = await opened(path)
    await log.append(BATCHES)
    await log.rewrite(BATCHES.slice(2))
    await log.append(BATCHES.slice(0, 1))
    expect(readFileSync(path, 'utf8')).toBe(lastLine + lineOf(BATCHES[0]!))
    expect(readdirSync(dir)).toEqual(['overlay.log'])
  })

  it.each([
    ['has written to it', (path: string) => appendFileSync(path, lastLine)],
    ['has removed it', (path: string) => rmSync(path)],
  ])('takes nothing more where another hand %s', async (_, spoil) => {
    const path = join(tempDir(), 'overlay.log')
    const log = await opened(path)
    await log.append(BATCHES)
    spoil(path)
    const message = `${path}: was written, replaced or removed by another hand; one process alone may keep it`
    await expect(log.append(BATCHES)).rejects.toThrow(message)
    await expect(log.rewrite([])).rejects.toThrow(message)
  })

  it.skipIf(isMissing('root', process.getuid?.() === 0))(
    'holds what was acknowledged, and nothing else, on a disk that fills up and is cleared',
    async () => {
      const dir = join(tempDir(), 'small-disk')
      mkdirSync(dir)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir])
      onTestFinished(() => void execFileSync('umount', [dir]))
      const path = join(dir, 'overlay.log')
      const log = await openFactLog(path)
      await log.append(BATCHES)
      writeFileSync(join(dir, 'filler'), Buffer.alloc(52 * 1024))
      const large = { at: 4, items: [{ id: 'x'.repeat(20_000), available: false }] }
      for (let i = 0; i < 3; i++) await expect(log.append([large])).rejects.toThrow('ENOSPC')
      await expect(log.rewrite([large])).rejects.toThrow('ENOSPC')
      expect(readFileSync(path)).toEqual(whole)
      expect(readdirSync(dir).sort()).toEqual(['filler', 'overlay.log'])
      await log.append([{ at: 5, items: [] }]) // a small one still fits
      rmSync(join(dir, 'filler'))
      await log.append([large])
      expect(parseLog(path, readFileSync(path)).batches).toEqual([...BATCHES, { at: 5, items: [] }, large])
      await log.close()
    },
  )
})

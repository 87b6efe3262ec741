import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createProgress } from '../../src/terminal/progress.ts'

/** What a run of two stages writes to such a stream. */
function written(isTTY: boolean, quiet: boolean): string {
  let text = ''
  const sink = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  const stream = Object.assign(sink, { isTTY, columns: 80, clearLine() {}, cursorTo() {}, moveCursor() {} })
  let nowMs = 0
  const progress = createProgress(stream, quiet, () => (nowMs += 1500))
  progress.update('read', 0, 2)
  progress.update('read', 1, 2)
  progress.update('count', 0, 1)
  progress.end()
  progress.end()
  return text
}

describe('createProgress', () => {
  it('draws a bar a stage on a terminal', () => {
    const text = written(true, false)
    expect(text).toContain('read')
    expect(text).toContain('count')
    expect(text).toContain('100%')
  })

  it('writes a plain line a stage elsewhere', () => {
    expect(written(false, false)).toBe('read: 1.5 s\ncount: 1.5 s\n')
  })

  it('writes nothing when quiet', () => {
    expect(written(true, true)).toBe('')
    expect(written(false, true)).toBe('')
  })
})

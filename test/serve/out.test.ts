import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Out } from '../../src/serve/out.ts'
import { viewOf } from '../../src/serve/piece.ts'

const said = (write: (out: Out) => void): string => {
  const out = new Out()
  write(out)
  return out.taken().toString()
}

describe('what is written', () => {
  it('is a number as JSON writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), n => {
        expect(said(out => out.integer(n))).toBe(JSON.stringify(n))
      }),
    )
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.constantFrom(2 as const, 3 as const),
        (value, decimals) => {
          const rounded = Math.round(value * 10 ** decimals) / 10 ** decimals
          expect(said(out => out.decimal(value, decimals))).toBe(JSON.stringify(rounded))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('is a string as JSON writes it, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const bytes = Buffer.from(text)
        expect(JSON.parse(said(out => out.quoted(viewOf(bytes), 0, bytes.length)))).toBe(bytes.toString())
      }),
    )
    for (const text of ['', '"', '\\', '\n', 'a\u0000b', '湯呑☕', 'x'.repeat(100)]) {
      const bytes = Buffer.from(`..${text}..`)
      expect(JSON.parse(said(out => out.quoted(viewOf(bytes), 2, bytes.length - 2)))).toBe(text)
    }
  })

  it('is of any length, and each answer is its own', () => {
    const out = new Out()
    const long = 'é'.repeat(200_000)
    const first = out.text(long).ascii('.').taken()
    const second = out.raw(viewOf(Buffer.alloc(300_000, 0x61))).taken()
    const third = out.taken()
    expect(first.toString()).toBe(`${long}.`)
    expect(second.toString()).toBe('a'.repeat(300_000))
    expect(third.length).toBe(0)
  })
})

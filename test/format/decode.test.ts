import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checksum } from '../../src/format/checksum.ts'
import { decode } from '../../src/format/decode.ts'
import { encode } from '../../src/format/encode.ts'
import { FormatError } from '../../src/format/errors.ts'
import { findItem, idOf } from '../../src/format/ids.ts'
import { AT, KINDS, type Kind, layOut, NONE, PRELUDE_BYTES } from '../../src/format/layout.ts'
import { itemOf, packNeighbour, scoreOf } from '../../src/format/neighbour.ts'
import { multiplierOf } from '../../src/format/segments.ts'
import { compileGolden } from '../golden-shop.ts'

const pathOf = (name: string) => new URL(`../fixtures/golden/${name}.idx`, import.meta.url)
const fixture = (name: string) => new Uint8Array(readFileSync(pathOf(name)))
const golden = (kind: Kind) => fixture(kind)

/** A copy of a golden file with a defect, its checksum made right again so that the defect itself is found. */
function damaged(kind: Kind, damage: (view: DataView, at: Record<string, number>) => void): Uint8Array {
  const bytes = golden(kind)
  const view = new DataView(bytes.buffer)
  damage(view, sectionOffsets(kind))
  view.setUint32(AT.checksum, checksum(bytes), true)
  return bytes
}

function sectionOffsets(kind: Kind): Record<string, number> {
  const { counts } = decode(kind, golden(kind), kind)
  const headerBytes = new DataView(golden(kind).buffer).getUint32(AT.headerBytes, true)
  return Object.fromEntries(layOut(kind, counts, headerBytes).sections.map(s => [s.name, s.offsetBytes]))
}

function refusal(kind: Kind, bytes: Uint8Array): string {
  try {
    decode(kind, bytes, `${kind}.idx`)
  } catch (error) {
    if (error instanceof FormatError) return `${error.code} ${error.message}`
    throw error
  }
  return 'read without complaint'
}

// A change of format: ISSHO_GOLDEN=write npx vitest run test/format/decode.test.ts, and a line in models/FORMAT.md.
if (process.env.ISSHO_GOLDEN === 'write') {
  for (const kind of KINDS) writeFileSync(pathOf(kind), compileGolden().files[kind]!)
}

describe('the golden files', () => {
  it.each(KINDS)('are what a build of the golden shop writes today: %s', kind => {
    expect(Buffer.from(compileGolden().files[kind]!).equals(golden(kind))).toBe(true)
  })

  it('hold the golden shop', () => {
    const items = decode('items', golden('items'), 'items.idx')
    expect(items.counts).toMatchObject({
      numItems: 5,
      numFamilies: 1,
      numBands: 0,
      numCategories: 4,
      numLocales: 2,
    })
    expect(items.header).toEqual({
      currencies: ['JPY'],
      locales: ['*', 'ja'],
      categories: ['Phones > Cables', 'Phones > Cases', 'Phones', 'Phones'],
    })
    expect([...items.columns.price]).toEqual([59_800, 1980, 69_800, NONE, NONE])
    expect([...items.columns.orders]).toEqual([
      10, 13, 5, 4, 40, /* family */ 15, /* categories */ 4, 13, 15, 15,
    ])
    expect([...items.columns.flags]).toEqual([1, 1, 1, 0, 1])
    for (const [item, id] of ['nova-128', 'case/nova 5', 'nova-256', '007', '湯呑☕'].entries()) {
      expect(idOf(items.columns, item)).toBe(id)
      expect(findItem(items.columns, id)).toBe(item)
    }
    for (const unknown of ['', '7', 'nova-12', 'NOVA-128', '湯呑', '☕']) {
      expect(findItem(items.columns, unknown)).toBe(NONE)
    }

    const { columns, counts } = decode('also-bought', golden('also-bought'), 'also-bought.idx')
    expect(counts.numBaskets).toBe(55)
    const row = [columns.rowStart[0]!, columns.rowStart[1]!] as const
    expect([...columns.neighbour.subarray(...row)].map(itemOf)).toEqual([1])
    expect(scoreOf(columns.neighbour[row[0]]!)).toBeCloseTo(0.45, 1)
    expect([...columns.together.subarray(...row)]).toEqual([9])

    const segments = decode('segments', golden('segments'), 'segments.idx')
    expect(segments.counts).toEqual({ numItems: 5, numSegments: 27, numCells: 16 })
    const cells = [segments.columns.cellStart[4]!, segments.columns.cellStart[5]!] as const
    expect([...segments.columns.cellSegment.subarray(...cells)]).toEqual([5, 11, 13, 14, 21, 23, 25, 26])
    const [june, december] = segments.columns.cellMultiplier.subarray(...cells)
    expect([multiplierOf(june!), multiplierOf(december!)].map(m => m.toFixed(2))).toEqual(['0.56', '1.16'])

    const higher = decode('higher-model', golden('higher-model'), 'higher-model.idx')
    expect([...higher.columns.upgradeStart]).toEqual([0, 1, 1, 1, 1, 1])
    expect([...higher.columns.upgrade]).toEqual([2])
    expect([...higher.columns.alternative]).toEqual([0])
    expect(higher.header.rungs[higher.columns.upgradeRung[0]!]).toBe('variant')
  })

  it('are read from the middle of a buffer that is aligned', () => {
    const bytes = golden('items')
    const room = new Uint8Array(bytes.length + 16)
    room.set(bytes, 8)
    expect(decode('items', room.subarray(8, 8 + bytes.length), 'x').counts.numItems).toBe(5)
  })
})

describe('models of no and one item', () => {
  it('are valid files', () => {
    const none = compileGolden({
      items: [],
      baskets: { start: new Uint32Array(1), item: new Uint32Array(0) },
    })
    const one = compileGolden({
      items: [{ id: 'only', available: true }],
      baskets: { start: Uint32Array.of(0, 1, 2), item: Uint32Array.of(0, 0) },
    })
    for (const [files, numItems] of [[none.files, 0] as const, [one.files, 1] as const]) {
      const items = decode('items', files.items, 'items.idx')
      expect(items.counts.numItems).toBe(numItems)
      expect(findItem(items.columns, 'only')).toBe(numItems === 1 ? 0 : NONE)
      expect(decode('also-bought', files['also-bought'], 'x').counts.numNeighbours).toBe(0)
      expect(decode('higher-model', files['higher-model'], 'x').counts.numUpgrades).toBe(0)
    }
  })
})

describe('decode refuses', () => {
  it('bad-magic', () => {
    const bytes = damaged('items', view => view.setUint32(AT.magic, 0x04034b50, true))
    expect(refusal('items', bytes)).toBe(
      'MAGIC items.idx: starts with 0x04034b50, expected 0x4f485349 ("ISHO"); not a model file',
    )
  })

  it('newer-version', () => {
    const bytes = damaged('items', view => view.setUint16(AT.version, 3, true))
    expect(refusal('items', bytes)).toBe(
      'VERSION items.idx: got format version 3, expected 2; build the model again with this version of issho',
    )
  })

  it('version-1', () => {
    expect(refusal('also-bought', fixture('version-1'))).toBe(
      'VERSION also-bought.idx: got format version 1, expected 2; build the model again with this version of issho',
    )
  })

  it('other-kind', () => {
    expect(refusal('also-bought', golden('items'))).toBe(
      'KIND also-bought.idx: holds items, expected also-bought; the files of the model were mixed up',
    )
    const bytes = damaged('items', view => view.setUint16(AT.kind, 9, true))
    expect(refusal('items', bytes)).toMatch(/^KIND items.idx: holds unknown kind 9, expected items/)
  })

  it.each(KINDS)('truncated at every section boundary, and one byte before it: %s', kind => {
    const whole = golden(kind)
    const boundaries = [0, 8, PRELUDE_BYTES, ...Object.values(sectionOffsets(kind)), whole.length]
    for (const boundary of boundaries) {
      for (const length of [boundary - 1, boundary]) {
        if (length < 0 || length === whole.length) continue
        const expected = length < PRELUDE_BYTES ? `a prelude alone has 64` : `expected ${whole.length}`
        expect(refusal(kind, whole.subarray(0, length))).toBe(
          `TRUNCATED ${kind}.idx: got ${length} bytes, ${expected}; the file is damaged: copy it again or roll back`,
        )
      }
    }
  })

  it('trailing-bytes', () => {
    const bytes = new Uint8Array(golden('items').length + 8)
    bytes.set(golden('items'))
    expect(refusal('items', bytes)).toMatch(
      /^LENGTH items.idx: got \d+ bytes, expected \d+; the file is damaged/,
    )
  })

  it.each(KINDS)('every single flipped bit: %s', kind => {
    const bytes = golden(kind)
    for (let i = 0; i < bytes.length; i++) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[i]! ^= 1 << bit
        expect(refusal(kind, bytes), `byte ${i}, bit ${bit}`).not.toBe('read without complaint')
        bytes[i]! ^= 1 << bit
      }
    }
  })

  it('flipped-bit in a section', () => {
    const bytes = golden('items')
    bytes[bytes.length - 9]! ^= 4
    expect(refusal('items', bytes)).toMatch(
      /^CHECKSUM items.idx: its checksum is 0x[0-9a-f]{8}, expected 0x[0-9a-f]{8}; the file is damaged/,
    )
  })

  it('misaligned', () => {
    const room = new Uint8Array(golden('items').length + 8)
    room.set(golden('items'), 3)
    expect(refusal('items', room.subarray(3, room.length - 5))).toBe(
      'MISALIGNED items.idx: the bytes start at offset 3 of their buffer, expected a multiple of 8',
    )
  })

  it('wrong-counts', () => {
    const bytes = damaged('also-bought', view => view.setUint32(AT.counts, 4_000_000_000, true))
    expect(refusal('also-bought', bytes)).toMatch(
      /^LENGTH also-bought.idx: its counts make \d+ bytes, its length field says \d+;/,
    )
  })

  it('offsets-out-of-order', () => {
    const bytes = damaged('also-bought', (view, at) => view.setUint32(at.rowStart! + 4, 9, true))
    expect(refusal('also-bought', bytes)).toMatch(
      /^ORDER also-bought.idx: rowStart\[2\] is \d, smaller than the 9 before it$/,
    )
    const late = damaged('items', (view, at) => view.setUint32(at.idStart!, 1, true))
    expect(refusal('items', late)).toBe('ORDER items.idx: idStart[0] is 1, expected 0')
    const long = damaged('higher-model', (view, at) => view.setUint32(at.upgradeStart! + 20, 7, true))
    expect(refusal('higher-model', long)).toBe('ORDER higher-model.idx: upgradeStart ends at 7, expected 1')
  })

  it('neighbour-out-of-range', () => {
    const bytes = damaged('also-bought', (view, at) => view.setUint32(at.neighbour!, 5, true))
    expect(refusal('also-bought', bytes)).toBe(
      'BOUNDS also-bought.idx: neighbour[0] is 5, expected less than 5',
    )
    const rung = damaged('higher-model', (view, at) => view.setUint8(at.upgradeRung!, 9))
    expect(refusal('higher-model', rung)).toBe(
      'BOUNDS higher-model.idx: upgradeRung[0] is 9, expected less than 9',
    )
    const category = damaged('items', (view, at) => view.setUint32(at.category!, 4, true))
    expect(refusal('items', category)).toBe('BOUNDS items.idx: category[0] is 4, expected less than 4')
  })

  it('segments-that-contradict-their-kinds', () => {
    const { counts, header, columns } = decode('segments', golden('segments'), 'x')
    const withHeader = (other: Partial<typeof header>) =>
      refusal('segments', encode({ kind: 'segments', counts, columns, header: { ...header, ...other } }))
    expect(withHeader({ audiences: ['guests'] })).toBe(
      "HEADER segments.idx: the header's kinds have 26 segments, the counts say 27",
    )
    expect(withHeader({ kinds: ['hour', 'month', 'weekday', 'audience'] })).toMatch(
      /^HEADER segments.idx: the header's kinds are hour, month, weekday, audience, expected some of month, weekday/,
    )
    const far = damaged('segments', (view, at) => view.setUint8(at.cellSegment!, 27))
    expect(refusal('segments', far)).toBe('BOUNDS segments.idx: cellSegment[0] is 27, expected less than 27')
  })

  it('chain-that-runs-in-a-circle', () => {
    const back = damaged('also-bought', (view, at) => view.setUint32(at.next! + 4, 1, true))
    expect(refusal('also-bought', back)).toBe(
      'ORDER also-bought.idx: next[1] is 1, expected a later row of 10, or none',
    )
    const beyond = damaged('also-bought', (view, at) => view.setUint32(at.next!, 10, true))
    expect(refusal('also-bought', beyond)).toMatch(/^ORDER also-bought.idx: next\[0\] is 10, expected/)
  })

  it('scores-that-rise', () => {
    const { counts, header, columns } = decode('also-bought', golden('also-bought'), 'x')
    const row = columns.rowStart.findIndex((start, r) => columns.rowStart[r + 1]! - start > 1)
    const at = columns.rowStart[row]! + 1
    const neighbour = columns.neighbour.map((n, k) => (k === at ? packNeighbour(itemOf(n), 1) : n))
    const bytes = encode({ kind: 'also-bought', counts, header, columns: { ...columns, neighbour } })
    expect(refusal('also-bought', bytes)).toBe(
      `ORDER also-bought.idx: neighbour[${at}] has a higher score than the one before it in row ${row}`,
    )
  })

  it('header-contradicts-counts', () => {
    const { counts, columns } = decode('items', golden('items'), 'x')
    const bytes = encode({
      kind: 'items',
      counts,
      columns,
      header: { currencies: [], locales: ['*'], categories: [] },
    })
    expect(refusal('items', bytes)).toBe('HEADER items.idx: the header lists 1 locales, the counts say 2')
  })
})

describe('encode', () => {
  it('throws where a column is not as long as its counts say', () => {
    const { counts, header, columns } = decode('also-bought', golden('also-bought'), 'x')
    const short = { ...columns, together: columns.together.subarray(1) }
    expect(() => encode({ kind: 'also-bought', counts, header, columns: short })).toThrow(
      /also-bought: column together has \d+ elements, the counts say \d+/,
    )
  })
})

import type { Refuse } from './errors.ts'
import { type Kind, type ModelFile, NO_STEP, NONE } from './layout.ts'
import { itemOf, qOf } from './neighbour.ts'
import { firstSegments, SEGMENT_KINDS } from './segments.ts'

/** Refuses a file whose columns contradict each other: offsets out of order, numbers that point nowhere. */
export function checkColumns<K extends Kind>(file: ModelFile<K>, refuse: Refuse): void {
  CHECKS[file.kind](file, refuse)
}

const CHECKS: { readonly [K in Kind]: (file: ModelFile<K>, refuse: Refuse) => void } = {
  items({ counts, header, columns }, refuse) {
    sameLength('locales', header.locales, counts.numLocales, refuse)
    sameLength('categories', header.categories, counts.numCategories, refuse)
    if ((counts.numSlots & (counts.numSlots - 1)) !== 0 || counts.numSlots <= counts.numItems) {
      refuse(
        'BOUNDS',
        `idSlot has ${counts.numSlots} slots, expected a power of two above ${counts.numItems}`,
      )
    }
    ascending('idStart', columns.idStart, counts.idBytes, refuse)
    ascending('cardStart', columns.cardStart, counts.cardBytes, refuse)
    within('idSlot', columns.idSlot, counts.numItems + 1, refuse)
    within('family', columns.family, counts.numFamilies, refuse, NONE)
    within('category', columns.category, counts.numCategories, refuse, NONE)
    within('bandCategory', columns.bandCategory, counts.numCategories, refuse)
    within('currency', columns.currency, Math.max(1, header.currencies.length), refuse)
  },
  'also-bought'({ counts, columns }, refuse) {
    ascending('rowStart', columns.rowStart, counts.numNeighbours, refuse)
    onwards('next', columns.next, refuse)
    neighbours(columns, counts.numItems, refuse)
  },
  'higher-model'({ counts, header, columns }, refuse) {
    sameLength('locales', header.locales, counts.numLocales, refuse)
    ascending('stepStart', columns.stepStart, counts.numSteps, refuse)
    ascending('differenceStart', columns.differenceStart, counts.differenceBytes, refuse)
    within('step', columns.step, counts.numItems, refuse)
    within('difference', columns.difference, counts.numDifferences, refuse, NONE)
    within('rung', columns.rung, header.rungs.length, refuse)
    if (counts.numObserved !== 0 && counts.numObserved !== counts.numSteps) {
      refuse('HEADER', `numObserved is ${counts.numObserved}, expected 0 or the ${counts.numSteps} steps`)
    }
    placesOfSteps('better', columns.better, columns.stepStart, refuse)
    placesOfSteps('best', columns.best, columns.stepStart, refuse)
  },
  segments({ counts, header, columns }, refuse) {
    const inOrder = SEGMENT_KINDS.filter(kind => header.kinds.includes(kind))
    if (header.kinds.join() !== inOrder.join()) {
      refuse(
        'HEADER',
        `the header's kinds are ${header.kinds.join(', ')}, expected some of ${SEGMENT_KINDS.join(', ')}`,
      )
    }
    const { end } = firstSegments(header.kinds, header.audiences.length)
    if (end !== counts.numSegments) {
      refuse('HEADER', `the header's kinds have ${end} segments, the counts say ${counts.numSegments}`)
    }
    ascending('cellStart', columns.cellStart, counts.numCells, refuse)
    within('cellSegment', columns.cellSegment, counts.numSegments, refuse)
  },
  'near-misses'({ counts, columns }, refuse) {
    ascending('missStart', columns.missStart, counts.numMisses, refuse)
    ascending('reasonStart', columns.reasonStart, counts.reasonBytes, refuse)
    within('miss', columns.miss, counts.numItems, refuse)
    within('reason', columns.reason, counts.numReasons, refuse)
  },
}

function sameLength(name: string, list: readonly string[], expected: number, refuse: Refuse): void {
  if (list.length !== expected) {
    refuse('HEADER', `the header lists ${list.length} ${name}, the counts say ${expected}`)
  }
}

/** Offsets must start at 0, never fall, and end where the thing they point into ends. */
function ascending(name: string, offsets: Uint32Array, end: number, refuse: Refuse): void {
  if (offsets[0] !== 0) refuse('ORDER', `${name}[0] is ${offsets[0]}, expected 0`)
  for (let i = 1; i < offsets.length; i++) {
    if (offsets[i]! < offsets[i - 1]!) {
      refuse('ORDER', `${name}[${i}] is ${offsets[i]}, smaller than the ${offsets[i - 1]} before it`)
    }
  }
  const last = offsets[offsets.length - 1]!
  if (last !== end) refuse('ORDER', `${name} ends at ${last}, expected ${end}`)
}

/** Every number must be below `limit`, or be `none` where a column may say "none". */
function within(
  name: string,
  numbers: Uint32Array | Uint8Array,
  limit: number,
  refuse: Refuse,
  none = -1,
): void {
  for (let i = 0; i < numbers.length; i++) {
    const n = numbers[i]!
    if (n >= limit && n !== none) refuse('BOUNDS', `${name}[${i}] is ${n}, expected less than ${limit}`)
  }
}

/** A row must go on with a later one, or end: whoever follows the rows comes to an end. */
function onwards(name: string, rows: Uint32Array, refuse: Refuse): void {
  for (let row = 0; row < rows.length; row++) {
    const next = rows[row]!
    if (next === NONE || (next > row && next < rows.length)) continue
    refuse('ORDER', `${name}[${row}] is ${next}, expected a later row of ${rows.length}, or none`)
  }
}

/** Items must exist, and scores must not rise within a row. */
function neighbours(
  { rowStart, neighbour }: Pick<ModelFile<'also-bought'>['columns'], 'rowStart' | 'neighbour'>,
  numItems: number,
  refuse: Refuse,
): void {
  for (let row = 0; row + 1 < rowStart.length; row++) {
    const at = firstFault(neighbour, rowStart[row]!, rowStart[row + 1]!, numItems)
    if (at < 0) continue
    const item = itemOf(neighbour[at]!)
    if (item >= numItems) refuse('BOUNDS', `neighbour[${at}] is ${item}, expected less than ${numItems}`)
    refuse('ORDER', `neighbour[${at}] has a higher score than the one before it in row ${row}`)
  }
}

/** The place of the first neighbour of a row that cannot be right; −1 where all are. Called a million times: kept small. */
function firstFault(neighbour: Uint32Array, start: number, end: number, numItems: number): number {
  let q = 0
  for (let at = start; at < end; at++) {
    const packed = neighbour[at]!
    if (itemOf(packed) >= numItems || qOf(packed) < q) return at
    q = qOf(packed)
  }
  return -1
}

/** A place must be that of one of the item's own upgrades, or none. */
function placesOfSteps(name: string, places: Uint8Array, stepStart: Uint32Array, refuse: Refuse): void {
  for (let item = 0; item < places.length; item++) {
    const place = places[item]!
    const length = stepStart[item + 1]! - stepStart[item]!
    if (place < length || place === NO_STEP) continue
    refuse('BOUNDS', `${name}[${item}] is ${place}, expected less than the item's ${length} upgrades`)
  }
}

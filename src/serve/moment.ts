import type { ModelFile } from '../format/layout.ts'
import {
  CLOCK_SEGMENTS,
  type ClockKind,
  clockSegment,
  firstSegments,
  multiplierOf,
  type SegmentKind,
} from '../format/segments.ts'
import { type Fault, type ItemRequest, quoted } from './params.ts'

/** The segments of a model, ready to be asked about a moment. */
export type Segments = {
  readonly columns: ModelFile<'segments'>['columns']
  /** The number of each kind's first segment; a kind that the model does not know is absent. */
  readonly first: { readonly [K in SegmentKind]?: number }
  /** Place by name; empty where the model knows no audiences. */
  readonly audiences: ReadonlyMap<string, number>
}

/** By how much more than usual an item sells at the moment asked about; 1 where that is not known. */
export type Demand = (item: number) => number

export function segmentsOf({ header, columns }: ModelFile<'segments'>): Segments {
  const { first } = firstSegments(header.kinds, header.audiences.length)
  return { columns, first, audiences: new Map(header.audiences.map((name, place) => [name, place])) }
}

/** The demand at the time and for the audience of a request, undefined where it names none that the model knows. */
export function demandAt(
  { columns, first, audiences }: Segments,
  { at, segment }: Pick<ItemRequest, 'at' | 'segment'>,
): Demand | undefined {
  const active: number[] = []
  if (at !== undefined) {
    for (const kind of Object.keys(CLOCK_SEGMENTS) as ClockKind[]) {
      if (first[kind] !== undefined) active.push(first[kind] + clockSegment(kind, at))
    }
  }
  const audience = segment === undefined ? undefined : audiences.get(segment)
  if (audience !== undefined && first.audience !== undefined) active.push(first.audience + audience)
  if (active.length === 0) return undefined

  const { cellStart, cellSegment, cellMultiplier } = columns
  return item => {
    let product = 1
    for (let cell = cellStart[item]!; cell < cellStart[item + 1]!; cell++) {
      if (active.includes(cellSegment[cell]!)) product *= multiplierOf(cellMultiplier[cell]!)
    }
    return product
  }
}

const MAX_NAMED = 20

/** Whether pages may ask for this audience: a model without audiences lets every name pass and does nothing. */
export function knowsAudience(segments: Segments | undefined, name: string): boolean {
  return segments === undefined || segments.audiences.size === 0 || segments.audiences.has(name)
}

export function unknownSegment({ audiences }: Segments, name: string): Fault {
  const known = [...audiences.keys()].slice(0, MAX_NAMED).map(quoted)
  const more = audiences.size > MAX_NAMED ? ` and ${audiences.size - MAX_NAMED} more` : ''
  return { parameter: 'segment', detail: `got ${quoted(name)}, expected one of ${known.join(', ')}${more}` }
}

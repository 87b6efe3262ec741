import type { Out } from './out.ts'
import { type Piece, pieceInQuotes } from './piece.ts'

/** A sentence with gaps, ready to be written: bytes of a JSON string, and names of what comes between. */
export type Template<Slot extends string> = readonly (Piece | Slot)[]

/** "Save {money} with this" in pieces. The text must not hold a brace otherwise. */
export function template<Slot extends string>(text: string): Template<Slot> {
  return text
    .split(/[{}]/)
    .map((piece, i) => (i % 2 === 1 ? (piece as Slot) : pieceInQuotes(piece)))
    .filter(piece => typeof piece === 'string' || piece.byteLength > 0)
}

/** Writes a sentence, what is in its gaps by `fill`. */
export function writeTemplate<Slot extends string>(
  out: Out,
  pieces: Template<Slot>,
  fill: (slot: Slot) => void,
): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') fill(piece)
    else out.raw(piece)
  }
}

import { NONE } from '../../format/layout.ts'
import type { Complement } from '../cart/complements.ts'
import type { CartLine, CartRequest } from '../cart/request.ts'
import type { ServedModel } from '../model.ts'
import type { Out } from '../out.ts'
import { pieceOf } from '../piece.ts'
import { writeCard, writeId } from './card.ts'
import { writeReason } from './reason.ts'

/** The cart asked about, by whom its items are known, and how the answer is wanted. */
export type CartSubject = {
  readonly model: ServedModel
  /** By line; NONE where the model does not know the item. */
  readonly items: readonly number[]
  readonly request: CartRequest
}

/** The first complement stands on the finest evidence of the list. */
export function writeCart(out: Out, subject: CartSubject, complements: readonly Complement[]): void {
  const { model, items, request } = subject
  out.ascii('{"cart":[')
  request.lines.forEach((line, i) => {
    if (i > 0) out.ascii(',')
    writeLine(out, model, items[i]!, line)
  })
  out
    .ascii('],"model":')
    .raw(model.quotedVersion)
    .ascii(',"complements":{"source":"')
    .ascii(complements[0]?.level ?? 'none')
    .ascii('","items":[')
  complements.forEach((complement, i) => {
    if (i > 0) out.ascii(',')
    writeComplement(out, subject, complement)
  })
  out.ascii(']}}')
}

function writeLine(out: Out, model: ServedModel, item: number, { id, quantity }: CartLine): void {
  writeId(out.ascii('{"id":'), model, item, id)
  out
    .ascii(',"quantity":')
    .integer(quantity)
    .ascii(item === NONE ? ',"known":false}' : ',"known":true}')
}

const SCORE = pieceOf(',"score":')
const WITH = pieceOf(',"with":')

/** The score is no stored one: any number from 0 to 1. */
function writeComplement(out: Out, subject: CartSubject, complement: Complement): void {
  const { ids, items } = subject.model
  const { idStart } = items.columns
  const { item, line, score } = complement
  writeCard(out.ascii('{'), subject, item)
  if (line !== NONE) {
    out.raw(SCORE).decimal(score, 4)
    out.raw(WITH).quoted(ids, idStart[line]!, idStart[line + 1]!)
  }
  writeReason(out, subject, complement, line)
  out.ascii('}')
}

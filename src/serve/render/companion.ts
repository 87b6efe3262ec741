import type { Out } from '../out.ts'
import { pieceOf } from '../piece.ts'
import type { Companion } from '../recommend.ts'
import { writeCard } from './card.ts'
import { writeReason } from './reason.ts'
import type { Subject } from './subject.ts'

const SCORE = pieceOf(',"score":')

/** An entry of an also-bought list. What merely sells well is no rule about the item: no score, no evidence. */
export function writeCompanion(out: Out, subject: Subject, companion: Companion): void {
  writeCard(out.ascii('{'), subject, companion.item)
  if (companion.level !== 'popular') out.raw(SCORE).ascii(scoreText(companion.score))
  writeReason(out, subject, companion)
  out.ascii('}')
}

/** Four significant digits. Stored scores are 256 numbers: their texts are kept. */
function scoreText(score: number): string {
  const known = SCORE_TEXTS.get(score)
  if (known !== undefined) return known
  const text = String(Number(score.toPrecision(4)))
  if (SCORE_TEXTS.size < MAX_SCORE_TEXTS) SCORE_TEXTS.set(score, text)
  return text
}

const MAX_SCORE_TEXTS = 1024
const SCORE_TEXTS = new Map<number, string>()

import { createScores } from '../best-of.ts'
import type { Method } from '../method.ts'

/** The best sellers, whatever is given: what every other method has to beat. */
export const popularity: Method = {
  name: 'popularity',
  learn({ numItems }) {
    const scores = createScores(numItems)
    return (given, out) => scores.takeInto(out, given)
  },
}

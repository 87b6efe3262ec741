import { writeFileSync } from 'node:fs'
import { type Candidates, gatherCandidates } from '../../src/build/candidates.ts'
import type { Groups } from '../../src/build/groups.ts'
import { NONE } from '../../src/format/layout.ts'
import { answerAll } from '../child.ts'
import { costOf } from '../measure.ts'
import { readBaskets } from '../orders.ts'
import { PLAIN_RECIPE } from '../recipe.ts'

const [folder, numItemsText] = process.argv.slice(2)
const numItems = Number(numItemsText)
const baskets = readBaskets(folder!)
const noGroups: Groups = {
  families: [],
  bands: [],
  categories: [],
  family: new Uint32Array(numItems).fill(NONE),
  band: new Uint32Array(numItems).fill(NONE),
  category: new Uint32Array(numItems).fill(NONE),
  parent: new Uint32Array(0),
  isForSale: new Uint8Array(numItems).fill(1),
}
let answer: Candidates

answerAll({
  round: () =>
    costOf(() => {
      answer = gatherCandidates(baskets, noGroups, PLAIN_RECIPE)
    }),

  /** Writes x, y, together of the best pairs: by x, then best first. More are gathered, in that order. */
  write(path: string) {
    const { start, item, together } = answer
    const triples: number[] = []
    for (let x = 0; x < numItems; x++) {
      const end = Math.min(start[x]! + PLAIN_RECIPE.maxNeighbours, start[x + 1]!)
      for (let at = start[x]!; at < end; at++) triples.push(x, item[at]!, together[at]!)
    }
    writeFileSync(path, Uint32Array.from(triples))
  },
})

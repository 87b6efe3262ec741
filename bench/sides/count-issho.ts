import { writeFileSync } from 'node:fs'
import { type AlsoBought, alsoBought } from '../../src/build/also-bought.ts'
import type { Groups } from '../../src/build/groups.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import { NONE } from '../../src/format/layout.ts'
import { answerAll } from '../child.ts'
import { costOf } from '../measure.ts'
import { readBaskets } from '../orders.ts'

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
let answer: AlsoBought

answerAll({
  round: () =>
    costOf(() => {
      answer = alsoBought(baskets, noGroups, DEFAULT_RECIPE, () => {})
    }),

  /** Writes x, y, together of every kept pair: by x, then best first. */
  write(path: string) {
    const { rowStart, neighbour, together } = answer
    const triples = new Uint32Array(3 * neighbour.length)
    for (let x = 0; x < numItems; x++) {
      for (let at = rowStart[x]!; at < rowStart[x + 1]!; at++) {
        triples.set([x, neighbour[at]!, together[at]!], 3 * at)
      }
    }
    writeFileSync(path, triples)
  },
})

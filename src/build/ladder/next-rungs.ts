import type { Climb } from './climb.ts'
import type { Model } from './models.ts'

/** Tells of each climb whether another leads there, too: then it is no next rung. To be asked of the dearest model first. */
export function nextRungsOf(numModels: number): (from: Model, climbs: readonly Climb[]) => void {
  const above: Model[][] = Array.from({ length: numModels })
  const seenFrom = new Int32Array(numModels).fill(-1)
  return (from, climbs) => {
    for (const { to, link } of climbs) {
      if (link.isWeighty) for (const { number } of above[to.number] ?? []) seenFrom[number] = from.number
    }
    for (const climb of climbs) climb.isNext = seenFrom[climb.to.number] !== from.number
    above[from.number] = climbs.map(({ to }) => to)
  }
}

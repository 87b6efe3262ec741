import { MAX_STEPS } from './choose.ts'
import type { Climb } from './climb.ts'

/** The best few steps that lead up to one model: first those that the lower model shows, then by score. */
export class Below {
  #climbs: { climb: Climb; isShown: boolean }[] = []

  add(climb: Climb, isShown: boolean): void {
    this.#climbs.push({ climb, isShown })
    if (this.#climbs.length >= 8 * MAX_STEPS) this.#prune()
  }

  best(): Climb[] {
    this.#prune()
    return this.#climbs.map(({ climb }) => climb)
  }

  #prune(): void {
    this.#climbs.sort((a, b) => Number(b.isShown) - Number(a.isShown) || b.climb.score - a.climb.score)
    this.#climbs.length = Math.min(this.#climbs.length, 4 * MAX_STEPS)
  }
}
